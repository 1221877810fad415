"""Emergency accesses, and who was told of them."""

import datetime
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("emergency", "0001_emergency_accesses")]

    initial = True

    dependencies = [
        ("agencies", "0001_tables"),
        ("agencies", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Access",
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
                ("engagement_id", models.UUIDField()),
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
                ("reference", models.CharField(max_length=30)),
                ("purpose", models.CharField(max_length=30)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("danger_to_life", "Somebody’s life is in danger"),
                            ("child_at_risk", "A child is at risk of serious harm"),
                            ("missing", "Somebody is missing"),
                            ("medical", "Somebody needs urgent medical help"),
                            ("serious_harm", "Other serious harm"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.CharField(max_length=500)),
                ("needs_approval", models.BooleanField()),
                ("asked_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("review_due_on", models.DateField()),
                ("reviewed_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("justified", "Justified"),
                            ("not_justified", "Not justified"),
                            ("follow_up", "Needs follow-up"),
                        ],
                        max_length=20,
                    ),
                ),
                ("review_words", models.CharField(blank=True, max_length=1000)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["person", "asked_at"], name="emergencies_of_a_person"
                    ),
                    models.Index(fields=["record_id"], name="emergencies_of_a_record"),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["until_at"],
                        name="emergencies_not_ended",
                    ),
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
                        name="emergency_domain_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "danger_to_life",
                                    "child_at_risk",
                                    "missing",
                                    "medical",
                                    "serious_harm",
                                ],
                            )
                        ),
                        name="emergency_reason_is_known",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.GreaterThanOrEqual(
                            django.db.models.functions.text.Length(
                                django.db.models.functions.text.Trim("words")
                            ),
                            30,
                        ),
                        name="an_emergency_is_told_in_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "until_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("asked_at"),
                                    "+",
                                    models.Value(datetime.timedelta(seconds=14400)),
                                ),
                            )
                        ),
                        name="an_emergency_lasts_four_hours_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_by", models.F("person")), _negated=True
                            ),
                            models.Q(
                                ("reviewed_by", models.F("person")), _negated=True
                            ),
                        ),
                        name="nobody_answers_for_their_own_emergency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("needs_approval", False),
                            ("opened_at__isnull", True),
                            ("answered_by__isnull", False),
                            _connector="OR",
                        ),
                        name="a_restricted_record_is_opened_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("reviewed_at__isnull", True)),
                            models.Q(
                                (
                                    "outcome__in",
                                    ["justified", "not_justified", "follow_up"],
                                ),
                                ("reviewed_at__isnull", False),
                                ("reviewed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_review_has_an_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
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
                ("told_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "access",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="emergency.access",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
                (
                    "seen_by",
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
                    models.UniqueConstraint(
                        fields=("access", "organisation"),
                        name="an_organisation_is_told_once",
                    )
                ],
            },
        ),
    ]
