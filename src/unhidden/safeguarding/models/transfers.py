"""A case that moves to another organisation: offered, accepted there, handed over."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import Category
from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RuledRows, TableAccess
from unhidden.safeguarding.models.consent import Consent
from unhidden.safeguarding.models.contact_codes import SpokenLanguage
from unhidden.safeguarding.models.offers import (
    SUPPORTS_PEOPLE,
    DeclineReason,
    OfferUrgency,
    SupportNeed,
)
from unhidden.safeguarding.models.people import Case, SurvivorAgeGroup
from unhidden.vault.fields import SealedField

_ME, _OWN = "(select wall.person())", "(select wall.organisation())"
_READS = "(select wall.meets('safeguarding_case', '{read,create}'))"
_DECIDES = "(select wall.meets('safeguarding_case', '{manage}'))"
_SEEN = "case_id in (select c.id from safeguarding_case c)"
_UNKEPT = "case_id <> all((select wall.excluded())::uuid[])"
_MANAGED = "wall.may('safeguarding_case', case_id, 'manage')"
_GIVES = f"from_organisation_id = {_OWN} and {_MANAGED}"
_ASKED = f"to_organisation_id = {_OWN} and {_DECIDES} and {_UNKEPT}"
_LED = (
    "exists (select from safeguarding_case c where c.id = case_id"
    f" and c.lead_id = {_OWN} and c.closed_at is null)"
)


class TransferItem(models.TextChoices):
    """What of a case the next organisation is to open, kind by kind."""

    IDENTITY = "identity", _("Who they are")
    CONTACT = "contact", _("How it is safe to reach them")
    INTERPRETERS = "interpreters", _("Interpreters who are not to be asked")
    ACCOUNTS = "accounts", _("What they told, word for word")
    NOTES = "notes", _("Notes")
    PLANS = "plans", _("Needs, goals and plans")
    RISKS = "risks", _("Risks")
    CONTACTS = "contacts", _("Appointments and contacts")
    FILES = "files", _("Letters and files")
    FORM = "form", _("What stands in the referral form")
    COURSE = "course", _("What was written of decisions and of the life of the case")


class TransferState(models.TextChoices):
    OFFERED = "offered", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted: to be handed over")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DONE = "done", _("Handed over")


class CaseTransfer(Record):
    """A case offered to another organisation, which leads it once it is handed over.

    Until it is accepted they see codes alone, and nothing opens for them before it is
    handed over. ``kept_ids`` are the sealed rows that the former lead goes on opening;
    ``words_sealed`` is what the person agreed to.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(state, answered_by_id, answered_at, reason,"
        " worker_id, ended_by_id, ended_at)",
        guard="select, update(state, ended_by_id, ended_at, former_worker_id,"
        " kept_ids)",
        rows=RuledRows(
            select=f"{_OWN} in (from_organisation_id, to_organisation_id) and {_READS}"
            f" and ({_SEEN} or {_DECIDES} or offered_by_id = {_ME}"
            f" or former_worker_id = {_ME} or ended_by_id = {_ME}) and {_UNKEPT}",
            insert=f"{_GIVES} and {_LED} and offered_by_id = {_ME}"
            f" and state = 'offered' and answered_by_id is null and {SUPPORTS_PEOPLE}",
            # A trigger says which state follows which (sql/transfers.sql).
            update=f"{_GIVES} or {_ASKED}",
            before="state in ('offered', 'accepted')",
            after=f"state = 'offered' or state in ('accepted', 'declined')"
            f" and answered_by_id = {_ME} and {_ASKED}"
            f" or state = 'withdrawn' and ended_by_id = {_ME} and {_GIVES}",
        ),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers")
    from_organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    to_organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    items = ArrayField(models.CharField(max_length=20, choices=TransferItem.choices))
    categories = ArrayField(models.CharField(max_length=20))
    age_group = models.CharField(max_length=10, choices=SurvivorAgeGroup.choices)
    urgency = models.CharField(max_length=20, choices=OfferUrgency.choices)
    council = models.ForeignKey("places.Council", on_delete=models.PROTECT, null=True)
    needs = ArrayField(models.CharField(max_length=20, choices=SupportNeed.choices))
    language = models.CharField(max_length=10, choices=SpokenLanguage.choices)
    words_sealed = SealedField(category="narrative")
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    offered_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    state = models.CharField(max_length=20, choices=TransferState.choices)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=20, blank=True, choices=DeclineReason.choices)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    former_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    kept_ids = ArrayField(models.UUIDField(), default=list)

    class Meta:
        constraints = [
            one_of("state", TransferState, name="a_transfers_state_is_known"),
            one_of("urgency", OfferUrgency, name="a_transfers_urgency_is_known"),
            one_of("language", SpokenLanguage, name="a_transfers_language_is_known"),
            one_of("age_group", SurvivorAgeGroup, name="a_transfers_age_is_known"),
            models.CheckConstraint(
                condition=models.Q(items__contained_by=TransferItem.values)
                & ~models.Q(items=[]),
                name="what_a_transfer_passes_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(categories__contained_by=Category.values),
                name="a_transfers_categories_are_known",
            ),
            models.CheckConstraint(
                condition=models.Q(needs__contained_by=SupportNeed.values),
                name="a_transfers_needs_are_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(from_organisation=models.F("to_organisation")),
                name="nobody_moves_a_case_to_themselves",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["accepted", "declined", "done"])
                | models.Q(answered_by__isnull=False, answered_at__isnull=False),
                name="an_answered_transfer_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["accepted", "done"])
                | models.Q(worker__isnull=False),
                name="an_accepted_transfer_names_a_worker",
            ),
            models.CheckConstraint(
                condition=models.Q(state="declined", reason__in=DeclineReason.values)
                | ~models.Q(state="declined") & models.Q(reason=""),
                name="who_declines_a_transfer_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["withdrawn", "done"])
                ^ models.Q(ended_at__isnull=True),
                name="a_transfer_that_is_over_says_since_when",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state__in=["offered", "accepted"]),
                name="a_case_moves_to_one_at_a_time",
            ),
        ]
