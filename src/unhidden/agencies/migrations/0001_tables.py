"""Who works on the platform, for whom, and since when."""

import django.db.models.deletion
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("agencies", "0001_initial"),
        ("agencies", "0002_passwords_apart"),
        ("agencies", "0003_support_manager"),
        ("agencies", "0004_engagements_are_approved"),
        ("agencies", "0005_source_unit"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Organisation",
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
                ("code", models.CharField(max_length=40, unique=True)),
                ("name_en", models.CharField(max_length=120)),
                ("name_cy", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("police", "Police force"),
                            ("law_enforcement", "Law-enforcement partner"),
                            ("council", "Council"),
                            ("charity", "Charity"),
                            ("government", "Government"),
                            ("oversight", "Oversight body"),
                        ],
                        max_length=30,
                    ),
                ),
                ("is_desk", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "police",
                                    "law_enforcement",
                                    "council",
                                    "charity",
                                    "government",
                                    "oversight",
                                ],
                            )
                        ),
                        name="organisation_kind_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_desk", True)),
                        fields=("is_desk",),
                        name="one_organisation_runs_the_desk",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FirstResponderStatus",
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
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="first_responder_status_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("cy", "Cymraeg")],
                        default="en",
                        max_length=2,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "cy"])),
                        name="person_reads_en_or_cy",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Credential",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="credential",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("password", models.CharField(max_length=128)),
                ("last_login", models.DateTimeField(null=True)),
                ("must_change", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Attempts",
            fields=[
                (
                    "key",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("count", models.PositiveIntegerField()),
                ("since", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SingleSignOn",
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
                ("issuer", models.URLField()),
                ("client_id", models.CharField(max_length=200)),
                ("client_secret_sealed", models.CharField(max_length=1000)),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Engagement",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("analyst", "Desk analyst"),
                            ("planner", "Operation planner"),
                            ("source_unit", "Source unit"),
                            ("officer", "Visiting officer"),
                            ("partner", "Visiting partner"),
                            ("support_worker", "Support worker"),
                            ("support_manager", "Support manager"),
                            ("safeguarding_lead", "Safeguarding lead"),
                            ("investigator", "Investigator"),
                            ("communications", "Communications officer"),
                            ("overseer", "Oversight officer"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=40,
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
                    ),
                ),
                ("clearance", models.PositiveSmallIntegerField(default=1)),
                ("asked_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "analyst",
                                    "planner",
                                    "source_unit",
                                    "officer",
                                    "partner",
                                    "support_worker",
                                    "support_manager",
                                    "safeguarding_lead",
                                    "investigator",
                                    "communications",
                                    "overseer",
                                    "administrator",
                                ],
                            )
                        ),
                        name="engagement_role_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("clearance__lte", 3)),
                        name="engagement_clearance_is_0_to_3",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="engagement_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", models.F("person")), _negated=True
                        ),
                        name="nobody_approves_their_own_engagement",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_by", models.F("person")), _negated=True
                        ),
                        name="nobody_asks_for_their_own_engagement",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", models.F("asked_by")), _negated=True
                        ),
                        name="who_asks_for_an_engagement_does_not_approve_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            ("approved_at__isnull", False),
                            _connector="OR",
                        ),
                        name="an_approval_has_its_moment",
                    ),
                ],
            },
        ),
    ]
