"""The tables of the desk, and what no model says: URNs, links of one item, words."""

import unicodedata

import django.contrib.postgres.fields
import django.db.models.deletion
import unhidden.access.records
import unhidden.vault.fields
from django.conf import settings
from django.db import migrations, models


# A link has the provenance of one item, so both its ends are of that item.
OF_ONE_ITEM = """
create unique index mentions_with_their_item on intelligence_mention (id, item_id);
alter table intelligence_link
  add constraint a_link_begins_in_its_item foreign key (left_id, item_id)
    references intelligence_mention (id, item_id) deferrable initially deferred,
  add constraint a_link_ends_in_its_item foreign key (right_id, item_id)
    references intelligence_mention (id, item_id) deferrable initially deferred;
"""
NOT_OF_ONE_ITEM = """
alter table intelligence_link
  drop constraint a_link_begins_in_its_item, drop constraint a_link_ends_in_its_item;
drop index mentions_with_their_item;
"""

# The words by which items and mentions are found, kept by the database itself. No model
# names the columns: nothing reads them but the wall's own procedure, and every other
# read would carry them along. Words stand as they are written ("simple", for Welsh and
# every other language) and by their English stems, both without hyphens and without any
# mark on a Latin letter: "małgorzata" and "nguyễn", too.
WITH_WORDS = ("intelligence_item", "intelligence_mention")
_MARKED = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
_PLAIN = {each: unicodedata.normalize("NFKD", each)[0] for each in _MARKED}
_BARE = {each: base for each, base in _PLAIN.items() if each != base}
_BARE |= dict(zip("đħıłøŧ-", "dhilot ", strict=True))
# What stays comes first, the commonest before the others: what is not in the list is
# looked for in the whole of it, which takes twenty times as long.
_AS_THEY_ARE = " eaniorstlydhgwfmucpbvkjxzq.,0123456789"
# What has no counterpart goes: marks that stand behind their letter.
_BEHIND = "".join(map(chr, range(0x300, 0x370)))


def words_of(table: str) -> str:
    """The statements that add the column of words to a table with a text."""
    marked = _AS_THEY_ARE + "".join(_BARE) + _BEHIND
    bare = _AS_THEY_ARE + "".join(_BARE.values())
    plain = f"translate(lower(text), '{marked}', '{bare}')"
    return (
        f"alter table {table} add column words tsvector generated always as"
        f" (to_tsvector('simple', {plain}) || to_tsvector('english', {plain})) stored;"
        f" create index {table}_words on {table} using gin (words);"
    )


class Migration(migrations.Migration):
    replaces = [
        ("intelligence", "0001_initial"),
        ("intelligence", "0002_urn_numbers"),
        ("intelligence", "0003_sensitivity"),
        ("intelligence", "0004_sealed_words"),
        ("intelligence", "0005_outlasts_the_report"),
        ("intelligence", "0006_mentions_and_subjects"),
        ("intelligence", "0007_grades_given_since"),
        ("intelligence", "0008_second_person"),
        ("intelligence", "0009_disseminations"),
        ("intelligence", "0010_words_to_find"),
        ("intelligence", "0011_saved_searches"),
        ("intelligence", "0012_contacts"),
        ("intelligence", "0013_traces_know_their_report"),
        ("intelligence", "0014_kept_and_reviewed"),
        ("intelligence", "0015_risk_with_its_parts"),
        ("intelligence", "0016_original_grades"),
        ("intelligence", "0017_sources_guarded"),
        ("intelligence", "0018_the_queue"),
        ("intelligence", "0019_linkage_models"),
        ("intelligence", "0020_keys_are_their_own"),
        ("intelligence", "0021_every_latin_letter_bare"),
        ("intelligence", "0022_links_are_withdrawn"),
        ("intelligence", "0023_decided_again"),
        ("intelligence", "0024_conditions_with_handling_c_alone"),
        ("intelligence", "0025_checks_know_what_was_read"),
        ("intelligence", "0026_items_written_anew"),
        ("intelligence", "0027_keys_within_an_organisation"),
        ("intelligence", "0028_grades_are_proposed"),
        ("intelligence", "0029_people_traced_are_counted"),
    ]

    initial = True

    dependencies = [
        ("agencies", "0001_tables"),
        ("agencies", "__first__"),
        ("places", "0001_tables"),
        ("reporting", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="IntelligenceReport",
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
                ("urn", models.CharField(max_length=30, unique=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("public_report", "Report to the desk"),
                            ("call_101", "101 call"),
                            ("helpline", "Helpline transcript"),
                            ("visit", "Visit"),
                            ("officer", "Officer’s own observation"),
                            ("partner", "Partner organisation"),
                            ("imported", "Imported from a file"),
                        ],
                        max_length=20,
                    ),
                ),
                ("visit_id", models.UUIDField(db_index=True, null=True)),
                ("raw_sealed", unhidden.vault.fields.SealedField(category="narrative")),
                (
                    "provenance_sealed",
                    unhidden.vault.fields.SealedField(category="third_party"),
                ),
                ("event_on", models.DateField(null=True)),
                (
                    "marking",
                    models.CharField(default="OFFICIAL-SENSITIVE", max_length=20),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="reporting.report",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("is_restricted", models.BooleanField(default=False)),
                ("sensitivity", models.PositiveSmallIntegerField(default=1)),
                ("anonymised_at", models.DateTimeField(null=True)),
                ("report_turn", models.PositiveSmallIntegerField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["-written_at", "id"], name="newest_intelligence_first"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "origin__in",
                                [
                                    "public_report",
                                    "call_101",
                                    "helpline",
                                    "visit",
                                    "officer",
                                    "partner",
                                    "imported",
                                ],
                            )
                        ),
                        name="intelligence_origin_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("marking__in", ["OFFICIAL", "OFFICIAL-SENSITIVE"])
                        ),
                        name="nothing_above_official_sensitive_is_held",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "origin__in",
                                    ("public_report", "call_101", "helpline"),
                                ),
                                _negated=True,
                            ),
                            ("report__isnull", False),
                            ("anonymised_at__isnull", False),
                            _connector="OR",
                        ),
                        name="intelligence_from_the_public_names_its_report",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("origin", "visit"), _negated=True),
                            ("visit_id__isnull", False),
                            ("report__isnull", False),
                            ("anonymised_at__isnull", False),
                            _connector="OR",
                        ),
                        name="intelligence_from_a_visit_names_the_visit",
                    ),
                    models.UniqueConstraint(
                        fields=("report", "report_turn"),
                        name="a_decision_is_written_up_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
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
                ("text", models.TextField()),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("1", "1 Reliable"),
                            ("2", "2 Untested"),
                            ("3", "3 Not reliable"),
                        ],
                        max_length=1,
                    ),
                ),
                (
                    "assessment",
                    models.CharField(
                        choices=[
                            ("A", "A Known directly to the source"),
                            ("B", "B Known indirectly but corroborated"),
                            ("C", "C Known indirectly"),
                            ("D", "D Not known"),
                            ("E", "E Suspected to be false"),
                        ],
                        max_length=1,
                    ),
                ),
                (
                    "handling",
                    models.CharField(
                        choices=[
                            ("P", "P Lawful sharing permitted"),
                            ("C", "C Lawful sharing permitted with conditions"),
                        ],
                        max_length=1,
                    ),
                ),
                ("conditions", models.TextField(blank=True)),
                ("sign_codes", models.JSONField(default=list)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="intelligence.intelligencereport",
                    ),
                ),
                ("original_grade", models.CharField(blank=True, max_length=20)),
                ("is_replaced", models.BooleanField(db_default=False, default=False)),
                ("is_proposed", models.BooleanField(db_default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["1", "2", "3"])),
                        name="item_source_grade_is_1_to_3",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("assessment__in", ["A", "B", "C", "D", "E"])
                        ),
                        name="item_assessment_is_a_to_e",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("handling__in", ["P", "C"])),
                        name="item_handling_is_p_or_c",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("conditions", ""), ("handling", "P")),
                            models.Q(
                                models.Q(("conditions", ""), _negated=True),
                                ("handling", "C"),
                            ),
                            _connector="OR",
                        ),
                        name="conditions_stand_with_handling_c_alone",
                    ),
                    models.UniqueConstraint(
                        fields=("report", "number"),
                        name="items_of_a_report_are_numbered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemCheck",
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
                ("turn", models.PositiveSmallIntegerField()),
                ("version", models.PositiveSmallIntegerField()),
                ("is_sound", models.BooleanField()),
                (
                    "confirmed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                (
                                    "name",
                                    "No name, nickname or family tie of the source",
                                ),
                                (
                                    "address",
                                    "No address, phone number or e-mail address of the source",
                                ),
                                ("job", "Nothing about the source’s work or role"),
                                (
                                    "access",
                                    "Nothing only somebody with their access could know",
                                ),
                                (
                                    "viewpoint",
                                    "No viewpoint that only they have, such as “from upstairs”",
                                ),
                                ("time", "No exact time that only they could know"),
                                (
                                    "language",
                                    "No wording or language that sounds like them",
                                ),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("checked_at", models.DateTimeField()),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="intelligence.item",
                    ),
                ),
                ("things", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "confirmed__contained_by",
                                [
                                    "name",
                                    "address",
                                    "job",
                                    "access",
                                    "viewpoint",
                                    "time",
                                    "language",
                                ],
                            )
                        ),
                        name="what_is_confirmed_stands_on_the_checklist",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_sound", False),
                            (
                                "confirmed__contains",
                                [
                                    "name",
                                    "address",
                                    "job",
                                    "access",
                                    "viewpoint",
                                    "time",
                                    "language",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="a_sound_item_is_checked_line_by_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_sound", True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="who_holds_an_item_back_says_why",
                    ),
                    models.UniqueConstraint(
                        fields=("item", "turn"), name="checks_of_an_item_are_counted"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mention",
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
                            ("person", "Person"),
                            ("vehicle", "Vehicle"),
                            ("phone", "Phone"),
                            ("account", "E-mail or account"),
                            ("advert", "Advert or web page"),
                            ("document", "Document"),
                            ("premises", "Premises"),
                            ("business", "Business"),
                            ("event", "Event"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.CharField(max_length=200)),
                ("key", models.CharField(blank=True, max_length=200)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="intelligence.item",
                    ),
                ),
                (
                    "premises",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.premises",
                    ),
                ),
                ("details", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "key"], name="mentions_meet_at_keys")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "person",
                                    "vehicle",
                                    "phone",
                                    "account",
                                    "advert",
                                    "document",
                                    "premises",
                                    "business",
                                    "event",
                                ],
                            )
                        ),
                        name="mention_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "premises"), _negated=True),
                            ("premises__isnull", False),
                            _connector="OR",
                        ),
                        name="a_premises_mention_names_the_premises",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
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
                            ("uses", "{one} uses {other}"),
                            ("owns", "{one} owns {other}"),
                            ("lives_at", "{one} lives at {other}"),
                            ("works_at", "{one} works at {other}"),
                            ("controls", "{one} controls {other}"),
                            ("exploited_by", "{one} may be exploited by {other}"),
                            ("exploited_at", "{one} may be exploited at {other}"),
                            ("with", "{one} was seen with {other}"),
                            ("seen_at", "{one} was seen at {other}"),
                            ("named_in", "{one} is named in {other}"),
                            ("related", "{one} is related to {other}"),
                        ],
                        max_length=20,
                    ),
                ),
                ("from_on", models.DateField(null=True)),
                ("to_on", models.DateField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="intelligence.item",
                    ),
                ),
                (
                    "left",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intelligence.mention",
                    ),
                ),
                (
                    "right",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intelligence.mention",
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
                                    "uses",
                                    "owns",
                                    "lives_at",
                                    "works_at",
                                    "controls",
                                    "exploited_by",
                                    "exploited_at",
                                    "with",
                                    "seen_at",
                                    "named_in",
                                    "related",
                                ],
                            )
                        ),
                        name="link_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("left", models.F("right")), _negated=True),
                        name="a_link_is_between_two_things",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_on__isnull", True),
                            ("to_on__isnull", True),
                            ("from_on__lte", models.F("to_on")),
                            _connector="OR",
                        ),
                        name="a_link_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(
                        fields=("left", "right", "kind", "from_on", "to_on"),
                        name="a_link_of_the_same_days_is_said_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkWithdrawal",
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
                ("turn", models.PositiveSmallIntegerField()),
                ("is_withdrawn", models.BooleanField()),
                ("reason", models.TextField()),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="intelligence.link",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="a_link_is_withdrawn_with_a_reason",
                    ),
                    models.UniqueConstraint(
                        fields=("link", "turn"),
                        name="withdrawals_of_a_link_are_counted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Trace",
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
                ("kind", models.CharField(max_length=20)),
                ("spec", models.CharField(max_length=64)),
                ("profile", models.JSONField()),
                (
                    "mention",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trace",
                        to="intelligence.mention",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intelligence.intelligencereport",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("kind", "person")),
                        fields=["mention"],
                        name="traces_of_people",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TraceKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "mention_id",
                        "key",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.BigIntegerField()),
                (
                    "mention",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intelligence.mention",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["key"], include=("mention",), name="traces_by_key"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingKey",
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
                ("key", models.BigIntegerField()),
                (
                    "mention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intelligence.mention",
                    ),
                ),
                ("is_within", models.BooleanField(db_default=False)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["key"], include=("mention",), name="meetings_by_key"
                    ),
                    models.Index(fields=["mention"], name="meetings_by_mention"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
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
                ("record_id", models.UUIDField()),
                ("urn", models.CharField(max_length=30)),
                ("meeting", models.UUIDField()),
                ("is_sensitive", models.BooleanField()),
                ("made_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
                (
                    "other",
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
                        fields=["organisation", "-made_at"],
                        name="newest_contacts_first",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactStep",
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
                    "state",
                    models.CharField(
                        choices=[("contacted", "Contacted"), ("closed", "Closed")],
                        max_length=10,
                    ),
                ),
                ("outcome", models.TextField()),
                ("taken_at", models.DateTimeField()),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="intelligence.contact",
                    ),
                ),
                (
                    "taken_by",
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
                        condition=models.Q(("state__in", ["contacted", "closed"])),
                        name="contact_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome", ""), _negated=True),
                        name="a_step_says_what_came_of_it",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dissemination",
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
                ("version", models.PositiveSmallIntegerField()),
                ("recipient_name", models.CharField(blank=True, max_length=200)),
                ("to_person", models.CharField(max_length=200)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            (
                                "dpa_2018_part_3",
                                "Data Protection Act 2018, part 3: law enforcement",
                            ),
                            (
                                "cda_1998_115",
                                "Crime and Disorder Act 1998, section 115",
                            ),
                            ("msa_2015_52", "Modern Slavery Act 2015, section 52"),
                            (
                                "sswba_2014",
                                "Social Services and Well-being (Wales) Act 2014",
                            ),
                            (
                                "hra_1998_2_4",
                                "Human Rights Act 1998: to save life or end slavery",
                            ),
                            ("other", "Another law, named below"),
                        ],
                        max_length=20,
                    ),
                ),
                ("purpose", models.TextField()),
                ("conditions", models.TextField(blank=True)),
                ("kept_by", models.TextField(blank=True)),
                ("given_at", models.DateTimeField()),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given",
                        to="intelligence.item",
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
                    "recipient",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["item", "-given_at"], name="newest_given")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "basis__in",
                                [
                                    "dpa_2018_part_3",
                                    "cda_1998_115",
                                    "msa_2015_52",
                                    "sswba_2014",
                                    "hra_1998_2_4",
                                    "other",
                                ],
                            )
                        ),
                        name="lawful_basis_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recipient__isnull", True),
                            ("recipient_name", ""),
                            _connector="XOR",
                        ),
                        name="an_item_is_given_to_one_named_organisation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recipient", models.F("organisation")), _negated=True
                        ),
                        name="an_item_is_given_to_another_organisation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("conditions", ""),
                            models.Q(("kept_by", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="who_gives_an_item_says_how_its_conditions_are_kept",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grading",
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
                ("version", models.PositiveSmallIntegerField()),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("1", "1 Reliable"),
                            ("2", "2 Untested"),
                            ("3", "3 Not reliable"),
                        ],
                        max_length=1,
                    ),
                ),
                (
                    "assessment",
                    models.CharField(
                        choices=[
                            ("A", "A Known directly to the source"),
                            ("B", "B Known indirectly but corroborated"),
                            ("C", "C Known indirectly"),
                            ("D", "D Not known"),
                            ("E", "E Suspected to be false"),
                        ],
                        max_length=1,
                    ),
                ),
                (
                    "handling",
                    models.CharField(
                        choices=[
                            ("P", "P Lawful sharing permitted"),
                            ("C", "C Lawful sharing permitted with conditions"),
                        ],
                        max_length=1,
                    ),
                ),
                ("conditions", models.TextField(blank=True)),
                ("reason", models.TextField()),
                ("graded_at", models.DateTimeField()),
                (
                    "graded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gradings",
                        to="intelligence.item",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["1", "2", "3"])),
                        name="new_source_grade_is_1_to_3",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("assessment__in", ["A", "B", "C", "D", "E"])
                        ),
                        name="new_assessment_is_a_to_e",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("handling__in", ["P", "C"])),
                        name="new_handling_is_p_or_c",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("conditions", ""), ("handling", "P")),
                            models.Q(
                                models.Q(("conditions", ""), _negated=True),
                                ("handling", "C"),
                            ),
                            _connector="OR",
                        ),
                        name="new_conditions_stand_with_handling_c_alone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gt", 1)),
                        name="a_new_grade_comes_after_the_one_as_written",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="a_new_grade_has_a_reason",
                    ),
                    models.UniqueConstraint(
                        fields=("item", "version"), name="grades_of_an_item_are_counted"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
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
                ("decision", models.UUIDField(db_index=True)),
                ("turn", models.PositiveSmallIntegerField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("same", "The same"),
                            ("different", "Not the same"),
                            ("unsure", "Not sure"),
                            ("open", "Open again"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField()),
                ("weight", models.FloatField(null=True)),
                ("parts", models.JSONField(default=list)),
                ("model", models.CharField(blank=True, max_length=64)),
                ("undoes", models.UUIDField(null=True)),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "left",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intelligence.mention",
                    ),
                ),
                (
                    "right",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intelligence.mention",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["right"], name="judgements_by_right")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict__in", ["same", "different", "unsure", "open"])
                        ),
                        name="verdict_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("left__lt", models.F("right"))),
                        name="a_pair_is_judged_in_one_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="a_judgement_has_a_reason",
                    ),
                    models.UniqueConstraint(
                        fields=("left", "right", "turn"),
                        name="judgements_of_a_pair_are_counted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ModelTraining",
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
                ("asked_at", models.DateTimeField()),
                ("begun_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, max_length=20)),
                ("mentions", models.PositiveIntegerField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-asked_at"], name="newest_trainings_first")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("failure", ""),
                            ("failure__in", ["too_few", "unfit", "broken_off"]),
                            _connector="OR",
                        ),
                        name="training_failure_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkageModel",
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
                ("number", models.PositiveIntegerField(unique=True)),
                ("content", models.JSONField()),
                ("spec_hash", models.CharField(max_length=64)),
                ("mentions", models.PositiveIntegerField()),
                ("trained_at", models.DateTimeField()),
                (
                    "training",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="model",
                        to="intelligence.modeltraining",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ModelChange",
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
                ("made_at", models.DateTimeField()),
                ("figures", models.JSONField()),
                ("listed", models.JSONField(default=list)),
                (
                    "against",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intelligence.linkagemodel",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intelligence.linkagemodel",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model", "against"),
                        name="two_models_are_compared_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ModelPublication",
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
                ("turn", models.PositiveIntegerField(unique=True)),
                ("reason", models.TextField()),
                ("published_at", models.DateTimeField()),
                (
                    "model",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="intelligence.linkagemodel",
                    ),
                ),
                (
                    "published_by",
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
                        condition=models.Q(("reason", ""), _negated=True),
                        name="a_publication_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
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
                ("turn", models.PositiveSmallIntegerField()),
                ("desk_id", models.UUIDField()),
                ("assigned_at", models.DateTimeField()),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "turn"),
                        name="one_holder_of_a_report_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SpamMark",
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
                ("turn", models.PositiveSmallIntegerField()),
                ("is_spam", models.BooleanField()),
                ("reason", models.TextField()),
                ("marked_at", models.DateTimeField()),
                (
                    "marked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.report",
                    ),
                ),
                ("together", models.UUIDField(db_index=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "turn"), name="one_mark_of_spam_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="spam_is_marked_with_its_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DangerToLife",
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
                ("called_at", models.DateTimeField()),
                ("incident", models.CharField(blank=True, max_length=60)),
                ("duty_officer", models.CharField(max_length=100)),
                ("told_at", models.DateTimeField()),
                ("what_was_told", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.report",
                    ),
                ),
                ("turn", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("called_at__lte", models.F("recorded_at")),
                            ("told_at__lte", models.F("recorded_at")),
                        ),
                        name="calls_are_made_before_they_are_recorded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("duty_officer", ""), _negated=True),
                            models.Q(("what_was_told", ""), _negated=True),
                        ),
                        name="a_duty_officer_was_told_something",
                    ),
                    models.UniqueConstraint(
                        fields=("report", "turn"),
                        name="calls_are_recorded_with_a_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoCall",
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
                ("reason", models.TextField()),
                ("said_at", models.DateTimeField()),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.report",
                    ),
                ),
                (
                    "said_by",
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
                        condition=models.Q(("reason", ""), _negated=True),
                        name="no_call_is_made_for_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Replacement",
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
                ("text", models.TextField()),
                ("said", models.JSONField(default=list)),
                ("replaced_at", models.DateTimeField()),
                (
                    "new",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="intelligence.item",
                    ),
                ),
                (
                    "old",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced",
                        to="intelligence.item",
                    ),
                ),
                (
                    "replaced_by",
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
                        condition=models.Q(("old", models.F("new")), _negated=True),
                        name="no_item_replaces_itself",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewMatter",
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
                ("turn", models.PositiveSmallIntegerField()),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            (
                                "public_protection",
                                "A managed offender, or one of the most serious offences",
                            ),
                            (
                                "slavery",
                                "A suspected offence of sections 1 or 2, Modern Slavery Act 2015",
                            ),
                            ("serious", "Another sexual, violent or serious offence"),
                            ("other_offence", "Any other offence"),
                            ("intelligence_only", "Intelligence only"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                ("set_at", models.DateTimeField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="intelligence.intelligencereport",
                    ),
                ),
                (
                    "set_by",
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
                                "matter__in",
                                [
                                    "public_protection",
                                    "slavery",
                                    "serious",
                                    "other_offence",
                                    "intelligence_only",
                                ],
                            )
                        ),
                        name="review_matter_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="a_review_group_has_a_reason",
                    ),
                    models.UniqueConstraint(
                        fields=("report", "turn"),
                        name="matters_of_a_report_are_counted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
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
                ("turn", models.PositiveSmallIntegerField()),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("retain", "Retain it"),
                            ("dispose", "Dispose of it"),
                            ("anonymise", "Anonymise it"),
                            ("hold", "Hold it for a court or an inquiry"),
                            ("lift", "Lift the legal hold"),
                            ("agree", "Agree, and do it now"),
                            ("refuse", "Do not agree"),
                        ],
                        max_length=10,
                    ),
                ),
                ("review_group", models.PositiveSmallIntegerField()),
                ("necessity", models.BooleanField(null=True)),
                ("necessity_words", models.TextField(blank=True)),
                ("pattern", models.BooleanField(null=True)),
                ("pattern_words", models.TextField(blank=True)),
                ("risk", models.BooleanField(null=True)),
                ("risk_words", models.TextField(blank=True)),
                ("vulnerability", models.BooleanField(null=True)),
                ("vulnerability_words", models.TextField(blank=True)),
                ("reason", models.TextField()),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="intelligence.intelligencereport",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "decision__in",
                                [
                                    "retain",
                                    "dispose",
                                    "anonymise",
                                    "hold",
                                    "lift",
                                    "agree",
                                    "refuse",
                                ],
                            )
                        ),
                        name="review_decision_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("review_group__range", (1, 4))),
                        name="review_group_is_1_to_4",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="a_review_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decision__in", ["retain", "dispose", "anonymise"]),
                                _negated=True,
                            ),
                            models.Q(
                                ("necessity__isnull", False),
                                ("pattern__isnull", False),
                                ("risk__isnull", False),
                                ("vulnerability__isnull", False),
                                ("necessity_words__gt", ""),
                                ("pattern_words__gt", ""),
                                ("risk_words__gt", ""),
                                ("vulnerability_words__gt", ""),
                            ),
                            _connector="OR",
                        ),
                        name="what_becomes_of_a_report_rests_on_four_tests",
                    ),
                    models.UniqueConstraint(
                        fields=("report", "turn"),
                        name="reviews_of_a_report_are_counted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisposedCount",
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
                ("month", models.DateField()),
                ("review_group", models.PositiveSmallIntegerField()),
                (
                    "sign_codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("grade", models.CharField(max_length=3)),
                ("items", models.PositiveIntegerField()),
                (
                    "council",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.council",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "month",
                            "council",
                            "review_group",
                            "sign_codes",
                            "grade",
                        ),
                        name="items_of_one_kind_are_counted_together",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PremisesRisk",
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
                ("score", models.PositiveSmallIntegerField()),
                (
                    "band",
                    models.CharField(
                        choices=[
                            ("high", "High"),
                            ("medium", "Medium"),
                            ("low", "Low"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reasons", models.JSONField()),
                ("computed_at", models.DateTimeField()),
                (
                    "premises",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.premises",
                    ),
                ),
                ("own_score", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-score", "id"], name="riskiest_first")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("band__in", ["high", "medium", "low"])),
                        name="risk_band_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Look",
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
                ("visit_id", models.UUIDField(unique=True)),
                ("looked_on", models.DateField()),
                (
                    "came_of",
                    models.CharField(
                        choices=[
                            ("borne_out", "Borne out"),
                            ("not_borne_out", "Not borne out"),
                            ("not_known", "Could not tell"),
                        ],
                        max_length=20,
                    ),
                ),
                ("score", models.PositiveSmallIntegerField()),
                (
                    "band",
                    models.CharField(
                        choices=[
                            ("high", "High"),
                            ("medium", "Medium"),
                            ("low", "Low"),
                        ],
                        max_length=10,
                    ),
                ),
                ("not_seen", models.JSONField(default=list)),
                (
                    "premises",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.premises",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("came_of__in", ["borne_out", "not_borne_out", "not_known"])
                        ),
                        name="what_came_of_a_look_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("band__in", ["high", "medium", "low"])),
                        name="look_band_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelWeights",
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
                ("version", models.PositiveSmallIntegerField()),
                ("weights", models.JSONField()),
                ("reason", models.TextField()),
                ("set_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                    ),
                ),
                (
                    "set_by",
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
                        condition=models.Q(("reason", ""), _negated=True),
                        name="new_panel_weights_have_a_reason",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "version"),
                        name="panel_weights_are_counted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
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
                ("reason", models.TextField()),
                ("text", models.CharField(max_length=200)),
                ("known", models.JSONField(default=list)),
                ("news", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField()),
                ("until_on", models.DateField()),
                ("paused_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
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
                "indexes": [
                    models.Index(fields=["person"], name="searches_of_a_person")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("text", ""), _negated=True),
                        ),
                        name="a_saved_search_says_what_and_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceKey",
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
                ("key", models.CharField(max_length=64)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intelligence.intelligencereport",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["key"], include=("report",), name="sources_by_key"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceMatch",
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
                ("earlier_id", models.UUIDField()),
                ("later_id", models.UUIDField()),
                ("earlier_urn", models.CharField(max_length=30)),
                ("later_urn", models.CharField(max_length=30)),
                ("reports", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
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
                "indexes": [
                    models.Index(
                        fields=["organisation", "-made_at"],
                        name="newest_source_matches_first",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceStep",
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
                    "state",
                    models.CharField(
                        choices=[("looked_at", "Looked at"), ("settled", "Settled")],
                        max_length=10,
                    ),
                ),
                ("outcome", models.TextField()),
                ("taken_at", models.DateTimeField()),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="intelligence.sourcematch",
                    ),
                ),
                (
                    "taken_by",
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
                        condition=models.Q(("state__in", ["looked_at", "settled"])),
                        name="source_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome", ""), _negated=True),
                        name="a_step_about_a_source_says_what_came_of_it",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Triage",
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
                    "decision",
                    models.CharField(
                        choices=[
                            ("intelligence", "Write it up as intelligence"),
                            ("passed_on", "Pass it to another organisation"),
                            ("no_action", "No further action"),
                            (
                                "emergency",
                                "Danger to life: call 999 and the duty officer",
                            ),
                            ("waiting", "Put it back in the queue"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "passed_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.organisation",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.report",
                    ),
                ),
                ("turn", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "decision__in",
                                [
                                    "intelligence",
                                    "passed_on",
                                    "no_action",
                                    "emergency",
                                    "waiting",
                                ],
                            )
                        ),
                        name="triage_decision_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "passed_on"), _negated=True),
                            ("passed_to__isnull", False),
                            _connector="OR",
                        ),
                        name="a_report_is_passed_on_to_somebody",
                    ),
                    models.UniqueConstraint(
                        fields=("report", "turn"),
                        name="one_decision_on_a_report_at_a_time",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "create sequence intelligence_urn", "drop sequence intelligence_urn"
        ),
        migrations.RunSQL(OF_ONE_ITEM, NOT_OF_ONE_ITEM),
        *(
            migrations.RunSQL(words_of(table), f"alter table {table} drop column words")
            for table in WITH_WORDS
        ),
    ]
