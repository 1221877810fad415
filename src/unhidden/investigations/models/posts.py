"""Who does what in an investigation, from when to when, and who else takes part."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.investigations.models.heads import Investigation
from unhidden.investigations.models.under import (
    MANAGED,
    UNDER_INVESTIGATION,
    UNDER_INVESTIGATION_SAID,
    unless_kept_from,
)
from unhidden.lib.rights import TableAccess
from unhidden.vault.fields import SealedField

_COLLEAGUE = settings.AUTH_USER_MODEL


class PostFunction(models.TextChoices):
    """The posts of a major incident room (MIRSAP, College of Policing)."""

    SIO = "sio", _("Senior investigating officer")
    DEPUTY_SIO = "deputy_sio", _("Deputy senior investigating officer")
    OFFICER_IN_CHARGE = "officer_in_charge", _("Officer in charge")
    OFFICE_MANAGER = "office_manager", _("Office manager")
    RECEIVER = "receiver", _("Receiver")
    ACTION_MANAGER = "action_manager", _("Action manager")
    DOCUMENT_READER = "document_reader", _("Document reader")
    INDEXER = "indexer", _("Indexer")
    EXHIBITS_OFFICER = "exhibits_officer", _("Exhibits officer")
    DISCLOSURE_OFFICER = "disclosure_officer", _("Disclosure officer")
    DEPUTY_DISCLOSURE = "deputy_disclosure", _("Deputy disclosure officer")
    INTERVIEW_ADVISER = "interview_adviser", _("Interview adviser")
    VICTIM_LIAISON = "victim_liaison", _("Contact broker for victims")
    FINANCIAL = "financial", _("Financial investigator")
    DIGITAL = "digital", _("Digital media investigator")
    ANALYST = "analyst", _("Analyst")
    INVESTIGATOR = "investigator", _("Investigator")


#: Who may read and write what is sensitive, and the second log.
SENSITIVE_POSTS = ("sio", "deputy_sio", "disclosure_officer", "deputy_disclosure")
#: Who may learn how a victim or witness is reached.
CONTACT_POSTS = ("sio", "deputy_sio", "office_manager", "victim_liaison")
#: Who decides about unused material and signs its schedules.
SCHEDULE_POSTS = ("disclosure_officer", "deputy_disclosure")
# Whoever says of themselves that they have a conflict of interest ends these.
_GIVES_UP = (
    "given_by_id <> person_id and person_id = (select wall.person())"
    f" and function in {SCHEDULE_POSTS}"
)


class Post(Record):
    """A function that somebody holds from ``began_at`` until it ends.

    ``is_sterile`` is for whoever interviews: nothing sealed is shown to them.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(ended_at, ended_by_id)",
        guard="select",
        rows=replace(
            UNDER_INVESTIGATION,
            category="operational",
            own="given_by_id",
            before=f"ended_at is null and ({MANAGED} or {_GIVES_UP})",
            after="(ended_by_id is null or ended_by_id = (select wall.person()))"
            f" and ({MANAGED} or {_GIVES_UP})",
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="posts"
    )
    person = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    function = models.CharField(max_length=30, choices=PostFunction.choices)
    is_sterile = models.BooleanField(default=False)
    began_at = models.DateTimeField()
    given_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        db_table = "investigations_post"
        constraints = [
            one_of("function", PostFunction, name="post_function_is_known"),
            models.UniqueConstraint(
                fields=["investigation", "person", "function"],
                condition=models.Q(ended_at__isnull=True),
                name="a_post_is_held_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["investigation"],
                condition=models.Q(ended_at__isnull=True, function="sio"),
                name="an_investigation_has_one_sio",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_by__isnull=False, ended_at__gte=models.F("began_at")),
                name="a_post_ends_after_it_began",
            ),
        ]


class InterestConflict(Record):
    """Somebody's interest in the case, for which they never schedule its material.

    The Code of Practice under section 23 of the Criminal Procedure and Investigations
    Act 1996: no disclosure officer has a conflict of interest.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id, person_id)",
        rows=replace(
            UNDER_INVESTIGATION_SAID,
            own="recorded_by_id",
            besides=unless_kept_from(
                "sterile", "emergency", own="recorded_by_id = (select wall.person())"
            ),
            after=f"person_id = (select wall.person()) or {MANAGED}",
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="conflicts"
    )
    person = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    words_sealed = SealedField(category="narrative")
    recorded_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()


class PartnerPower(models.TextChoices):
    """What a partner may do by law."""

    ARREST = "arrest", _("Arrest")
    ENTRY = "entry", _("Enter and search")
    SEIZE = "seize", _("Seize")
    INSPECT = "inspect", _("Inspect")
    CASH = "cash", _("Seize cash")
    NONE = "none", _("No powers of its own")


class InvestigationPartner(Record):
    """Another organisation in a joint investigation: by which agreement, with which
    powers, from when to when. Its material is material of the prosecution."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(until_on, ended_by_id)",
        rows=replace(
            UNDER_INVESTIGATION,
            own="joined_by_id",
            before=f"until_on is null and {MANAGED}",
            after="(ended_by_id is null or ended_by_id = (select wall.person()))"
            f" and {MANAGED}",
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="partners"
    )
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    agreement = models.CharField(max_length=80)
    powers = ArrayField(models.CharField(max_length=10, choices=PartnerPower.choices))
    holds = models.TextField(blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    joined_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    ended_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "organisation"],
                condition=models.Q(until_on__isnull=True),
                name="a_partner_takes_part_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    ("until_on__isnull", True), ("ended_by__isnull", True)
                )
                | models.Q(("until_on__isnull", False), ("ended_by__isnull", False)),
                name="a_partner_is_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(agreement=""), name="a_partner_has_an_agreement"
            ),
        ]
