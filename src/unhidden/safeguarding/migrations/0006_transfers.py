"""Cases that move to another organisation; a closed case takes no writes by SQL."""

import django.contrib.postgres.fields
import django.db.models.deletion
import unhidden.access.records
import unhidden.vault.fields
from django.conf import settings
from django.db import migrations, models


# What the functions say stands in sql/, which takes the place of this.
TRIGGERS = """
create function safeguarding_casetransfer_is_final() returns trigger language plpgsql
as $$ begin return new; end $$;
create trigger safeguarding_casetransfer_is_final
before update on safeguarding_casetransfer
for each row execute function safeguarding_casetransfer_is_final();
create function safeguarding_case_stays_closed() returns trigger language plpgsql
as $$ begin return new; end $$;
create trigger safeguarding_case_stays_closed before update on safeguarding_case
for each row execute function safeguarding_case_stays_closed();
"""
NO_TRIGGERS = """
drop function safeguarding_case_stays_closed() cascade;
drop function safeguarding_casetransfer_is_final() cascade;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_duty_to_notify"),
        ("places", "0001_tables"),
        ("safeguarding", "0005_involved"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseTransfer",
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
                    "items",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("identity", "Who they are"),
                                ("contact", "How it is safe to reach them"),
                                (
                                    "interpreters",
                                    "Interpreters who are not to be asked",
                                ),
                                ("accounts", "What they told, word for word"),
                                ("notes", "Notes"),
                                ("plans", "Needs, goals and plans"),
                                ("risks", "Risks"),
                                ("contacts", "Appointments and contacts"),
                                ("files", "Letters and files"),
                                ("form", "What stands in the referral form"),
                                (
                                    "course",
                                    "What was written of decisions and of the life of the case",
                                ),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None
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
                (
                    "words_sealed",
                    unhidden.vault.fields.SealedField(category="narrative"),
                ),
                ("offered_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "Waiting for an answer"),
                            ("accepted", "Accepted: to be handed over"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("done", "Handed over"),
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
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "kept_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="safeguarding.case",
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguarding.consent",
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
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "former_worker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "to_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
                (
                    "worker",
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
                                "state__in",
                                [
                                    "offered",
                                    "accepted",
                                    "declined",
                                    "withdrawn",
                                    "done",
                                ],
                            )
                        ),
                        name="a_transfers_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("urgency__in", ["tonight", "today", "three_days"])
                        ),
                        name="a_transfers_urgency_is_known",
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
                        name="a_transfers_language_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_group__in", ["adult", "child", "unsure"])
                        ),
                        name="a_transfers_age_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "items__contained_by",
                                [
                                    "identity",
                                    "contact",
                                    "interpreters",
                                    "accounts",
                                    "notes",
                                    "plans",
                                    "risks",
                                    "contacts",
                                    "files",
                                    "form",
                                    "course",
                                ],
                            ),
                            models.Q(("items", []), _negated=True),
                        ),
                        name="what_a_transfer_passes_is_known",
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
                        name="a_transfers_needs_are_known",
                    ),
                    models.CheckConstraint(
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
                            )
                        ),
                        name="a_transfers_categories_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_organisation", models.F("to_organisation")),
                            _negated=True,
                        ),
                        name="nobody_moves_a_case_to_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["accepted", "declined", "done"]),
                                _negated=True,
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="an_answered_transfer_says_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["accepted", "done"]), _negated=True
                            ),
                            ("worker__isnull", False),
                            _connector="OR",
                        ),
                        name="an_accepted_transfer_names_a_worker",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
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
                                ("state", "declined"),
                            ),
                            models.Q(
                                models.Q(("state", "declined"), _negated=True),
                                ("reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="who_declines_a_transfer_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["withdrawn", "done"]),
                            ("ended_at__isnull", True),
                            _connector="XOR",
                        ),
                        name="a_transfer_that_is_over_says_since_when",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["offered", "accepted"])),
                        fields=("case",),
                        name="a_case_moves_to_one_at_a_time",
                    ),
                ]
            },
        ),
        migrations.RemoveConstraint(
            model_name="caseoutgoing",
            name="outgoing_kind_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="caseturn",
            name="turn_kind_is_known",
        ),
        migrations.AlterField(
            model_name="caseoutgoing",
            name="kind",
            field=models.CharField(
                choices=[
                    ("share", "Opened to another organisation"),
                    ("disclosure", "Told to investigators"),
                    ("referral", "Referred to the NRM"),
                    ("duty_to_notify", "Reported under the Duty to Notify"),
                    ("hand_over", "Handed to an organisation that may refer"),
                    ("own_page", "Printed for the person"),
                    ("ticked_page", "Printed for a hospital or a court"),
                    ("transfer", "Moved to another organisation, which leads the case"),
                    ("request", "Letter asking what is held"),
                    ("export", "Exported as a file"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="caseturn",
            name="kind",
            field=models.CharField(
                choices=[
                    ("lost_contact", "Contact lost"),
                    ("found_again", "In contact again"),
                    ("rested", "Put to rest until a day"),
                    ("woken", "Taken up again after its rest"),
                    ("turned_18", "Turned 18"),
                    ("left_uk", "Left the United Kingdom"),
                    ("died", "Died"),
                    ("moved", "Moved to another organisation"),
                    ("closed", "Closed"),
                    ("reopened", "Opened again"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="caseoutgoing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "share",
                            "disclosure",
                            "referral",
                            "duty_to_notify",
                            "hand_over",
                            "own_page",
                            "ticked_page",
                            "transfer",
                            "request",
                            "export",
                        ],
                    )
                ),
                name="outgoing_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseturn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "lost_contact",
                            "found_again",
                            "rested",
                            "woken",
                            "turned_18",
                            "left_uk",
                            "died",
                            "moved",
                            "closed",
                            "reopened",
                        ],
                    )
                ),
                name="turn_kind_is_known",
            ),
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
