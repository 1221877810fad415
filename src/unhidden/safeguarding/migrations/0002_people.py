"""A person above their cases; what consents, deadlines and changes newly say."""

import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import unhidden.access.records
import unhidden.vault.fields
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from unhidden.lib import languages

_LANGUAGES = " ".join(
    f"when '{languages.name_language(code)}' then '{code}'" for code in languages.CODES
)
#: Codes in place of words: a language by its name, an interpreter as there or not.
TO_CODES = f"""
alter table safeguarding_consent no force row level security;
update safeguarding_consent
   set language = case language {_LANGUAGES} else 'mis' end,
       interpreter = case when interpreter = '' then '' else 'present' end;
alter table safeguarding_consent force row level security
"""  # noqa: S608  # our own names

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


# A case that was closed before there were turns of it is closed.
CLOSED = """
alter table safeguarding_case no force row level security;
update safeguarding_case set course = 'closed' where closed_at is not null;
alter table safeguarding_case force row level security
"""


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


# What has ended is over: who opens it again starts a row of its own.
_END_IS_FINAL = """
create function safeguarding_deadline_end_is_final()
returns trigger language plpgsql
set search_path = pg_catalog
as $$
begin
  if old.ended_at is not null then
    raise exception 'a deadline that has ended is never changed';
  end if;
  return new;
end
$$;
create trigger safeguarding_deadline_end_is_final
  before update on safeguarding_deadline
  for each row execute function safeguarding_deadline_end_is_final();
"""


def fill(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Of a change that was recorded before, the day on which it was."""
    with schema_editor.connection.cursor() as cursor:
        # The rules of rows bind the owner, too, while they are forced.
        cursor.execute("alter table safeguarding_nrmchange no force row level security")
        cursor.execute(
            "update safeguarding_nrmchange"
            " set happened_on = (changed_at at time zone 'Europe/London')::date"
        )
        cursor.execute("alter table safeguarding_nrmchange force row level security")


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_duty_to_notify"),
        ("places", "0001_tables"),
        ("safeguarding", "0001_tables"),
        ("visits", "0003_accounts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "offered")),
                        fields=["to_organisation"],
                        name="offers_that_wait",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_group__in", ["adult", "child", "unsure"])
                        ),
                        name="an_offers_age_group_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("urgency__in", ["tonight", "today", "three_days"])
                        ),
                        name="an_offers_urgency_is_known",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "offered",
                                    "accepted",
                                    "declined",
                                    "withdrawn",
                                    "passed_on",
                                ],
                            )
                        ),
                        name="an_offers_state_is_known",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "offered"),
                            ("answered_by__isnull", False),
                            _connector="XOR",
                        ),
                        name="an_answered_offer_says_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by__isnull", True),
                            ("answered_at__isnull", False),
                            _connector="XOR",
                        ),
                        name="an_answered_offer_says_when",
                    ),
                    models.CheckConstraint(
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
                                models.Q(("state", "declined"), _negated=True),
                                ("reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="who_declines_an_offer_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_organisation", models.F("to_organisation")),
                            _negated=True,
                        ),
                        name="nobody_offers_to_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way_in", "visit"),
                            ("possible_victim__isnull", True),
                            _connector="XOR",
                        ),
                        name="an_offer_from_a_visit_says_of_whom",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "offered")),
                        fields=("possible_victim",),
                        name="somebody_is_offered_to_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BestInterestsDecision",
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
                            ("nrm", "Referral to the National Referral Mechanism"),
                            ("support", "Support"),
                            ("investigation", "Helping an investigation"),
                            ("share", "Sharing with an organisation"),
                            ("find_again", "Being found again"),
                            ("named_dtn", "Being named in a Duty to Notify report"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "words_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("review_on", models.DateField()),
                ("decided_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions_for",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "decided_by",
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
                        condition=models.Q(("kind__in", ["nrm", "support", "share"])),
                        name="only_some_things_are_decided_for_somebody",
                    )
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_kind_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_answer_is_known",
        ),
        migrations.AddField(
            model_name="consent",
            name="ask_again_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="consent",
            name="basis",
            field=models.CharField(
                choices=[
                    ("own", "Their own word"),
                    (
                        "best_interests",
                        "A decision in their best interests: they could not decide it",
                    ),
                ],
                default="own",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="categories",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="receiver",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.organisation",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="until_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="consent",
            name="answer",
            field=models.CharField(
                choices=[
                    ("yes", "Yes"),
                    ("no", "No"),
                    ("not_yet", "Not yet decided"),
                    ("withdrawn", "Taken back"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunSQL(TO_CODES, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="consent",
            name="interpreter",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "None was needed"),
                    ("present", "An interpreter in the room"),
                    ("remote", "An interpreter by telephone or video"),
                    ("colleague", "A colleague who speaks it"),
                    ("declined", "Offered, and the person did not want one"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="consent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("nrm", "Referral to the National Referral Mechanism"),
                    ("support", "Support"),
                    ("investigation", "Helping an investigation"),
                    ("share", "Sharing with an organisation"),
                    ("find_again", "Being found again"),
                    ("named_dtn", "Being named in a Duty to Notify report"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="consent",
            name="language",
            field=models.CharField(max_length=3),
        ),
        migrations.AddField(
            model_name="consent",
            name="best_interests",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="safeguarding.bestinterestsdecision",
            ),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["case", "kind"], name="consents_of_a_case"),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["ask_again_on"], name="consents_to_ask_again"),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "nrm",
                            "support",
                            "investigation",
                            "share",
                            "find_again",
                            "named_dtn",
                        ],
                    )
                ),
                name="consent_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer__in", ["yes", "no", "not_yet", "withdrawn"])
                ),
                name="consent_answer_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "interpreter__in",
                        ["", "present", "remote", "colleague", "declined"],
                    )
                ),
                name="consent_interpreter_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__regex", "^[a-z]{2,3}$")),
                name="consent_language_is_a_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "share"), ("receiver__isnull", True), _connector="XOR"
                ),
                name="sharing_is_agreed_for_each_receiver",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "categories__contained_by",
                        [
                            "operational",
                            "identity",
                            "contact",
                            "narrative",
                            "health",
                            "immigration",
                            "criminal",
                            "third_party",
                        ],
                    ),
                    models.Q(
                        ("categories", []),
                        models.Q(
                            ("answer", "yes"), ("kind__in", ["share", "investigation"])
                        ),
                        _connector="OR",
                    ),
                ),
                name="consent_categories_are_of_a_yes_to_tell_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_on__isnull", True), ("answer", "yes"), _connector="OR"
                ),
                name="only_a_yes_has_a_term",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis", "own"), ("best_interests__isnull", True)),
                    models.Q(
                        ("answer__in", ["yes", "no"]),
                        ("basis", "best_interests"),
                        ("best_interests__isnull", False),
                        ("kind__in", ["nrm", "support", "share"]),
                    ),
                    _connector="OR",
                ),
                name="a_word_is_their_own_or_decided_in_their_best_interests",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="course",
            field=models.CharField(
                choices=[
                    ("active", "Going on"),
                    ("lost", "Contact lost"),
                    ("dormant", "At rest"),
                    ("closed", "Closed"),
                ],
                default="active",
                max_length=10,
            ),
        ),
        migrations.RunSQL(CLOSED, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="case",
            name="wakes_on",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("course__in", ["active", "lost", "dormant", "closed"])
                ),
                name="case_course_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("course", "closed"), ("closed_at__isnull", True), _connector="XOR"
                ),
                name="a_closed_case_says_since_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("course", "dormant"), ("wakes_on__isnull", True), _connector="XOR"
                ),
                name="a_case_at_rest_says_until_when",
            ),
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
                default="visit",
                max_length=20,
            ),
            preserve_default=False,
        ),
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
        migrations.RunSQL(FINAL, NOT_FINAL),
        migrations.AddField(
            model_name="note",
            name="adds_to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="additions",
                to="safeguarding.note",
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="led_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.organisation",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="case_nrm_state_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="deadline",
            name="one_open_deadline_of_a_kind",
        ),
        migrations.AddField(
            model_name="deadline",
            name="end_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "It has not ended"),
                    ("overtaken", "No longer needed"),
                    ("taken_back", "What started it was taken back"),
                ],
                default="",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="deadline",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="deadline",
            name="organisation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="agencies.organisation",
            ),
        ),
        migrations.AddField(
            model_name="deadline",
            name="pauses",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DateField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="deadline",
            name="rule_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="nrmchange",
            name="decided_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Nobody decided"),
                    ("single", "Single Competent Authority"),
                    ("immigration", "Immigration Enforcement Competent Authority"),
                    ("panel", "A council’s panel for children"),
                    ("earlier", "A competent authority of before 2019"),
                    ("court", "A court"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="nrmchange",
            name="guidance",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="nrmchange",
            name="happened_on",
            field=models.DateField(default=datetime.date(2016, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="nrmchange",
            name="letter_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="nrmchange",
            name="reference",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="nrmchange",
            name="takes_back",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="safeguarding.nrmchange",
            ),
        ),
        migrations.AddField(
            model_name="nrmchange",
            name="words_sealed",
            field=unhidden.vault.fields.SealedField(category="narrative", null=True),
        ),
        migrations.AlterField(
            model_name="case",
            name="nrm_state",
            field=models.CharField(
                choices=[
                    ("identified", "Identified"),
                    ("immediate_safety_done", "Safe for now"),
                    ("consent_pending", "Waiting for the adult's decision"),
                    ("consent_given", "Consent given"),
                    ("consent_refused", "Consent refused"),
                    ("not_required_child", "Consent not needed: child"),
                    ("capacity_best_interests", "Decided in their best interests"),
                    ("draft", "Referral being prepared"),
                    ("submitted", "Referred to the NRM"),
                    ("rg_pending", "Waiting for reasonable grounds"),
                    ("rg_positive", "Reasonable grounds: positive"),
                    ("rg_negative", "Reasonable grounds: negative"),
                    ("rg_suspended", "Reasonable grounds: suspended"),
                    ("recovery", "Recovery period"),
                    ("cg_pending", "Waiting for conclusive grounds"),
                    ("cg_positive", "Conclusive grounds: positive"),
                    ("cg_negative", "Conclusive grounds: negative"),
                    ("move_on", "Moving on from support"),
                    ("exit", "Left the contract’s support"),
                    ("reach_in", "Reach-In: support after leaving"),
                    ("closed", "Closed"),
                    ("withdrawn", "Withdrawn by the person"),
                    ("reconsideration_requested", "Reconsideration asked for"),
                    ("reconsideration_upheld", "Reconsidered: the decision stands"),
                    (
                        "reconsideration_overturned",
                        "Reconsidered: the decision is overturned",
                    ),
                    (
                        "disqualified_public_order",
                        "Disqualified: threat to public order",
                    ),
                    ("disqualified_bad_faith", "Disqualified: bad faith"),
                    ("lost_contact", "Contact lost"),
                    ("turned_18_transition", "Turned 18: to be asked anew"),
                    ("died", "Died"),
                    ("left_uk", "Left the United Kingdom"),
                    ("dtn_required", "Duty to Notify report needed"),
                    ("dtn_submitted", "Duty to Notify report made"),
                ],
                default="identified",
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="deadline",
            name="code",
            field=models.CharField(
                choices=[
                    ("child_la_referral", "Tell the council’s children’s services"),
                    (
                        "ictg_referral",
                        "Refer to the Independent Child Trafficking Guardian",
                    ),
                    ("follow_up", "See the person again"),
                    ("dtn_due", "Duty to Notify, unless referred to the NRM"),
                    ("rg_expected", "Reasonable grounds decision expected"),
                    ("tsa_no_contact", "The support provider gets in touch"),
                    ("recovery_min_end", "Recovery period: earliest end"),
                    ("reconsideration_due", "Ask for a reconsideration"),
                    ("exit_negative", "Support ends after a negative decision"),
                    ("move_on", "Move-on support ends, unless it is extended"),
                    ("age_18_90", "Turns 18 in 90 days: begin to explain"),
                    ("age_18_30", "Turns 18 in 30 days: agree what follows"),
                    ("age_18_0", "Turns 18: ask whether they stay in the NRM"),
                    (
                        "decision_overdue_6",
                        "No conclusive grounds decision for 6 months",
                    ),
                    (
                        "decision_overdue_12",
                        "No conclusive grounds decision for 12 months",
                    ),
                    (
                        "decision_overdue_18",
                        "No conclusive grounds decision for 18 months",
                    ),
                    ("ho_draft_warning", "The Home Office deletes the draft in a week"),
                    ("ho_draft_expiry", "The Home Office deletes the draft"),
                    ("fr_contact_stale", "The First Responder has left their post"),
                ],
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="nrmchange",
            name="from_state",
            field=models.CharField(
                choices=[
                    ("identified", "Identified"),
                    ("immediate_safety_done", "Safe for now"),
                    ("consent_pending", "Waiting for the adult's decision"),
                    ("consent_given", "Consent given"),
                    ("consent_refused", "Consent refused"),
                    ("not_required_child", "Consent not needed: child"),
                    ("capacity_best_interests", "Decided in their best interests"),
                    ("draft", "Referral being prepared"),
                    ("submitted", "Referred to the NRM"),
                    ("rg_pending", "Waiting for reasonable grounds"),
                    ("rg_positive", "Reasonable grounds: positive"),
                    ("rg_negative", "Reasonable grounds: negative"),
                    ("rg_suspended", "Reasonable grounds: suspended"),
                    ("recovery", "Recovery period"),
                    ("cg_pending", "Waiting for conclusive grounds"),
                    ("cg_positive", "Conclusive grounds: positive"),
                    ("cg_negative", "Conclusive grounds: negative"),
                    ("move_on", "Moving on from support"),
                    ("exit", "Left the contract’s support"),
                    ("reach_in", "Reach-In: support after leaving"),
                    ("closed", "Closed"),
                    ("withdrawn", "Withdrawn by the person"),
                    ("reconsideration_requested", "Reconsideration asked for"),
                    ("reconsideration_upheld", "Reconsidered: the decision stands"),
                    (
                        "reconsideration_overturned",
                        "Reconsidered: the decision is overturned",
                    ),
                    (
                        "disqualified_public_order",
                        "Disqualified: threat to public order",
                    ),
                    ("disqualified_bad_faith", "Disqualified: bad faith"),
                    ("lost_contact", "Contact lost"),
                    ("turned_18_transition", "Turned 18: to be asked anew"),
                    ("died", "Died"),
                    ("left_uk", "Left the United Kingdom"),
                    ("dtn_required", "Duty to Notify report needed"),
                    ("dtn_submitted", "Duty to Notify report made"),
                ],
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="nrmchange",
            name="to_state",
            field=models.CharField(
                choices=[
                    ("identified", "Identified"),
                    ("immediate_safety_done", "Safe for now"),
                    ("consent_pending", "Waiting for the adult's decision"),
                    ("consent_given", "Consent given"),
                    ("consent_refused", "Consent refused"),
                    ("not_required_child", "Consent not needed: child"),
                    ("capacity_best_interests", "Decided in their best interests"),
                    ("draft", "Referral being prepared"),
                    ("submitted", "Referred to the NRM"),
                    ("rg_pending", "Waiting for reasonable grounds"),
                    ("rg_positive", "Reasonable grounds: positive"),
                    ("rg_negative", "Reasonable grounds: negative"),
                    ("rg_suspended", "Reasonable grounds: suspended"),
                    ("recovery", "Recovery period"),
                    ("cg_pending", "Waiting for conclusive grounds"),
                    ("cg_positive", "Conclusive grounds: positive"),
                    ("cg_negative", "Conclusive grounds: negative"),
                    ("move_on", "Moving on from support"),
                    ("exit", "Left the contract’s support"),
                    ("reach_in", "Reach-In: support after leaving"),
                    ("closed", "Closed"),
                    ("withdrawn", "Withdrawn by the person"),
                    ("reconsideration_requested", "Reconsideration asked for"),
                    ("reconsideration_upheld", "Reconsidered: the decision stands"),
                    (
                        "reconsideration_overturned",
                        "Reconsidered: the decision is overturned",
                    ),
                    (
                        "disqualified_public_order",
                        "Disqualified: threat to public order",
                    ),
                    ("disqualified_bad_faith", "Disqualified: bad faith"),
                    ("lost_contact", "Contact lost"),
                    ("turned_18_transition", "Turned 18: to be asked anew"),
                    ("died", "Died"),
                    ("left_uk", "Left the United Kingdom"),
                    ("dtn_required", "Duty to Notify report needed"),
                    ("dtn_submitted", "Duty to Notify report made"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    ("met_at__isnull", True),
                    ("told_overdue_at__isnull", True),
                ),
                fields=["due_at"],
                name="deadlines_to_watch",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "nrm_state__in",
                        [
                            "identified",
                            "immediate_safety_done",
                            "consent_pending",
                            "consent_given",
                            "consent_refused",
                            "not_required_child",
                            "capacity_best_interests",
                            "draft",
                            "submitted",
                            "rg_pending",
                            "rg_positive",
                            "rg_negative",
                            "rg_suspended",
                            "recovery",
                            "cg_pending",
                            "cg_positive",
                            "cg_negative",
                            "move_on",
                            "exit",
                            "reach_in",
                            "closed",
                            "withdrawn",
                            "reconsideration_requested",
                            "reconsideration_upheld",
                            "reconsideration_overturned",
                            "disqualified_public_order",
                            "disqualified_bad_faith",
                            "lost_contact",
                            "turned_18_transition",
                            "died",
                            "left_uk",
                            "dtn_required",
                            "dtn_submitted",
                        ],
                    )
                ),
                name="case_nrm_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    ("met_at__isnull", True),
                    ("organisation__isnull", True),
                ),
                fields=("case", "code"),
                name="one_open_deadline_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), ("met_at__isnull", True)
                ),
                fields=("case", "code", "organisation"),
                name="one_open_deadline_of_an_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "code__in",
                        [
                            "child_la_referral",
                            "ictg_referral",
                            "follow_up",
                            "dtn_due",
                            "rg_expected",
                            "tsa_no_contact",
                            "recovery_min_end",
                            "reconsideration_due",
                            "exit_negative",
                            "move_on",
                            "age_18_90",
                            "age_18_30",
                            "age_18_0",
                            "decision_overdue_6",
                            "decision_overdue_12",
                            "decision_overdue_18",
                            "ho_draft_warning",
                            "ho_draft_expiry",
                            "fr_contact_stale",
                        ],
                    )
                ),
                name="deadline_code_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(("end_reason__in", ["", "overtaken", "taken_back"])),
                name="deadline_end_reason_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("ended_at__isnull", True)),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("met_at__isnull", True),
                        models.Q(("end_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_deadline_is_met_or_ended_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="nrmchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "from_state__in",
                        [
                            "identified",
                            "immediate_safety_done",
                            "consent_pending",
                            "consent_given",
                            "consent_refused",
                            "not_required_child",
                            "capacity_best_interests",
                            "draft",
                            "submitted",
                            "rg_pending",
                            "rg_positive",
                            "rg_negative",
                            "rg_suspended",
                            "recovery",
                            "cg_pending",
                            "cg_positive",
                            "cg_negative",
                            "move_on",
                            "exit",
                            "reach_in",
                            "closed",
                            "withdrawn",
                            "reconsideration_requested",
                            "reconsideration_upheld",
                            "reconsideration_overturned",
                            "disqualified_public_order",
                            "disqualified_bad_faith",
                            "lost_contact",
                            "turned_18_transition",
                            "died",
                            "left_uk",
                            "dtn_required",
                            "dtn_submitted",
                        ],
                    )
                ),
                name="nrm_change_comes_from_a_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="nrmchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "to_state__in",
                        [
                            "identified",
                            "immediate_safety_done",
                            "consent_pending",
                            "consent_given",
                            "consent_refused",
                            "not_required_child",
                            "capacity_best_interests",
                            "draft",
                            "submitted",
                            "rg_pending",
                            "rg_positive",
                            "rg_negative",
                            "rg_suspended",
                            "recovery",
                            "cg_pending",
                            "cg_positive",
                            "cg_negative",
                            "move_on",
                            "exit",
                            "reach_in",
                            "closed",
                            "withdrawn",
                            "reconsideration_requested",
                            "reconsideration_upheld",
                            "reconsideration_overturned",
                            "disqualified_public_order",
                            "disqualified_bad_faith",
                            "lost_contact",
                            "turned_18_transition",
                            "died",
                            "left_uk",
                            "dtn_required",
                            "dtn_submitted",
                        ],
                    )
                ),
                name="nrm_change_leads_to_a_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="nrmchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "decided_by__in",
                        ["", "single", "immigration", "panel", "earlier", "court"],
                    )
                ),
                name="decision_maker_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="nrmchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reference__regex",
                        "^$|^(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9/._-]{0,39}$",
                    )
                ),
                name="nrm_change_reference_is_a_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="nrmchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("guidance__regex", "^[0-9.]{0,10}$")),
                name="nrm_change_guidance_is_a_number",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL(
            _END_IS_FINAL,
            "drop trigger safeguarding_deadline_end_is_final on safeguarding_deadline;"
            " drop function safeguarding_deadline_end_is_final()",
        ),
    ]
