"""What passed from a survivor's case to investigators: item by item, and sealed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RowsUnder, TableAccess
from unhidden.vault.fields import SealedField


class DisclosureState(models.TextChoices):
    ASKED = "asked", _("Waits for a colleague to agree")
    PENDING = "pending", _("Waits for investigators to take it")
    ACCEPTED = "accepted", _("Taken into an investigation")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Ended before anybody took it")
    RECALLED = "recalled", _("Recalled")
    BEFORE = "before", _("Made before disclosures were sealed")


class ToldGround(models.TextChoices):
    """Why something is told without the person's agreement."""

    LIFE = "life", _("To save somebody’s life or prevent serious harm")
    CHILD = "child", _("To protect a child")
    ADULT_AT_RISK = "adult_at_risk", _("To protect an adult at risk")
    COURT = "court", _("By order of a court")


class CompelledGround(models.TextChoices):
    """Why what was taken back is used for something new all the same."""

    PROCEEDINGS = "proceedings", _("Duty to keep and disclose in proceedings")
    COURT = "court", _("Order of a court")
    LIFE = "life", _("Danger to somebody’s life")
    CHILD = "child", _("A child at risk")


class ToldKind(models.TextChoices):
    """What kind of thing one item tells."""

    EVENT = "event", _("What happened")
    PERSON = "person", _("A person who did it or helped")
    PLACE = "place", _("A place where it happened")
    VEHICLE = "vehicle", _("A vehicle")
    CONTACT = "contact", _("A telephone, account or address that was used")
    DOCUMENT = "document", _("A document or photo")
    WITNESS = "witness", _("Somebody who saw it")
    MONEY = "money", _("Money, debts or accounts")
    OTHER = "other", _("Something else")
    REASON = "reason", _("Why it is told without agreement, for the case alone")


_TOLD = [
    DisclosureState.ASKED,
    DisclosureState.WITHDRAWN,
]


class Disclosure(Record):
    """Chosen things that pass from a survivor's case to investigators.

    It rests on the person's consent, or on a ground that a colleague agreed to by an
    act of their own. It waits until investigators take it into an investigation;
    each change is made by the procedures of ``sql/disclosures.sql``.
    ``marked_at``: the person took their word back, and it is used for nothing new.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select, update(state, investigation_id, authorised_by_id, authorised_at,"
        " expires_at, answered_by_id, answered_at, ended_by_id, ended_at, marked_at)",
        rows=RowsUnder(
            "case_id",
            "safeguarding_case",
            or_under=("investigation_id", "investigations_investigation"),
            own="disclosed_by_id",
            # Whoever agreed to it, or took it, did so themselves.
            after="state in ('asked', 'pending') and authorised_by_id is null",
        ),
    )

    case = models.ForeignKey("safeguarding.Case", on_delete=models.PROTECT)
    giver = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    receiver = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    investigation = models.ForeignKey(
        "investigations.Investigation", on_delete=models.PROTECT, null=True
    )
    state = models.CharField(max_length=10, choices=DisclosureState.choices)
    consent_id = models.UUIDField(null=True)
    ground = models.CharField(max_length=20, choices=ToldGround.choices, blank=True)
    items_told = models.PositiveSmallIntegerField()
    authorised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    authorised_at = models.DateTimeField(null=True)
    disclosed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    disclosed_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    marked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("state", DisclosureState, name="disclosure_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(state="before")
                | models.Q(
                    consent_id__isnull=False, ground="", authorised_by__isnull=True
                )
                | models.Q(consent_id__isnull=True, ground__in=ToldGround.values)
                & (models.Q(authorised_by__isnull=False) | models.Q(state__in=_TOLD)),
                name="a_disclosure_rests_on_consent_or_on_an_authorised_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(authorised_by=models.F("disclosed_by")),
                name="nobody_authorises_their_own_disclosure",
            ),
            models.CheckConstraint(
                condition=models.Q(state="before")
                | models.Q(giver__isnull=False, receiver__isnull=False),
                name="a_disclosure_goes_from_one_organisation_to_another",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["accepted", "recalled", "before"])
                ^ models.Q(investigation__isnull=True),
                name="a_disclosure_is_in_an_investigation_once_it_is_taken",
            ),
        ]


class DisclosureItem(Record):
    """One thing that is told, in words that the person heard read; complete from the
    beginning: what has a number above ``items_told`` is none of it."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, case_id, disclosure_id, investigation_id, kind),"
        " update(investigation_id)",
        rows=RowsUnder(
            "case_id",
            "safeguarding_case",
            "narrative",
            or_under=("investigation_id", "investigations_investigation"),
            own="told_by_id",
        ),
    )

    disclosure = models.ForeignKey(
        Disclosure, on_delete=models.PROTECT, related_name="items"
    )
    case = models.ForeignKey(
        "safeguarding.Case", on_delete=models.PROTECT, related_name="+"
    )
    investigation = models.ForeignKey(
        "investigations.Investigation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=ToldKind.choices)
    words_sealed = SealedField(category="narrative")
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            one_of("kind", ToldKind, name="told_kind_is_known"),
            models.UniqueConstraint(
                fields=["disclosure", "number"], name="items_told_are_numbered"
            ),
        ]


class DisclosureUse(Record):
    """What was taken back is used for something new, because law compels it.

    One investigator asks, by a ground; another confirms it by an act of their own,
    once: both are written by the procedures of ``sql/compelled.sql`` alone.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select, insert, update(confirmed_by_id, confirmed_at)",
        rows=RowsUnder("disclosure_id", "oversight_disclosure"),
    )

    disclosure = models.ForeignKey(
        Disclosure, on_delete=models.PROTECT, related_name="uses"
    )
    ground = models.CharField(max_length=20, choices=CompelledGround.choices)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("ground", CompelledGround, name="compelled_ground_is_known"),
            models.UniqueConstraint(
                fields=["disclosure", "ground"], name="a_compelled_use_is_asked_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("asked_by")),
                name="a_compelled_use_is_confirmed_by_a_second_person",
            ),
        ]
