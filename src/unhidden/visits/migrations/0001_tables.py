"""Records of visits, in counts and codes."""

import django.db.models.deletion
import unhidden.access.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("visits", "0001_initial"),
        ("visits", "0002_organisation_and_sensitivity"),
    ]

    initial = True

    dependencies = [
        ("agencies", "0001_tables"),
        ("agencies", "__first__"),
        ("operations", "0001_tables"),
        ("places", "0001_tables"),
        ("signs", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Visit",
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
                ("purpose_told", models.TextField()),
                (
                    "entry_basis",
                    models.CharField(
                        choices=[
                            ("consent", "Consent of the occupier"),
                            ("power", "A power of entry"),
                            ("public_area", "Public area only"),
                            ("not_entered", "Did not go in"),
                        ],
                        max_length=20,
                    ),
                ),
                ("entry_detail", models.CharField(blank=True, max_length=200)),
                (
                    "interpreter",
                    models.CharField(
                        choices=[
                            ("not_needed", "Not needed"),
                            ("phone", "By phone"),
                            ("present", "In person"),
                            ("needed", "Needed, but not available"),
                        ],
                        max_length=20,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("no_concern", "No concern"),
                            ("advice_given", "Advice given"),
                            ("information_gap", "Could not find out enough"),
                            ("revisit", "Visit again"),
                            ("joint_visit_needed", "Joint visit needed"),
                            ("welfare_concern", "Welfare concern"),
                            (
                                "potential_victim_identified",
                                "Potential victim identified",
                            ),
                            ("disclosure_made", "Someone disclosed"),
                            ("child_concern", "Concern about a child"),
                            ("refused_entry", "Entry refused"),
                            ("closed_vacant", "Closed or vacant"),
                            ("wrong_address", "Wrong address"),
                            ("notice_served", "Notice served"),
                            ("arrest", "Arrest made"),
                            ("weapons_drugs", "Weapons or drugs found"),
                            ("other_crime", "Other crime found"),
                            ("no_answer", "No answer"),
                        ],
                        max_length=40,
                    ),
                ),
                ("spoken_to", models.PositiveSmallIntegerField()),
                ("leaflets", models.PositiveSmallIntegerField()),
                ("notices", models.PositiveSmallIntegerField()),
                ("arrests", models.PositiveSmallIntegerField()),
                ("narrative", models.TextField(blank=True)),
                ("follow_up_on", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "planned",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="operations.plannedvisit",
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("is_restricted", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
                    ),
                ),
                ("sensitivity", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["premises"], name="visits_to_premises")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "no_concern",
                                    "advice_given",
                                    "information_gap",
                                    "revisit",
                                    "joint_visit_needed",
                                    "welfare_concern",
                                    "potential_victim_identified",
                                    "disclosure_made",
                                    "child_concern",
                                    "refused_entry",
                                    "closed_vacant",
                                    "wrong_address",
                                    "notice_served",
                                    "arrest",
                                    "weapons_drugs",
                                    "other_crime",
                                    "no_answer",
                                ],
                            )
                        ),
                        name="visit_outcome_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "entry_basis__in",
                                ["consent", "power", "public_area", "not_entered"],
                            )
                        ),
                        name="visit_entry_basis_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "interpreter__in",
                                ["not_needed", "phone", "present", "needed"],
                            )
                        ),
                        name="visit_interpreter_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_at__gte", models.F("started_at"))),
                        name="visit_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("entry_basis", "power"), _negated=True),
                            models.Q(("entry_detail", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="entry_by_a_power_names_the_power",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purpose_told", ""), _negated=True),
                        name="a_visit_says_what_the_occupants_were_told",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeoplePresent",
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
                    "age",
                    models.CharField(
                        choices=[
                            ("child", "Under 18"),
                            ("young", "18 to 24"),
                            ("adult", "25 or over"),
                            ("unknown", "Age not clear"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[
                            ("female", "Female"),
                            ("male", "Male"),
                            ("unknown", "Not clear"),
                        ],
                        max_length=10,
                    ),
                ),
                ("count", models.PositiveSmallIntegerField()),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="present",
                        to="visits.visit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age__in", ["child", "young", "adult", "unknown"])
                        ),
                        name="age_band_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["female", "male", "unknown"])),
                        name="sex_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("visit", "age", "sex"), name="people_are_counted_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignAnswer",
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
                    "answer",
                    models.CharField(
                        choices=[
                            ("seen", "Seen"),
                            ("not_seen", "Looked for, not seen"),
                            ("could_not_look", "Could not look"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "sign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="signs.sign"
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signs",
                        to="visits.visit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer__in", ["seen", "not_seen", "could_not_look"])
                        ),
                        name="sign_answer_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("visit", "sign"), name="a_sign_is_answered_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
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
                    "to",
                    models.CharField(
                        choices=[
                            ("council_adult", "Council: adult at risk"),
                            ("council_child", "Council: child at risk"),
                            ("housing", "Council: housing"),
                            ("environmental_health", "Environmental health"),
                            ("licensing", "Licensing"),
                            ("fire", "Fire and rescue service"),
                            ("hse", "Health and Safety Executive"),
                            ("labour_abuse", "Labour abuse authority"),
                            ("hmrc", "HMRC"),
                            ("home_office", "Home Office"),
                            ("health", "Health"),
                            ("charity", "Charity"),
                        ],
                        max_length=30,
                    ),
                ),
                ("legal_basis", models.CharField(max_length=200)),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="visits.visit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "to__in",
                                [
                                    "council_adult",
                                    "council_child",
                                    "housing",
                                    "environmental_health",
                                    "licensing",
                                    "fire",
                                    "hse",
                                    "labour_abuse",
                                    "hmrc",
                                    "home_office",
                                    "health",
                                    "charity",
                                ],
                            )
                        ),
                        name="referral_goes_somewhere_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PossibleVictim",
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
                ("number", models.PositiveSmallIntegerField()),
                (
                    "age_group",
                    models.CharField(
                        choices=[
                            ("adult", "Adult"),
                            ("child", "Child"),
                            ("unsure", "Not sure, treat as a child"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "alleges",
                    models.CharField(
                        choices=[
                            ("labour", "Labour exploitation"),
                            ("sexual", "Sexual exploitation"),
                            ("criminal", "Criminal exploitation"),
                            ("domestic", "Domestic servitude"),
                            ("none_yet", "Nothing alleged yet"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_brought_to_safety", models.BooleanField()),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="possible_victims",
                        to="visits.visit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_group__in", ["adult", "child", "unsure"])
                        ),
                        name="possible_victim_age_group_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "alleges__in",
                                [
                                    "labour",
                                    "sexual",
                                    "criminal",
                                    "domestic",
                                    "none_yet",
                                ],
                            )
                        ),
                        name="allegation_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("visit", "number"), name="possible_victims_are_numbered"
                    ),
                ],
            },
        ),
    ]
