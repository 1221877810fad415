"""Rosters: shifts, absences, skills, vehicles, places to start from, capacities."""

import django.db.models.deletion
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_lost_factors"),
        ("operations", "0002_partners_read"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CrewVehicle",
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
                ("name", models.CharField(max_length=40)),
                ("seats", models.PositiveSmallIntegerField()),
                ("call_sign", models.CharField(blank=True, max_length=20)),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vehicles",
                        to="operations.operation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("operation", "name"),
                        name="vehicles_differ_in_an_operation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seats__gte", 1)),
                        name="a_vehicle_has_a_seat",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DayCapacity",
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
                ("on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("custody", "Custody places"),
                            ("interpreter", "Interpreters"),
                        ],
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=10)),
                ("amount", models.PositiveSmallIntegerField()),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capacities",
                        to="operations.operation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["custody", "interpreter"])),
                        name="capacity_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "interpreter"), ("language", ""), _connector="XOR"
                        ),
                        name="an_interpreter_has_a_language",
                    ),
                    models.UniqueConstraint(
                        fields=("operation", "on", "kind", "language"),
                        name="a_capacity_is_counted_once_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonAbstraction",
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
                            ("court", "Court"),
                            ("leave", "Leave"),
                            ("training", "Training"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
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
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["person", "from_on"], name="abstractions_of_a_person"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["court", "leave", "training", "other"])
                        ),
                        name="abstraction_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gte", models.F("from_on"))),
                        name="an_abstraction_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonAccreditation",
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
                    "skill",
                    models.CharField(
                        choices=[
                            ("language", "Speaks a language"),
                            ("female_officer", "Female officer"),
                            ("method_of_entry", "Method of entry"),
                            ("licensing", "Licensing"),
                            ("fire", "Fire safety"),
                            ("charity", "Charity worker"),
                            ("safeguarding", "Trained for safeguarding visits"),
                        ],
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=10)),
                ("expires_on", models.DateField(null=True)),
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "skill__in",
                                [
                                    "language",
                                    "female_officer",
                                    "method_of_entry",
                                    "licensing",
                                    "fire",
                                    "charity",
                                    "safeguarding",
                                ],
                            )
                        ),
                        name="skill_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("skill", "language"), ("language", ""), _connector="XOR"
                        ),
                        name="a_language_is_named",
                    ),
                    models.UniqueConstraint(
                        fields=("person", "organisation", "skill", "language"),
                        name="a_person_has_a_skill_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RestRule",
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
                ("source", models.CharField(max_length=200)),
                ("rest_minutes", models.PositiveSmallIntegerField(default=0)),
                ("break_after_minutes", models.PositiveSmallIntegerField(default=0)),
                ("break_minutes", models.PositiveSmallIntegerField(default=0)),
                ("longest_minutes", models.PositiveSmallIntegerField(null=True)),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
                ("checked_on", models.DateField(null=True)),
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
                        name="a_rest_rule_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterShift",
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
                ("on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("early", "Early"), ("late", "Late"), ("off", "Off")],
                        max_length=10,
                    ),
                ),
                ("starts_at", models.TimeField(null=True)),
                ("ends_at", models.TimeField(null=True)),
                ("is_reserve", models.BooleanField(default=False)),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shifts",
                        to="operations.operation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
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
                        condition=models.Q(("kind__in", ["early", "late", "off"])),
                        name="shift_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("team__isnull", True),
                            ("person__isnull", True),
                            _connector="XOR",
                        ),
                        name="a_shift_is_a_crews_or_a_persons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ends_at__isnull", True),
                                ("kind", "off"),
                                ("starts_at__isnull", True),
                            ),
                            models.Q(
                                models.Q(("kind", "off"), _negated=True),
                                ("ends_at__isnull", False),
                                ("starts_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_shift_has_hours_unless_it_is_off",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_at__isnull", True),
                            models.Q(("starts_at", models.F("ends_at")), _negated=True),
                            _connector="OR",
                        ),
                        name="a_shift_ends_at_another_hour",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_reserve", False),
                            models.Q(
                                ("team__isnull", False),
                                models.Q(("kind", "off"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_reserve_is_a_crew_that_works",
                    ),
                    models.UniqueConstraint(
                        fields=("team", "on"), name="a_crew_has_one_shift_a_day"
                    ),
                    models.UniqueConstraint(
                        fields=("operation", "person", "on"),
                        name="a_person_has_one_shift_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_reserve", True)),
                        fields=("operation", "on"),
                        name="one_crew_is_in_reserve_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StartPlace",
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
                ("name", models.CharField(max_length=80)),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="start_places",
                        to="operations.operation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("operation", "name"),
                        name="start_places_differ_in_an_operation",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CrewOutfit",
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
                ("call_sign", models.CharField(blank=True, max_length=20)),
                ("radio_channel", models.CharField(blank=True, max_length=40)),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outfits",
                        to="operations.operation",
                    ),
                ),
                (
                    "team",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outfit",
                        to="operations.team",
                    ),
                ),
                (
                    "vehicle",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="operations.crewvehicle",
                    ),
                ),
                (
                    "start_place",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="operations.startplace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("call_sign", ""), _negated=True),
                        fields=("operation", "call_sign"),
                        name="call_signs_differ_in_an_operation",
                    ),
                ],
            },
        ),
    ]
