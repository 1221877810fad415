"""A person above their cases, offers of one, and how to reach somebody safely."""

import django.contrib.postgres.fields
import django.db.models.deletion
import unhidden.access.records
import unhidden.vault.fields
from django.conf import settings
from django.db import migrations, models

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# What the function says stands in sql/, which takes the place of this.
FINAL = """
create function safeguarding_caseoffer_is_final() returns trigger language plpgsql
as $$ begin return new; end $$;
create trigger safeguarding_caseoffer_is_final before update on safeguarding_caseoffer
for each row execute function safeguarding_caseoffer_is_final();
"""
NOT_FINAL = "drop function safeguarding_caseoffer_is_final() cascade"
_COLUMN = "alter table safeguarding_case alter column possible_victim_id"
WITHOUT_VISIT = f"{_COLUMN} drop not null"
WITH_VISIT = f"{_COLUMN} set not null"
# Their pseudonym follows from their id, as where people are recorded.
FILL = (
    # A foreign key is checked at once in the transaction that adds its column.
    "set constraints all deferred",
    "update safeguarding_case set person_id = gen_random_uuid()",
    "insert into safeguarding_caseperson (id, pseudonym, made_at)"
    " select c.person_id, 'NW-P-'"
    " || upper(substr(replace(c.person_id::text, '-', ''), 1, 5)) || '-'"
    " || upper(substr(replace(c.person_id::text, '-', ''), 6, 5)), c.opened_at"
    " from safeguarding_case c",
    # Nothing may wait to be checked when the column is changed after this.
    "set constraints all immediate",
)


def give_each_case_its_person(
    _apps: StateApps, schema_editor: BaseDatabaseSchemaEditor
) -> None:
    """Make a person for each case that there is: no machine says who came twice."""
    with schema_editor.connection.cursor() as cursor:
        # The rules of rows bind the owner, too, while they are forced.
        cursor.execute("alter table safeguarding_case no force row level security")
        for statement in FILL:
            cursor.execute(statement)
        cursor.execute("alter table safeguarding_case force row level security")


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_times_signed_out"),
        ("places", "0001_tables"),
        ("safeguarding", "0005_referrals"),
        ("visits", "0003_accounts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgainKey",
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
                ("public_key", models.BinaryField(unique=True)),
                ("since", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CasePerson",
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
                ("pseudonym", models.CharField(max_length=20, unique=True)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExcludedInterpreter",
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
                    "name_sealed",
                    unhidden.vault.fields.SealedField(category="third_party"),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("known", "They know them, or are of one community"),
                            ("wish", "The person does not want them"),
                            (
                                "unsafe",
                                "They may be near those who controlled the person",
                            ),
                            ("poor", "They interpreted badly"),
                        ],
                        max_length=10,
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="FoundAgain",
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
                ("other_id", models.UUIDField()),
                ("found_on", models.DateField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not asked yet"),
                            ("yes", "They want to be in touch"),
                            ("no", "They do not want it"),
                        ],
                        max_length=5,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="IdentityMark",
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
                ("version", models.PositiveIntegerField()),
                ("mark", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="LinkWish",
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
                            ("partner", "Partner"),
                            ("parent", "Parent of them"),
                            ("child", "Child of theirs"),
                            ("sibling", "Brother or sister"),
                            ("family", "Of one family"),
                            ("came_with", "Came with them"),
                            ("fellow", "Was held at the same place"),
                        ],
                        max_length=20,
                    ),
                ),
                ("pseudonym", models.CharField(max_length=20)),
                ("agreed_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SafeContact",
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
                    "route",
                    models.CharField(
                        choices=[
                            ("call", "Telephone call"),
                            ("text", "Text message"),
                            ("message", "Message in an app"),
                            ("email", "E-mail"),
                            ("post", "Letter by post"),
                            ("meeting", "Meeting in person"),
                            ("other_person", "Through somebody whom they named"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), size=None
                    ),
                ),
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
                ("terms_sealed", unhidden.vault.fields.SealedField(category="contact")),
                ("told_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SpeakingWishes",
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
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("cy", "Welsh"),
                            ("sq", "Albanian"),
                            ("am", "Amharic"),
                            ("ar", "Arabic"),
                            ("bn", "Bengali"),
                            ("bfi", "British Sign Language"),
                            ("bg", "Bulgarian"),
                            ("yue", "Cantonese"),
                            ("cs", "Czech"),
                            ("prs", "Dari"),
                            ("fa", "Farsi"),
                            ("fr", "French"),
                            ("hi", "Hindi"),
                            ("hu", "Hungarian"),
                            ("kmr", "Kurdish (Kurmanji)"),
                            ("ckb", "Kurdish (Sorani)"),
                            ("lv", "Latvian"),
                            ("lt", "Lithuanian"),
                            ("zh", "Mandarin"),
                            ("ps", "Pashto"),
                            ("pl", "Polish"),
                            ("pt", "Portuguese"),
                            ("pa", "Punjabi"),
                            ("ro", "Romanian"),
                            ("ru", "Russian"),
                            ("sk", "Slovak"),
                            ("so", "Somali"),
                            ("es", "Spanish"),
                            ("ta", "Tamil"),
                            ("th", "Thai"),
                            ("ti", "Tigrinya"),
                            ("tr", "Turkish"),
                            ("uk", "Ukrainian"),
                            ("ur", "Urdu"),
                            ("vi", "Vietnamese"),
                            ("yo", "Yoruba"),
                            ("other", "Another language"),
                            ("unknown", "Not known yet"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("reads_little", "Reads little or nothing"),
                                ("large_print", "Large print"),
                                ("hearing", "Hears little"),
                                ("sight", "Sees little"),
                                ("pictures", "Pictures or easy words"),
                                ("short", "Short talks, with breaks"),
                                ("trusted", "Somebody they trust beside them"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "interpreter_gender",
                    models.CharField(
                        choices=[
                            ("any", "Either"),
                            ("woman", "A woman"),
                            ("man", "A man"),
                            ("not_asked", "Not asked yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_interpreter_offered", models.BooleanField()),
                ("is_interpreter_wanted", models.BooleanField(null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TwinJudgement",
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
                ("is_same", models.BooleanField()),
                ("judged_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="identity_version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="case",
            name="way_in",
            field=models.CharField(
                default="visit",
                choices=[
                    ("visit", "Found at a visit"),
                    ("place_of_safety", "Place of safety"),
                    ("walk_in", "Came by themselves"),
                    ("hospital", "Hospital"),
                    ("prison", "Prison"),
                    ("helpline", "Helpline"),
                    ("other_force", "Another police force"),
                    ("own_report", "Reported it themselves"),
                    ("other_agency", "Another organisation"),
                ],
                max_length=20,
            ),
            preserve_default=False,
        ),
        # The column alone: its foreign key, made anew, would be checked by an owner whom
        # the rules of rows show nobody.
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(WITHOUT_VISIT, WITH_VISIT)],
            state_operations=[
                migrations.AlterField(
                    model_name="case",
                    name="possible_victim",
                    field=models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="visits.possiblevictim",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AgainLetter",
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
                ("letter", models.BinaryField()),
                ("kept_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="again_letter",
                        to="safeguarding.case",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseOffer",
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
                    "way_in",
                    models.CharField(
                        choices=[
                            ("visit", "Found at a visit"),
                            ("place_of_safety", "Place of safety"),
                            ("walk_in", "Came by themselves"),
                            ("hospital", "Hospital"),
                            ("prison", "Prison"),
                            ("helpline", "Helpline"),
                            ("other_force", "Another police force"),
                            ("own_report", "Reported it themselves"),
                            ("other_agency", "Another organisation"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "age_group",
                    models.CharField(
                        choices=[
                            ("adult", "Adult"),
                            ("child", "Child"),
                            ("unsure", "Not sure, treated as a child"),
                        ],
                        max_length=10,
                    ),
                ),
                ("offered_at", models.DateTimeField()),
                (
                    "urgency",
                    models.CharField(
                        choices=[
                            ("tonight", "Tonight: an answer within 2 hours"),
                            ("today", "Today: an answer within 12 hours"),
                            ("three_days", "Within 3 days"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("shelter", "Somewhere to stay"),
                                ("food_clothes", "Food and clothes"),
                                ("doctor", "A doctor soon"),
                                ("mind", "Help for their mind"),
                                ("interpreter", "An interpreter"),
                                ("lawyer", "Advice from a lawyer"),
                                ("money", "Money"),
                                ("family", "With family or children"),
                                ("access", "A place that is easy to get about in"),
                                ("distance", "A place far from who controlled them"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("cy", "Welsh"),
                            ("sq", "Albanian"),
                            ("am", "Amharic"),
                            ("ar", "Arabic"),
                            ("bn", "Bengali"),
                            ("bfi", "British Sign Language"),
                            ("bg", "Bulgarian"),
                            ("yue", "Cantonese"),
                            ("cs", "Czech"),
                            ("prs", "Dari"),
                            ("fa", "Farsi"),
                            ("fr", "French"),
                            ("hi", "Hindi"),
                            ("hu", "Hungarian"),
                            ("kmr", "Kurdish (Kurmanji)"),
                            ("ckb", "Kurdish (Sorani)"),
                            ("lv", "Latvian"),
                            ("lt", "Lithuanian"),
                            ("zh", "Mandarin"),
                            ("ps", "Pashto"),
                            ("pl", "Polish"),
                            ("pt", "Portuguese"),
                            ("pa", "Punjabi"),
                            ("ro", "Romanian"),
                            ("ru", "Russian"),
                            ("sk", "Slovak"),
                            ("so", "Somali"),
                            ("es", "Spanish"),
                            ("ta", "Tamil"),
                            ("th", "Thai"),
                            ("ti", "Tigrinya"),
                            ("tr", "Turkish"),
                            ("uk", "Ukrainian"),
                            ("ur", "Urdu"),
                            ("vi", "Vietnamese"),
                            ("yo", "Yoruba"),
                            ("other", "Another language"),
                            ("unknown", "Not known yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_safe_to_contact", models.BooleanField()),
                (
                    "held_by",
                    models.CharField(
                        choices=[
                            ("offerer", "Whoever offers them"),
                            ("reception", "A place of safety"),
                            ("hospital", "A hospital"),
                            ("council", "A council’s social services"),
                            ("prison", "A prison"),
                            ("friends", "People whom they trust"),
                            ("nobody", "Nobody: they are on their own"),
                        ],
                        max_length=20,
                    ),
                ),
                ("answer_by", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "Waiting for an answer"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("passed_on", "Passed on to the next organisation"),
                        ],
                        max_length=20,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_room", "No room now"),
                            ("not_ours", "Not whom we can support"),
                            ("area", "Too far away"),
                            ("language", "Nobody speaks their language"),
                            ("unsafe", "It would not be safe for them here"),
                            (
                                "known",
                                "Their safety speaks against it: ask by telephone",
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "after",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next",
                        to="safeguarding.caseoffer",
                    ),
                ),
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
                    "council",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.council",
                    ),
                ),
                (
                    "from_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "possible_victim",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="visits.possiblevictim",
                    ),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="offer",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="safeguarding.caseoffer",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="safeguarding.caseperson",
            ),
        ),
        migrations.RunPython(give_each_case_its_person, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="case",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="safeguarding.caseperson",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "way_in__in",
                        [
                            "visit",
                            "place_of_safety",
                            "walk_in",
                            "hospital",
                            "prison",
                            "helpline",
                            "other_force",
                            "own_report",
                            "other_agency",
                        ],
                    )
                ),
                name="a_cases_way_in_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("way_in", "visit"),
                    ("possible_victim__isnull", True),
                    _connector="XOR",
                ),
                name="a_case_from_a_visit_says_of_whom",
            ),
        ),
        migrations.AddField(
            model_name="excludedinterpreter",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="excludedinterpreter",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="safeguarding.case",
            ),
        ),
        migrations.AddField(
            model_name="excludedinterpreter",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="foundagain",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="foundagain",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="found_again",
                to="safeguarding.case",
            ),
        ),
        migrations.AddField(
            model_name="identitymark",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="safeguarding.case",
            ),
        ),
        migrations.AddField(
            model_name="linkwish",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="link_wishes",
                to="safeguarding.case",
            ),
        ),
        migrations.AddField(
            model_name="linkwish",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="linkwish",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="safecontact",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="safe_contacts",
                to="safeguarding.case",
            ),
        ),
        migrations.AddField(
            model_name="safecontact",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="safecontact",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="speakingwishes",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="speaking_wishes",
                to="safeguarding.case",
            ),
        ),
        migrations.AddField(
            model_name="speakingwishes",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="twinjudgement",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="safeguarding.case",
            ),
        ),
        migrations.AddField(
            model_name="twinjudgement",
            name="judged_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="twinjudgement",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="safeguarding.case",
            ),
        ),
        migrations.AddIndex(
            model_name="caseoffer",
            index=models.Index(
                condition=models.Q(("state", "offered")),
                fields=["to_organisation"],
                name="offers_that_wait",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "way_in__in",
                        [
                            "visit",
                            "place_of_safety",
                            "walk_in",
                            "hospital",
                            "prison",
                            "helpline",
                            "other_force",
                            "own_report",
                            "other_agency",
                        ],
                    )
                ),
                name="an_offers_way_in_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(("age_group__in", ["adult", "child", "unsure"])),
                name="an_offers_age_group_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(("urgency__in", ["tonight", "today", "three_days"])),
                name="an_offers_urgency_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "held_by__in",
                        [
                            "offerer",
                            "reception",
                            "hospital",
                            "council",
                            "prison",
                            "friends",
                            "nobody",
                        ],
                    )
                ),
                name="an_offers_holder_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["offered", "accepted", "declined", "withdrawn", "passed_on"],
                    )
                ),
                name="an_offers_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "language__in",
                        [
                            "en",
                            "cy",
                            "sq",
                            "am",
                            "ar",
                            "bn",
                            "bfi",
                            "bg",
                            "yue",
                            "cs",
                            "prs",
                            "fa",
                            "fr",
                            "hi",
                            "hu",
                            "kmr",
                            "ckb",
                            "lv",
                            "lt",
                            "zh",
                            "ps",
                            "pl",
                            "pt",
                            "pa",
                            "ro",
                            "ru",
                            "sk",
                            "so",
                            "es",
                            "ta",
                            "th",
                            "ti",
                            "tr",
                            "uk",
                            "ur",
                            "vi",
                            "yo",
                            "other",
                            "unknown",
                        ],
                    )
                ),
                name="an_offers_language_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "needs__contained_by",
                        [
                            "shelter",
                            "food_clothes",
                            "doctor",
                            "mind",
                            "interpreter",
                            "lawyer",
                            "money",
                            "family",
                            "access",
                            "distance",
                        ],
                    )
                ),
                name="an_offers_needs_are_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "offered"),
                    ("answered_by__isnull", False),
                    _connector="XOR",
                ),
                name="an_answered_offer_says_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_by__isnull", True),
                    ("answered_at__isnull", False),
                    _connector="XOR",
                ),
                name="an_answered_offer_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "declined"),
                        (
                            "reason__in",
                            [
                                "no_room",
                                "not_ours",
                                "area",
                                "language",
                                "unsafe",
                                "known",
                            ],
                        ),
                    ),
                    models.Q(
                        models.Q(("state", "declined"), _negated=True), ("reason", "")
                    ),
                    _connector="OR",
                ),
                name="who_declines_an_offer_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_organisation", models.F("to_organisation")), _negated=True
                ),
                name="nobody_offers_to_themselves",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("way_in", "visit"),
                    ("possible_victim__isnull", True),
                    _connector="XOR",
                ),
                name="an_offer_from_a_visit_says_of_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseoffer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "offered")),
                fields=("possible_victim",),
                name="somebody_is_offered_to_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="excludedinterpreter",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__in", ["known", "wish", "unsafe", "poor"])),
                name="why_an_interpreter_is_excluded",
            ),
        ),
        migrations.AddConstraint(
            model_name="excludedinterpreter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    ("ended_by__isnull", False),
                    _connector="XOR",
                ),
                name="an_ended_exclusion_of_an_interpreter_says_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="foundagain",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["", "yes", "no"])),
                name="a_found_persons_answer_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="foundagain",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer", ""), ("answered_by__isnull", False), _connector="XOR"
                ),
                name="an_answer_of_who_was_found_says_whose",
            ),
        ),
        migrations.AddConstraint(
            model_name="foundagain",
            constraint=models.UniqueConstraint(
                fields=("case", "other_id"), name="somebody_is_found_again_once"
            ),
        ),
        migrations.AddIndex(
            model_name="identitymark",
            index=models.Index(fields=["mark"], name="marks_that_meet"),
        ),
        migrations.AddConstraint(
            model_name="linkwish",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "partner",
                            "parent",
                            "child",
                            "sibling",
                            "family",
                            "came_with",
                            "fellow",
                        ],
                    )
                ),
                name="a_link_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkwish",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pseudonym__regex", "^NW-P-[0-9A-F]{5}-[0-9A-F]{5}$")
                ),
                name="a_link_names_a_pseudonym",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkwish",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    ("ended_by__isnull", False),
                    _connector="XOR",
                ),
                name="an_ended_link_says_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkwish",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("case", "pseudonym"),
                name="somebody_is_linked_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="safecontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "route__in",
                        [
                            "call",
                            "text",
                            "message",
                            "email",
                            "post",
                            "meeting",
                            "other_person",
                        ],
                    )
                ),
                name="a_contact_route_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="safecontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("days__contained_by", [0, 1, 2, 3, 4, 5, 6]), ("days__len__gt", 0)
                ),
                name="a_safe_contact_has_days_of_the_week",
            ),
        ),
        migrations.AddConstraint(
            model_name="safecontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    ("ended_by__isnull", False),
                    _connector="XOR",
                ),
                name="an_ended_contact_says_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="speakingwishes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "language__in",
                        [
                            "en",
                            "cy",
                            "sq",
                            "am",
                            "ar",
                            "bn",
                            "bfi",
                            "bg",
                            "yue",
                            "cs",
                            "prs",
                            "fa",
                            "fr",
                            "hi",
                            "hu",
                            "kmr",
                            "ckb",
                            "lv",
                            "lt",
                            "zh",
                            "ps",
                            "pl",
                            "pt",
                            "pa",
                            "ro",
                            "ru",
                            "sk",
                            "so",
                            "es",
                            "ta",
                            "th",
                            "ti",
                            "tr",
                            "uk",
                            "ur",
                            "vi",
                            "yo",
                            "other",
                            "unknown",
                        ],
                    )
                ),
                name="a_spoken_language_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="speakingwishes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("interpreter_gender__in", ["any", "woman", "man", "not_asked"])
                ),
                name="an_interpreters_gender_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="speakingwishes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "needs__contained_by",
                        [
                            "reads_little",
                            "large_print",
                            "hearing",
                            "sight",
                            "pictures",
                            "short",
                            "trusted",
                        ],
                    )
                ),
                name="communication_needs_are_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="speakingwishes",
            constraint=models.UniqueConstraint(
                fields=("case", "number"), name="speaking_wishes_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="twinjudgement",
            constraint=models.UniqueConstraint(
                fields=("case", "other"), name="two_cases_are_judged_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="twinjudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("case__lt", models.F("other"))),
                name="of_two_cases_the_lower_id_comes_first",
            ),
        ),
        migrations.RunSQL(FINAL, NOT_FINAL),
    ]
