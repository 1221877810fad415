"""Decisions with their addenda and drafts."""

import django.db.models.deletion
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0003_lost_factors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
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
                ("kind", models.CharField(max_length=30)),
                ("subject_id", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("capacity", models.CharField(blank=True, max_length=200)),
                ("addressed_to", models.JSONField(default=list)),
                ("decided_at", models.DateTimeField()),
                ("written_at", models.DateTimeField()),
                ("review_at", models.DateTimeField(null=True)),
                ("title", models.CharField(max_length=200)),
                ("values", models.TextField()),
                ("information", models.TextField()),
                ("threat_and_risk", models.TextField()),
                ("powers_and_policy", models.TextField()),
                ("options", models.TextField()),
                ("rejected", models.JSONField(default=list)),
                ("action_and_review", models.TextField()),
                (
                    "author",
                    models.ForeignKey(
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "subject_id", "number"),
                        name="decisions_of_a_log_are_numbered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decided_at__lte", models.F("written_at"))),
                        name="a_decision_is_written_after_it_is_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_at__isnull", True),
                            ("review_at__gt", models.F("decided_at")),
                            _connector="OR",
                        ),
                        name="a_decision_is_reviewed_after_it_is_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("values", ""), _negated=True),
                            models.Q(("information", ""), _negated=True),
                            models.Q(("threat_and_risk", ""), _negated=True),
                            models.Q(("powers_and_policy", ""), _negated=True),
                            models.Q(("options", ""), _negated=True),
                            models.Q(("action_and_review", ""), _negated=True),
                        ),
                        name="a_decision_has_all_six_headings",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Addendum",
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
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("correction", "Correction or addition"),
                            ("review", "Review"),
                        ],
                        max_length=20,
                    ),
                ),
                ("capacity", models.CharField(blank=True, max_length=200)),
                ("written_at", models.DateTimeField()),
                ("text", models.TextField()),
                ("review_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
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
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addenda",
                        to="decision_log.decision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["correction", "review"])),
                        name="addendum_kind_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("decision", "number"),
                        name="addenda_of_a_decision_are_numbered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="an_addendum_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_at__isnull", True),
                            models.Q(
                                ("kind", "review"),
                                ("review_at__gt", models.F("written_at")),
                            ),
                            _connector="OR",
                        ),
                        name="a_review_sets_the_next_one_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionDraft",
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
                ("kind", models.CharField(max_length=30)),
                ("subject_id", models.UUIDField()),
                ("typed", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "subject_id", "author"),
                        name="an_author_has_one_draft_in_a_log",
                    ),
                ],
            },
        ),
    ]
