"""Who has been let in to a record, and who is kept out of one."""

import django.contrib.postgres.fields
import unhidden.access.records
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("access", "0001_grants_and_exclusions"),
        ("access", "0002_grants_for_some_purposes"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unhidden.access.records.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("report", "Report from the public"),
                            ("intelligence", "Intelligence"),
                            ("operation", "Operation"),
                            ("visit", "Visit"),
                            ("safeguarding_case", "Survivor’s case"),
                            ("investigation", "Investigation"),
                            ("statistic", "Results"),
                        ],
                        max_length=30,
                    ),
                ),
                ("record_id", models.UUIDField()),
                ("person_id", models.UUIDField(null=True)),
                ("organisation_id", models.UUIDField(null=True)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("team", "On the team"),
                            ("organisation", "Own organisation’s record"),
                            ("share", "Shared under an agreement"),
                            ("break_glass", "Emergency access"),
                            ("oversight", "Oversight"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "team_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lead", "Lead"),
                            ("worker", "Worker"),
                            ("supervisor", "Supervisor"),
                            ("observer", "Observer"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        default=list,
                        size=None,
                    ),
                ),
                ("source_id", models.UUIDField(null=True)),
                ("granted_by", models.UUIDField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.UUIDField(null=True)),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        db_default=[],
                        default=list,
                        size=None,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["person_id"],
                        include=(
                            "record_id",
                            "domain",
                            "basis",
                            "team_role",
                            "until_at",
                        ),
                        name="ways_in_of_a_person",
                    ),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["organisation_id"],
                        name="ways_in_of_an_organisation",
                    ),
                    models.Index(fields=["record_id"], name="ways_in_to_a_record"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "domain__in",
                                [
                                    "report",
                                    "intelligence",
                                    "operation",
                                    "visit",
                                    "safeguarding_case",
                                    "investigation",
                                    "statistic",
                                ],
                            )
                        ),
                        name="grant_domain_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["team", "share", "break_glass"])
                        ),
                        name="grant_basis_is_one_that_is_granted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person_id__isnull", False),
                            ("organisation_id__isnull", False),
                            _connector="XOR",
                        ),
                        name="a_grant_is_for_a_person_or_an_organisation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "team"), _negated=True),
                            ("team_role__gt", ""),
                            _connector="XOR",
                        ),
                        name="a_team_grant_names_the_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "break_glass"), _negated=True),
                            ("until_at__isnull", False),
                            _connector="OR",
                        ),
                        name="emergency_access_ends_by_itself",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True), ("person_id__isnull", False)
                        ),
                        fields=("record_id", "person_id", "basis"),
                        name="a_person_is_let_in_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("organisation_id__isnull", False),
                        ),
                        fields=("record_id", "organisation_id", "basis"),
                        name="an_organisation_is_let_in_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=unhidden.access.records.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("report", "Report from the public"),
                            ("intelligence", "Intelligence"),
                            ("operation", "Operation"),
                            ("visit", "Visit"),
                            ("safeguarding_case", "Survivor’s case"),
                            ("investigation", "Investigation"),
                            ("statistic", "Results"),
                        ],
                        max_length=30,
                    ),
                ),
                ("record_id", models.UUIDField()),
                ("person_id", models.UUIDField(null=True)),
                ("organisation_id", models.UUIDField(null=True)),
                ("reason", models.CharField(max_length=300)),
                ("set_by", models.UUIDField()),
                ("from_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.UUIDField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["person_id"],
                        name="exclusions_of_a_person",
                    ),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["organisation_id"],
                        name="exclusions_of_an_organisation",
                    ),
                    models.Index(fields=["record_id"], name="exclusions_from_a_record"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "domain__in",
                                [
                                    "report",
                                    "intelligence",
                                    "operation",
                                    "visit",
                                    "safeguarding_case",
                                    "investigation",
                                    "statistic",
                                ],
                            )
                        ),
                        name="exclusion_domain_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person_id__isnull", False),
                            ("organisation_id__isnull", False),
                            _connector="XOR",
                        ),
                        name="an_exclusion_is_of_a_person_or_an_organisation",
                    ),
                ],
            },
        ),
    ]
