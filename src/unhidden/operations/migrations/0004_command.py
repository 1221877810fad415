"""Who commands an operation, its texts, risks and calendar."""

import django.db.models.deletion
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_lost_factors"),
        ("operations", "0003_rosters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarEntry",
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
                ("line", models.CharField(max_length=60)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("due_on", models.DateField(null=True)),
                ("owner", models.CharField(blank=True, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To do"),
                            ("done", "Done"),
                            ("not_needed", "Not needed"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("set_at", models.DateTimeField(null=True)),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar",
                        to="operations.operation",
                    ),
                ),
                (
                    "set_by",
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
                            ("state__in", ["open", "done", "not_needed"])
                        ),
                        name="calendar_line_state_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("operation", "line"),
                        name="a_calendar_has_each_line_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_on__isnull", True), ("title", "")),
                            models.Q(
                                models.Q(("title", ""), _negated=True),
                                ("due_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_calendar_line_of_its_own_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "not_needed"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="what_is_not_needed_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommandPost",
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
                    "post",
                    models.CharField(
                        choices=[
                            ("gold", "Gold (strategic)"),
                            ("silver", "Silver (tactical)"),
                            ("bronze", "Bronze (operational)"),
                            ("safeguarding", "Safeguarding lead"),
                            ("controller", "Controller"),
                            ("place_of_safety", "Manager of the place of safety"),
                        ],
                        max_length=20,
                    ),
                ),
                ("strand", models.CharField(blank=True, max_length=60)),
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "handed_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("offered_at", models.DateTimeField(null=True)),
                (
                    "offered_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
                (
                    "offered_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="operations.operation",
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
                    "person",
                    models.ForeignKey(
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
                                "post__in",
                                [
                                    "gold",
                                    "silver",
                                    "bronze",
                                    "safeguarding",
                                    "controller",
                                    "place_of_safety",
                                ],
                            )
                        ),
                        name="command_post_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("post", "bronze"),
                                models.Q(("strand", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("post", "bronze"), _negated=True),
                                ("strand", ""),
                            ),
                            _connector="OR",
                        ),
                        name="a_bronze_names_their_strand",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_at__isnull", True),
                            ("to_at__gte", models.F("from_at")),
                            _connector="OR",
                        ),
                        name="a_post_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            ("to_at__isnull", False),
                            _connector="OR",
                        ),
                        name="a_closed_post_has_an_end",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("to_at__isnull", True),
                            models.Q(("post", "place_of_safety"), _negated=True),
                        ),
                        fields=("operation", "post", "strand"),
                        name="a_post_has_one_holder_without_an_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("offered_at__isnull", True),
                                ("offered_for__isnull", True),
                                ("offered_to__isnull", True),
                            ),
                            models.Q(
                                ("closed_at__isnull", True),
                                ("offered_at__isnull", False),
                                ("offered_for__isnull", False),
                                ("offered_to__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="an_offered_post_says_to_whom_for_whom_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommandRisk",
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
                    "subject",
                    models.CharField(
                        choices=[
                            ("occupants", "People found inside"),
                            ("children", "Children"),
                            ("team", "The team"),
                            ("charity", "Charity staff"),
                            ("interpreters", "Interpreters"),
                            ("community", "Community"),
                            ("evidence", "Evidence"),
                            ("secrecy", "Secrecy"),
                            ("reputation", "Reputation"),
                            ("media", "Media"),
                        ],
                        max_length=20,
                    ),
                ),
                ("risk", models.TextField()),
                ("likelihood", models.PositiveSmallIntegerField()),
                ("impact", models.PositiveSmallIntegerField()),
                ("control", models.TextField(blank=True)),
                ("owner", models.CharField(max_length=20)),
                ("review_on", models.DateField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="operations.operation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "subject__in",
                                [
                                    "occupants",
                                    "children",
                                    "team",
                                    "charity",
                                    "interpreters",
                                    "community",
                                    "evidence",
                                    "secrecy",
                                    "reputation",
                                    "media",
                                ],
                            )
                        ),
                        name="command_risk_subject_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("likelihood__gte", 1),
                            ("likelihood__lte", 5),
                            ("impact__gte", 1),
                            ("impact__lte", 5),
                        ),
                        name="a_risk_is_rated_from_one_to_five",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("risk", ""), _negated=True),
                        name="a_risk_says_what_may_happen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommandText",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("theme", "Theme"),
                            ("objectives", "Objectives"),
                            ("legal_basis", "Legal basis"),
                            ("equality_impact", "Equality impact"),
                            ("media_lines", "Media lines"),
                        ],
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("text_en", models.TextField(blank=True)),
                ("text_cy", models.TextField(blank=True)),
                ("written_at", models.DateTimeField()),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="operations.operation",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
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
                                "kind__in",
                                [
                                    "theme",
                                    "objectives",
                                    "legal_basis",
                                    "equality_impact",
                                    "media_lines",
                                ],
                            )
                        ),
                        name="command_text_kind_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("operation", "kind", "version"),
                        name="versions_of_a_command_text_are_numbered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("text_cy", ""), ("text_en", ""), _negated=True
                        ),
                        name="a_command_text_is_in_one_language_or_both",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["equality_impact", "media_lines"]),
                                _negated=True,
                            ),
                            models.Q(
                                models.Q(("text_en", ""), _negated=True),
                                models.Q(("text_cy", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="media_lines_and_equality_impact_are_in_both_languages",
                    ),
                ],
            },
        ),
    ]
