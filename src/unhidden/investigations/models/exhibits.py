"""Exhibits, and every hand that held them: moves and gaps that nobody takes away."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.investigations.models.heads import Investigation
from unhidden.investigations.models.under import UNDER_INVESTIGATION
from unhidden.lib.rights import TableAccess

_COLLEAGUE = settings.AUTH_USER_MODEL
#: Initials of who produced it, a stroke, a running number; of a part, a stroke more.
REFERENCE = r"^[A-Z]{2,5}/[1-9][0-9]{0,5}(/[1-9][0-9]{0,3}){0,2}$"


class ExhibitKind(models.TextChoices):
    THING = "thing", _("Thing")
    DOCUMENT = "document", _("Document")
    DIGITAL = "digital", _("Digital device or data")
    CASH = "cash", _("Cash")
    DRUGS = "drugs", _("Drugs")
    SAMPLE = "sample", _("Sample")
    IMAGE = "image", _("Image or recording")


class SeizurePower(models.TextChoices):
    PACE_8 = "pace_8", _("Warrant: PACE 1984, section 8")
    PACE_18 = "pace_18", _("After arrest: PACE 1984, section 18")
    PACE_19 = "pace_19", _("General power of seizure: PACE 1984, section 19")
    PACE_32 = "pace_32", _("On arrest: PACE 1984, section 32")
    CONSENT = "consent", _("With consent")
    LABOUR = "labour", _("Labour enforcement power")
    CASH_295 = "cash_295", _("Cash: Proceeds of Crime Act 2002, section 294")
    FOUND = "found", _("Found or handed in")


class Exhibit(Record):
    """A thing kept for an investigation; who holds it now its last move says."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id)",
        rows=replace(UNDER_INVESTIGATION, own="registered_by_id"),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="exhibits"
    )
    reference = models.CharField(max_length=20)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="parts", null=True
    )
    kind = models.CharField(max_length=20, choices=ExhibitKind.choices)
    description = models.CharField(max_length=300)
    found_at = models.CharField(max_length=200)
    found_by = models.CharField(max_length=120)
    seized_by = models.CharField(max_length=120)
    seized_at = models.DateTimeField()
    power = models.CharField(max_length=20, choices=SeizurePower.choices)
    owner = models.CharField(max_length=120, blank=True)
    is_sensitive_content = models.BooleanField(default=False)
    registered_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", ExhibitKind, name="exhibit_kind_is_known"),
            one_of("power", SeizurePower, name="seizure_power_is_known"),
            models.UniqueConstraint(
                fields=["investigation", "reference"],
                name="an_exhibit_reference_is_used_once",
            ),
            models.CheckConstraint(
                condition=models.Q(reference__regex=REFERENCE),
                name="an_exhibit_reference_is_initials_and_a_number",
            ),
        ]


class MovePurpose(models.TextChoices):
    SEIZED = "seized", _("Taken into custody")
    STORED = "stored", _("Stored")
    HANDED_ON = "handed_on", _("Handed on")
    OPENED = "opened", _("Opened")
    RESEALED = "resealed", _("Sealed again")
    EXAMINED = "examined", _("Sent for examination")
    COURT = "court", _("Taken to court")
    RETURNED = "returned", _("Returned to its owner")
    DESTROYED = "destroyed", _("Destroyed")
    LOST = "lost", _("Lost")
    FOUND_AGAIN = "found_again", _("Where it is now, after a gap")


#: After which an exhibit is in nobody's custody.
LEFT_CUSTODY = ("returned", "destroyed", "lost")
#: For which one person asks and another agrees.
LEAVES_BY_TWO = ("returned", "destroyed")


class ExhibitLeaving(Record):
    """Somebody's word that an exhibit be returned or destroyed.

    Another person agrees by the move that does it, if nothing moved it meanwhile:
    ``after_turn`` is the move that it followed. It is never changed.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, exhibit_id, after_turn, purpose, asked_by_id)",
        rows=replace(UNDER_INVESTIGATION, own="asked_by_id"),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    exhibit = models.ForeignKey(
        Exhibit, on_delete=models.PROTECT, related_name="leavings"
    )
    after_turn = models.PositiveIntegerField()
    purpose = models.CharField(max_length=20, choices=MovePurpose.choices)
    to_holder = models.CharField(max_length=120)
    authority = models.CharField(max_length=200)
    asked_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=LEAVES_BY_TWO) & ~models.Q(authority=""),
                name="a_leaving_is_asked_by_an_authority",
            )
        ]


class ExhibitMove(Record):
    """An exhibit passes from a hand or place to another, at a moment.

    Numbered in its exhibit: the giver is the holder of the move before and the moment
    not earlier, or the database refuses it (sql/exhibits.sql). The seal changes only
    where it was opened. ``giver`` and ``receiver`` are hands that have an account here
    and confirm it themselves; one that ``is_outside`` signs on paper. ``authority``
    says on whose word it was returned, destroyed or written off.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select",
        rows=replace(UNDER_INVESTIGATION, own="recorded_by_id"),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="moves")
    turn = models.PositiveIntegerField()
    moved_at = models.DateTimeField()
    from_holder = models.CharField(max_length=120)
    to_holder = models.CharField(max_length=120)
    giver = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+", null=True
    )
    receiver = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+", null=True
    )
    is_outside = models.BooleanField(default=False)
    seal_before = models.CharField(max_length=30, blank=True)
    seal_after = models.CharField(max_length=30, blank=True)
    purpose = models.CharField(max_length=20, choices=MovePurpose.choices)
    condition = models.CharField(max_length=200, blank=True)
    witnesses = ArrayField(models.CharField(max_length=120), default=list)
    authority = models.CharField(max_length=200, blank=True)
    leaving = models.OneToOneField(
        ExhibitLeaving, on_delete=models.PROTECT, related_name="move", null=True
    )
    recorded_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("purpose", MovePurpose, name="move_purpose_is_known"),
            models.UniqueConstraint(
                fields=["exhibit", "turn"], name="moves_of_an_exhibit_are_numbered"
            ),
            models.CheckConstraint(
                condition=models.Q(moved_at__lte=models.F("recorded_at")),
                name="a_move_is_recorded_after_it_happened",
            ),
            models.CheckConstraint(
                condition=~models.Q(purpose__in=LEFT_CUSTODY, authority=""),
                name="an_exhibit_leaves_by_an_authority",
            ),
            models.CheckConstraint(
                condition=models.Q(is_outside=False) | models.Q(receiver=None),
                name="a_hand_outside_has_no_account",
            ),
        ]
        indexes = [
            models.Index(
                fields=["investigation", "exhibit", "moved_at"],
                name="moves_of_an_investigation",
            )
        ]


class CustodyGap(Record):
    """A time for which nobody can say who held an exhibit; it stays for ever.

    Written before the move that says where the exhibit is now, in its transaction.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id, move_id, from_at, to_at, told_by_id)",
        rows=replace(UNDER_INVESTIGATION, own="told_by_id"),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    move = models.OneToOneField(
        ExhibitMove, on_delete=models.PROTECT, related_name="gap"
    )
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    why = models.TextField()
    told_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(from_at__lte=models.F("to_at")) & ~models.Q(why=""),
                name="a_gap_lasts_and_says_why",
            )
        ]


class ExhibitHand(models.TextChoices):
    GIVER = "giver", _("Who hands it over")
    RECEIVER = "receiver", _("Who receives it")


class HandAnswer(Record):
    """What a hand of a move says of it, by their own act: that it was so, or not.

    Said once. Nobody says it for another: the database asks whose hand it is.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert", rows=replace(UNDER_INVESTIGATION, own="said_by_id")
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    move = models.ForeignKey(
        ExhibitMove, on_delete=models.PROTECT, related_name="answers"
    )
    hand = models.CharField(max_length=10, choices=ExhibitHand.choices)
    is_so = models.BooleanField()
    said_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("hand", ExhibitHand, name="exhibit_hand_is_known"),
            models.UniqueConstraint(
                fields=["move", "hand"], name="a_hand_answers_once"
            ),
        ]
