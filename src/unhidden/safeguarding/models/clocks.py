"""Deadlines as rows, and the changes of a referral's state."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import TableAccess
from unhidden.safeguarding.models.people import UNDER_CASE, Case
from unhidden.safeguarding.models.states import NrmState
from unhidden.vault.fields import SealedField

#: Letters and digits without a space, one digit at least: no name and no sentence.
REFERENCE = r"^$|^(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9/._-]{0,39}$"
GUIDANCE = r"^[0-9.]{0,10}$"


class ClockCode(models.TextChoices):
    """What a deadline is for."""

    CHILD_LA_REFERRAL = (
        "child_la_referral",
        _("Tell the council’s children’s services"),
    )
    ICTG_REFERRAL = (
        "ictg_referral",
        _("Refer to the Independent Child Trafficking Guardian"),
    )
    FOLLOW_UP = "follow_up", _("See the person again")
    DTN_DUE = "dtn_due", _("Duty to Notify, unless referred to the NRM")
    RG_EXPECTED = "rg_expected", _("Reasonable grounds decision expected")
    TSA_NO_CONTACT = "tsa_no_contact", _("The support provider gets in touch")
    RECOVERY_MIN_END = "recovery_min_end", _("Recovery period: earliest end")
    RECONSIDERATION_DUE = "reconsideration_due", _("Ask for a reconsideration")
    EXIT_NEGATIVE = "exit_negative", _("Support ends after a negative decision")
    MOVE_ON = "move_on", _("Move-on support ends, unless it is extended")
    AGE_18_90 = "age_18_90", _("Turns 18 in 90 days: begin to explain")
    AGE_18_30 = "age_18_30", _("Turns 18 in 30 days: agree what follows")
    AGE_18_0 = "age_18_0", _("Turns 18: ask whether they stay in the NRM")
    DECISION_OVERDUE_6 = (
        "decision_overdue_6",
        _("No conclusive grounds decision for 6 months"),
    )
    DECISION_OVERDUE_12 = (
        "decision_overdue_12",
        _("No conclusive grounds decision for 12 months"),
    )
    DECISION_OVERDUE_18 = (
        "decision_overdue_18",
        _("No conclusive grounds decision for 18 months"),
    )
    HO_DRAFT_WARNING = (
        "ho_draft_warning",
        _("The Home Office deletes the draft in a week"),
    )
    HO_DRAFT_EXPIRY = "ho_draft_expiry", _("The Home Office deletes the draft")
    FR_CONTACT_STALE = "fr_contact_stale", _("The First Responder has left their post")


class EndReason(models.TextChoices):
    """Why a deadline runs no more although nobody met it."""

    RUNS = "", _("It has not ended")
    OVERTAKEN = "overtaken", _("No longer needed")
    TAKEN_BACK = "taken_back", _("What started it was taken back")


class EvidenceRoute(models.TextChoices):
    """How something was done."""

    LETTER = "letter", _("By letter")
    EMAIL = "email", _("By e-mail")
    PHONE = "phone", _("By phone")
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("In an online service")
    MEETING = "meeting", _("At a meeting")


class EvidenceParty(models.TextChoices):
    """With whom, or for whom, something was done."""

    PERSON = "person", _("The person themselves")
    CHILDRENS_SERVICES = "childrens_services", _("Children’s services")
    GUARDIAN = "guardian", _("The guardian service")
    HOME_OFFICE = "home_office", _("The Home Office")
    COMPETENT_AUTHORITY = "competent_authority", _("The competent authority")
    SUPPORT_PROVIDER = "support_provider", _("The support provider")
    POLICE = "police", _("The police")
    LAWYER = "lawyer", _("A lawyer")
    HEALTH = "health", _("A health service")
    OTHER_AGENCY = "other_agency", _("Another organisation")


class DecisionMaker(models.TextChoices):
    """Who decided: a field, since it differs by person and by year."""

    NOBODY = "", pgettext_lazy("decision", "Nobody decided")
    SINGLE = "single", _("Single Competent Authority")
    IMMIGRATION = "immigration", _("Immigration Enforcement Competent Authority")
    PANEL = "panel", _("A council’s panel for children")
    EARLIER = "earlier", _("A competent authority of before 2019")
    COURT = "court", _("A court")


class NrmChange(Record):
    """One row for each change of the NRM state; one that is wrong is taken back.

    ``happened_on`` is the event's own day, ``changed_at`` when it was recorded.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, case_id)",
        rows=replace(UNDER_CASE, own="changed_by_id"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="changes")
    from_state = models.CharField(max_length=30, choices=NrmState.choices)
    to_state = models.CharField(max_length=30, choices=NrmState.choices)
    happened_on = models.DateField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    changed_at = models.DateTimeField()
    letter_on = models.DateField(null=True)
    reference = models.CharField(max_length=40, blank=True)
    decided_by = models.CharField(
        max_length=20, choices=DecisionMaker.choices, blank=True
    )
    guidance = models.CharField(max_length=10, blank=True)
    words_sealed = SealedField(category="narrative", null=True)
    takes_back = models.OneToOneField("self", on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [
            one_of("from_state", NrmState, name="nrm_change_comes_from_a_state"),
            one_of("to_state", NrmState, name="nrm_change_leads_to_a_state"),
            one_of("decided_by", DecisionMaker, name="decision_maker_is_known"),
            models.CheckConstraint(
                condition=models.Q(reference__regex=REFERENCE),
                name="nrm_change_reference_is_a_code",
            ),
            models.CheckConstraint(
                condition=models.Q(guidance__regex=GUIDANCE),
                name="nrm_change_guidance_is_a_number",
            ),
        ]


class Deadline(Record):
    """A clock as data: what started it, when it is due, who met it.

    ``rule_id`` names the rule that it was counted by. ``pauses`` are
    the days on which it stopped and went on, by turns.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(due_at, pauses, met_at, met_by_id, ended_at,"
        " end_reason)",
        guard="select(id, case_id, code, rule_id, started_at, due_at, pauses, met_at,"
        " ended_at, told_overdue_at), update(rule_id, due_at, told_overdue_at)",
        # That it is met in one's own name the trigger of sql/deadlines.sql sees to.
        rows=UNDER_CASE,
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines")
    code = models.CharField(max_length=40, choices=ClockCode.choices)
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, null=True
    )
    rule_id = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    pauses = ArrayField(models.DateField(), default=list, db_default=[])
    met_at = models.DateTimeField(null=True)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True
    )
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(
        max_length=20, choices=EndReason.choices, blank=True, default=""
    )
    told_overdue_at = models.DateTimeField(null=True)

    @property
    def is_running(self) -> bool:
        """Neither met nor ended; it may stand still."""
        return self.met_at is None and self.ended_at is None

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"],
                condition=models.Q(
                    met_at__isnull=True,
                    ended_at__isnull=True,
                    organisation__isnull=True,
                ),
                name="one_open_deadline_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["case", "code", "organisation"],
                condition=models.Q(met_at__isnull=True, ended_at__isnull=True),
                name="one_open_deadline_of_an_organisation",
            ),
            one_of("code", ClockCode, name="deadline_code_is_known"),
            one_of("end_reason", EndReason, name="deadline_end_reason_is_known"),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, end_reason="")
                | models.Q(ended_at__isnull=False, met_at__isnull=True)
                & ~models.Q(end_reason=""),
                name="a_deadline_is_met_or_ended_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="deadlines_by_day"),
            models.Index(
                fields=["due_at"],
                condition=models.Q(
                    met_at__isnull=True,
                    ended_at__isnull=True,
                    told_overdue_at__isnull=True,
                ),
                name="deadlines_to_watch",
            ),
        ]


class DeadlineStep(models.TextChoices):
    """What was done to a deadline."""

    STARTED = "started", _("Started")
    MET = "met", _("Done")
    REOPENED = "reopened", _("Open again")
    RECOUNTED = "recounted", _("Counted by another rule")
    PAUSED = "paused", _("Stands still")
    RESUMED = "resumed", _("Goes on")
    ENDED = "ended", _("Ended")


class DeadlineChange(Record):
    """One row for each thing done to a deadline: its evidence, or why it moved."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="insert",
        rows=replace(UNDER_CASE, own="changed_by_id"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    deadline = models.ForeignKey(
        Deadline, on_delete=models.PROTECT, related_name="changes"
    )
    step = models.CharField(max_length=20, choices=DeadlineStep.choices)
    nrm_change = models.ForeignKey(NrmChange, on_delete=models.PROTECT, null=True)
    rule_id = models.UUIDField(null=True)
    rule_before_id = models.UUIDField(null=True)
    due_before = models.DateTimeField(null=True)
    due_after = models.DateTimeField(null=True)
    happened_on = models.DateField(null=True)
    route = models.CharField(max_length=20, choices=EvidenceRoute.choices, blank=True)
    party = models.CharField(max_length=30, choices=EvidenceParty.choices, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True
    )
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("step", DeadlineStep, name="deadline_step_is_known"),
            models.CheckConstraint(
                condition=models.Q(reference__regex=REFERENCE),
                name="deadline_evidence_reference_is_a_code",
            ),
            models.CheckConstraint(
                condition=models.Q(route__in=["", *EvidenceRoute.values]),
                name="deadline_evidence_route_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(party__in=["", *EvidenceParty.values]),
                name="deadline_evidence_party_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(step="met")
                | models.Q(nrm_change__isnull=False)
                | models.Q(happened_on__isnull=False) & ~models.Q(route=""),
                name="a_deadline_is_met_by_evidence",
            ),
        ]
