"""What a source spoke of, how the things it spoke of hang together, and its keys."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unhidden.access.records import Record, one_of
from unhidden.intelligence.models.items import Item
from unhidden.lib.rights import RowsUnder, TableAccess


class MentionKind(models.TextChoices):
    PERSON = "person", _("Person")
    VEHICLE = "vehicle", _("Vehicle")
    PHONE = "phone", _("Phone")
    ACCOUNT = "account", _("E-mail or account")
    ADVERT = "advert", _("Advert or web page")
    DOCUMENT = "document", _("Document")
    PREMISES = "premises", pgettext_lazy("one place", "Premises")
    BUSINESS = "business", _("Business")
    EVENT = "event", _("Event")


class Mention(Record):
    """What one source said of one thing. Never changed: a subject is made of many.

    It goes over to the item that is written in the place of its own.

    ``key`` is where two mentions of one thing meet at once. ``details`` holds what
    was said of it beside its name, as text (rules/mentions.py names the fields). The
    database keeps ``words`` of its text, to find it by (migrations/0001_tables.py).
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, item_id, kind, text, details, premises_id, words),"
        " update(item_id), delete",
        rows=RowsUnder("item_id", "intelligence_item"),
    )

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="mentions")
    kind = models.CharField(max_length=20, choices=MentionKind.choices)
    text = models.CharField(max_length=200)
    key = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)
    premises = models.ForeignKey("places.Premises", on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [
            one_of("kind", MentionKind, name="mention_kind_is_known"),
            models.CheckConstraint(
                condition=~models.Q(kind="premises") | models.Q(premises__isnull=False),
                name="a_premises_mention_names_the_premises",
            ),
        ]
        indexes = [models.Index(fields=["kind", "key"], name="mentions_meet_at_keys")]


class LinkKind(models.TextChoices):
    """What one thing is to another, as a sentence of both.

    A role stands here, never on a person.
    """

    USES = "uses", _("{one} uses {other}")
    OWNS = "owns", _("{one} owns {other}")
    LIVES_AT = "lives_at", _("{one} lives at {other}")
    WORKS_AT = "works_at", _("{one} works at {other}")
    CONTROLS = "controls", _("{one} controls {other}")
    EXPLOITED_BY = "exploited_by", _("{one} may be exploited by {other}")
    EXPLOITED_AT = "exploited_at", _("{one} may be exploited at {other}")
    WITH = "with", _("{one} was seen with {other}")
    SEEN_AT = "seen_at", _("{one} was seen at {other}")
    NAMED_IN = "named_in", _("{one} is named in {other}")
    RELATED = "related", _("{one} is related to {other}")


class Link(Record):
    """One item says that two of the things it speaks of hang together.

    Its provenance and its grade are the item's: both mentions are of that item, which
    the database holds to. Never changed: it stands until somebody withdraws it.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, item_id, left_id, right_id), update(item_id), delete",
        rows=RowsUnder("item_id", "intelligence_item"),
    )

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="links")
    left = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=LinkKind.choices)
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("kind", LinkKind, name="link_kind_is_known"),
            models.CheckConstraint(
                condition=~models.Q(left=models.F("right")),
                name="a_link_is_between_two_things",
            ),
            models.CheckConstraint(
                condition=models.Q(from_on__isnull=True)
                | models.Q(to_on__isnull=True)
                | models.Q(from_on__lte=models.F("to_on")),
                name="a_link_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["left", "right", "kind", "from_on", "to_on"],
                name="a_link_of_the_same_days_is_said_once",
                nulls_distinct=False,
            ),
        ]


class LinkWithdrawal(Record):
    """Somebody withdrew a link, or took that back; only ever added, the newest stands.

    ``turn`` counts them for each link, from 1.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(link_id), delete",
        rows=RowsUnder("link_id", "intelligence_link", own="decided_by_id"),
    )

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="withdrawals")
    turn = models.PositiveSmallIntegerField()
    is_withdrawn = models.BooleanField()
    reason = models.TextField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="a_link_is_withdrawn_with_a_reason"
            ),
            models.UniqueConstraint(
                fields=["link", "turn"], name="withdrawals_of_a_link_are_counted"
            ),
        ]


class Trace(Record):
    """What linkage reads of a mention: worked out from it, and anew when rules change.

    ``profile`` is compared with others'. Of the ``keys`` those of ``found_by`` find
    the mention, and it meets others' at those of ``met_at`` and ``met_within``: each
    becomes a row by ``wall.make_findable``. ``spec`` names the rules that made them.
    ``report`` is the mention's: who may see it is asked of hundreds of traces in one
    keystroke. ``wall.trace_anew`` replaces those of earlier rules.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select, insert, delete",
        rows=RowsUnder("mention_id", "intelligence_mention"),
    )

    mention = models.OneToOneField(
        Mention, on_delete=models.PROTECT, related_name="trace"
    )
    report = models.ForeignKey(
        "intelligence.IntelligenceReport", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=20)
    spec = models.CharField(max_length=64)
    profile = models.JSONField()
    keys = models.JSONField(db_default={})

    class Meta:
        indexes = [
            # What analysis says of its size is what ``wall.people_traced`` reads.
            models.Index(
                fields=["mention"],
                condition=models.Q(kind="person"),
                name="traces_of_people",
            ),
            # All but those of today's rules (rules/traces.py): most often empty.
            models.Index(
                fields=["mention"],
                condition=~models.Q(spec="5"),
                name="traces_to_renew",
            ),
        ]


class TraceKey(models.Model):
    """One key of a trace: the first eight bytes of a hash.

    A dozen or more of each mention: the row is its own key, so that it is written
    into two indexes and no third. ``wall.make_findable`` alone adds them.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select, insert, delete",
        rows=RowsUnder("mention_id", "intelligence_mention"),
    )

    pk = models.CompositePrimaryKey("mention_id", "key")
    mention = models.ForeignKey(
        Mention, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    key = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["key"], include=["mention"], name="traces_by_key")
        ]
