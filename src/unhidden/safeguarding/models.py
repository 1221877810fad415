"""A survivor's case, its team, consents, deadlines, and the NRM's states."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import GuardedRecord, Record, one_of
from unhidden.lib.rights import GuardedHeads, RowsUnder, TableAccess
from unhidden.vault.fields import SealedField

UNDER_CASE = RowsUnder("case_id", "safeguarding_case")


class SurvivorAgeGroup(models.TextChoices):
    ADULT = "adult", _("Adult")
    CHILD = "child", _("Child")
    UNSURE = "unsure", _("Not sure, treated as a child")


class NrmState(models.TextChoices):
    """The first states on the way into the National Referral Mechanism."""

    IDENTIFIED = "identified", _("Identified")
    CONSENT_PENDING = "consent_pending", _("Waiting for the adult's decision")
    CONSENT_GIVEN = "consent_given", _("Consent given")
    CONSENT_REFUSED = "consent_refused", _("Consent refused")
    NOT_REQUIRED_CHILD = "not_required_child", _("Consent not needed: child")
    SUBMITTED = "submitted", _("Referred to the NRM")
    DTN_SUBMITTED = "dtn_submitted", _("Duty to Notify report made")


class Case(GuardedRecord):
    access_policy: ClassVar = TableAccess(
        staff="select, insert, update",
        guard="select(possible_victim_id, nrm_state, urn)",
        rows=GuardedHeads(
            "safeguarding_case",
            organisation="lead_id",
            opened_by="opened_by_id",
            reference="urn",
        ),
    )

    urn = models.CharField(max_length=30, unique=True)
    possible_victim = models.OneToOneField(
        "visits.PossibleVictim", on_delete=models.PROTECT
    )
    age_group = models.CharField(max_length=10, choices=SurvivorAgeGroup.choices)
    nrm_state = models.CharField(
        max_length=30, choices=NrmState.choices, default=NrmState.IDENTIFIED
    )
    nrm_reference = models.CharField(max_length=60, blank=True)
    lead = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    preferred_language = models.CharField(max_length=40, blank=True)
    identity_sealed = SealedField(category="identity", null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("age_group", SurvivorAgeGroup, name="case_age_group_is_known"),
            one_of("nrm_state", NrmState, name="case_nrm_state_is_known"),
            models.CheckConstraint(
                condition=~models.Q(nrm_state__in=["submitted", "dtn_submitted"])
                | ~models.Q(nrm_reference=""),
                name="a_submitted_referral_carries_its_reference",
            ),
        ]


class ConsentKind(models.TextChoices):
    """Three separate consents, never one tick-box."""

    NRM = "nrm", _("Referral to the National Referral Mechanism")
    SUPPORT = "support", _("Support")
    INVESTIGATION = "investigation", _("Helping an investigation")


class ConsentAnswer(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_YET = "not_yet", _("Not yet decided")


class Consent(Record):
    """What the person said, when and how they were asked; the latest counts."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, case_id, kind, answer, asked_at)",
        rows=UNDER_CASE,
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=20, choices=ConsentKind.choices)
    answer = models.CharField(max_length=10, choices=ConsentAnswer.choices)
    language = models.CharField(max_length=40)
    interpreter = models.CharField(max_length=120, blank=True)
    words_version = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", ConsentKind, name="consent_kind_is_known"),
            one_of("answer", ConsentAnswer, name="consent_answer_is_known"),
        ]


class Deadline(Record):
    """A clock as data: what started it, when it is due, who met it."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update",
        guard="select(id, case_id, due_at, met_at, told_overdue_at),"
        " update(told_overdue_at)",
        rows=UNDER_CASE,
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines")
    code = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True
    )
    told_overdue_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"],
                condition=models.Q(met_at__isnull=True),
                name="one_open_deadline_of_a_kind",
            )
        ]
        indexes = [models.Index(fields=["due_at"], name="deadlines_by_day")]


class NrmChange(Record):
    """One row for each change of the NRM state."""

    access_policy: ClassVar = TableAccess(staff="select, insert", rows=UNDER_CASE)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="changes")
    from_state = models.CharField(max_length=30, choices=NrmState.choices)
    to_state = models.CharField(max_length=30, choices=NrmState.choices)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    changed_at = models.DateTimeField()


class Note(Record):
    """A support worker's note, sealed to the lead organisation."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, case_id)",
        rows=RowsUnder("case_id", "safeguarding_case", "narrative"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    text_sealed = SealedField(category="narrative")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    written_at = models.DateTimeField()
