"""Operations, and the events that the public may come to."""

import django.db.models.deletion
import unhidden.access.records
import unhidden.vault.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("operations", "0001_initial"),
        ("operations", "0002_sensitivity"),
        ("operations", "0003_public_events"),
    ]

    initial = True

    dependencies = [
        ("agencies", "0001_tables"),
        ("agencies", "__first__"),
        ("places", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Operation",
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
                ("name_en", models.CharField(max_length=120)),
                ("name_cy", models.CharField(max_length=120)),
                ("aims", models.TextField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Being planned"),
                            ("running", "Running"),
                            ("closed", "Closed"),
                        ],
                        default="planned",
                        max_length=20,
                    ),
                ),
                ("is_synthetic", models.BooleanField(default=False)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
                    ),
                ),
                ("is_restricted", models.BooleanField(default=False)),
                ("sensitivity", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["planned", "running", "closed"])
                        ),
                        name="operation_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="operation_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Partner",
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
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partners",
                        to="operations.operation",
                    ),
                ),
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
                    models.UniqueConstraint(
                        fields=("operation", "organisation"),
                        name="an_organisation_is_partner_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Team",
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
                ("name", models.CharField(max_length=60)),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="operations.operation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("operation", "name"),
                        name="team_names_differ_in_an_operation",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
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
                ("is_leader", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="operations.team",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("team", "person"), name="a_person_is_in_a_team_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_leader", True)),
                        fields=("team",),
                        name="a_team_has_one_leader",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedVisit",
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
                            ("soft", "Soft visit"),
                            ("hotel", "Hotel visit"),
                            ("safeguarding", "Safeguarding visit"),
                            ("enforcement", "Enforcement visit"),
                        ],
                        max_length=20,
                    ),
                ),
                ("purpose", models.TextField()),
                ("power", models.CharField(blank=True, max_length=200)),
                ("on", models.DateField()),
                ("starts_at", models.TimeField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=20,
                    ),
                ),
                ("cancelled_because", models.TextField(blank=True)),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="operations.operation",
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.premises",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="operations.team",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["operation", "on"], name="visits_of_a_day")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["soft", "hotel", "safeguarding", "enforcement"],
                            )
                        ),
                        name="visit_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["planned", "done", "cancelled"])
                        ),
                        name="planned_visit_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "enforcement"), _negated=True),
                            models.Q(("power", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_enforcement_visit_names_its_power",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "cancelled"), _negated=True),
                            models.Q(("cancelled_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_visit_is_cancelled_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "cancelled"), _negated=True),
                        fields=("operation", "premises", "on"),
                        name="premises_are_visited_once_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwarenessEvent",
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
                            ("landlord_forum", "Landlord forum"),
                            ("hotel_forum", "Hotel forum"),
                            ("community", "Community event"),
                        ],
                        max_length=20,
                    ),
                ),
                ("place", models.CharField(max_length=120)),
                ("on", models.DateField()),
                ("starts_at", models.TimeField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=20,
                    ),
                ),
                ("attended", models.PositiveIntegerField(null=True)),
                ("cancelled_because", models.TextField(blank=True)),
                (
                    "council",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.council",
                    ),
                ),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="operations.operation",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="operations.team",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["landlord_forum", "hotel_forum", "community"])
                        ),
                        name="event_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["planned", "done", "cancelled"])
                        ),
                        name="event_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "done"), _negated=True),
                            ("attended__isnull", False),
                            _connector="OR",
                        ),
                        name="an_event_held_counts_who_came",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicEvent",
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
                ("title_en", models.CharField(max_length=120)),
                ("title_cy", models.CharField(max_length=120)),
                ("about_en", models.TextField()),
                ("about_cy", models.TextField()),
                ("place_en", models.CharField(max_length=200)),
                ("place_cy", models.CharField(max_length=200)),
                ("materials_en", models.TextField(blank=True)),
                ("materials_cy", models.TextField(blank=True)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everyone", "Everyone"),
                            ("landlords", "Landlords and letting agents"),
                            ("hotels", "Hotels and guest houses"),
                            ("businesses", "Businesses"),
                            ("community", "People who live nearby"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("is_public", models.BooleanField(default=True)),
                ("is_cancelled", models.BooleanField(default=False)),
                ("takes_sign_ups", models.BooleanField(default=True)),
                ("capacity", models.PositiveSmallIntegerField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public",
                        to="operations.awarenessevent",
                    ),
                ),
                (
                    "organiser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["starts_at"], name="public_events_by_start")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "audience__in",
                                [
                                    "everyone",
                                    "landlords",
                                    "hotels",
                                    "businesses",
                                    "community",
                                ],
                            )
                        ),
                        name="event_audience_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="public_event_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity__isnull", True),
                            ("capacity__gt", 0),
                            _connector="OR",
                        ),
                        name="a_limited_event_has_places",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignUp",
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
                ("form_key", models.UUIDField()),
                ("places", models.PositiveSmallIntegerField()),
                ("signed_up_on", models.DateField()),
                ("has_email", models.BooleanField()),
                (
                    "sealed_email",
                    unhidden.vault.fields.SealedField(category="contact", null=True),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ups",
                        to="operations.publicevent",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("form_key",), name="one_sign_up_for_each_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("places__gte", 1), ("places__lte", 10)),
                        name="a_sign_up_is_for_one_to_ten_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("has_email", True), ("sealed_email__isnull", False)
                            ),
                            models.Q(
                                ("has_email", False), ("sealed_email__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="a_sign_up_says_whether_it_has_an_email",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EventFeedback",
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
                ("form_key", models.UUIDField()),
                ("given_on", models.DateField()),
                (
                    "useful",
                    models.CharField(
                        choices=[
                            ("very", "Very useful"),
                            ("quite", "Quite useful"),
                            ("little", "A little useful"),
                            ("not", "Not useful"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "knows_signs",
                    models.CharField(
                        choices=[
                            ("yes", "Yes, I am"),
                            ("unsure", "Not quite"),
                            ("no", "No, I am not"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "knows_whom",
                    models.CharField(
                        choices=[
                            ("yes", "Yes, I am"),
                            ("unsure", "Not quite"),
                            ("no", "No, I am not"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "sealed_words",
                    unhidden.vault.fields.SealedField(category="narrative", null=True),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="operations.publicevent",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("form_key",), name="one_feedback_for_each_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("useful__in", ["very", "quite", "little", "not"])
                        ),
                        name="feedback_usefulness_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("knows_signs__in", ["yes", "unsure", "no"])
                        ),
                        name="feedback_on_signs_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("knows_whom__in", ["yes", "unsure", "no"])),
                        name="feedback_on_whom_to_tell_is_known",
                    ),
                ],
            },
        ),
    ]
