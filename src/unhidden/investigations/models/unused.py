"""Unused material: every item once, what was decided about it, and its schedules."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unhidden.access.records import Record, one_of
from unhidden.investigations.models.heads import Investigation
from unhidden.investigations.models.people import InvestigatedPerson
from unhidden.investigations.models.posts import SCHEDULE_POSTS, SENSITIVE_POSTS
from unhidden.investigations.models.under import UNDER_INVESTIGATION, held_by
from unhidden.lib.rights import TableAccess
from unhidden.vault.fields import SealedField

_COLLEAGUE = settings.AUTH_USER_MODEL
_SHA256 = r"^[0-9a-f]{64}$"


class MaterialKind(models.TextChoices):
    """What an item is, by the record that it is the existence of."""

    VISIT = "visit", _("Visit record")
    INTELLIGENCE = "intelligence", _("Intelligence, by reference")
    REPORT = "report", _("Report from the public")
    OPERATION = "operation", _("Briefing or log of an operation")
    ACTION = "action", _("Action and its result")
    PAPER = "paper", _("Document")
    STATEMENT = "statement", _("Statement")
    INTERVIEW = "interview", _("Interview")
    EXHIBIT = "exhibit", _("Exhibit")
    FILE = "file", _("Photograph or data")
    DECISION = "decision", _("Decision of the policy file")
    ORDER = "order", _("Order of a court")
    DISCLOSURE = "disclosure", _("What a survivor let pass")
    REQUEST = "request", _("Something asked for")
    REFUSAL = "refusal", _("A refusal of what was asked for")
    AUDIT = "audit", _("Who did what in this record")
    CUSTODY = "custody", _("Custody, bail or release, as entered")
    TELLING = "telling", _("That a victim was told, or asked not to be")
    OTHER = "other", _("Something else")


class MaterialSource(models.TextChoices):
    OWN = "own", _("Our own")
    PARTNER = "partner", _("A partner’s")
    THIRD_PARTY = "third_party", _("Somebody else’s")
    PUBLIC = "public", _("The public’s")


class Material(Record):
    """An item that may be relevant: everything created, received, shown or refused.

    One row for each ``source_id``, however often it was opened. Its number is never
    given again. ``description`` is for the schedule that the defence reads.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select, insert",
        rows=replace(UNDER_INVESTIGATION, own="entered_by_id"),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="material"
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=MaterialKind.choices)
    source_id = models.UUIDField()
    source = models.CharField(max_length=20, choices=MaterialSource.choices)
    made_on = models.DateField(null=True)
    received_on = models.DateField()
    entered_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", MaterialKind, name="material_kind_is_known"),
            one_of("source", MaterialSource, name="material_source_is_known"),
            models.UniqueConstraint(
                fields=["investigation", "number"],
                name="material_of_an_investigation_is_numbered",
            ),
            models.UniqueConstraint(
                fields=["investigation", "kind", "source_id"],
                name="a_thing_is_material_once",
            ),
        ]


class MaterialDescription(Record):
    """How an item is described on the schedule for the defence; the last one counts.

    ``quantity`` of more than one is many things in one item; items of one ``block`` are
    listed together, under one line.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(material_id, turn)",
        rows=replace(
            UNDER_INVESTIGATION,
            own="written_by_id",
            after=held_by(*SCHEDULE_POSTS),
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    material = models.ForeignKey(
        Material, on_delete=models.PROTECT, related_name="descriptions"
    )
    turn = models.PositiveIntegerField()
    text = models.TextField()
    quantity = models.PositiveIntegerField(default=1)
    block = models.ForeignKey(
        Material, on_delete=models.PROTECT, related_name="+", null=True
    )
    how_sampled = models.CharField(max_length=300, blank=True)
    written_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["material", "turn"],
                name="material_descriptions_are_numbered",
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""), name="a_description_says_something"
            ),
        ]


class SensitiveDescription(Record):
    """How an item is described on the sensitive schedule, and why it is sensitive.

    Sealed, and for the few posts that may know of it.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id, material_id, turn)",
        rows=replace(
            UNDER_INVESTIGATION,
            category="narrative",
            own="written_by_id",
            besides=held_by(*SENSITIVE_POSTS),
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    material = models.ForeignKey(
        Material, on_delete=models.PROTECT, related_name="sensitive_descriptions"
    )
    turn = models.PositiveIntegerField()
    text_sealed = SealedField(category="narrative")
    written_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["material", "turn"],
                name="sensitive_descriptions_are_numbered",
            )
        ]


class MaterialAxis(models.TextChoices):
    """The seven questions that are decided of an item, each by itself."""

    RELEVANCE = "relevance", _("Relevance")
    USE = "use", _("Use")
    SENSITIVITY = "sensitivity", _("Sensitivity")
    TEST = "test", _("Disclosure test")
    REVELATION = "revelation", _("Revelation to the prosecutor")
    PROSECUTOR = "prosecutor", _("Prosecutor’s decision")
    SERVICE = "service", _("Service on the defence")


class MaterialValue(models.TextChoices):
    """What may be decided, on one axis or another (investigations/unused/rules)."""

    UNDECIDED = "undecided", _("Undecided")
    RELEVANT = "relevant", _("Relevant")
    NOT_RELEVANT = "not_relevant", _("Not relevant")
    EVIDENCE = "evidence", _("Evidence")
    UNUSED = "unused", _("Unused")
    NOT_SENSITIVE = "none_sensitive", _("Not sensitive")
    SENSITIVE = "sensitive", _("Sensitive")
    NOT_SENSITIVE_ASKED = "none_asked", _("Said not to be sensitive; not yet agreed")
    NOT_MET = "not_met", _("Does not meet the test")
    MAY_MEET = "may_meet", _("May meet the test")
    PRESUMED = "presumed", _("Presumed to meet it")
    NOT_YET = "not_yet", _("Not yet")
    SCHEDULED = "scheduled", _("Scheduled")
    REVEALED = "revealed", _("Revealed")
    NO_WORD = "none", pgettext_lazy("material", "No word yet")
    QUERY = "query", _("A query")
    NOT_DISCLOSABLE = "not_disclosable", _("Not disclosable")
    DISCLOSE = "disclose", _("To be disclosed")
    DISCLOSE_REDACTED = "disclose_redacted", _("To be disclosed, redacted")
    PII_APPLICATION = "pii_application", _("Public interest immunity applied for")
    SERVED_COPY = "served_copy", _("Copy served")
    INSPECTION_OFFERED = "inspection_offered", _("Inspection offered")
    INSPECTED = "inspected", _("Inspected")
    WITHHELD = "withheld_by_court", _("Withheld by the court")


class MaterialDecision(Record):
    """What somebody decided of an item on one axis; of some axes, per accused.

    Append-only: the last row of an item, axis and accused counts, and each follows the
    one before. What was sensitive is said not to be by one, and becomes so by another:
    the trigger of sql/unused.sql refuses it by one alone.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select, insert",
        rows=replace(
            UNDER_INVESTIGATION,
            own="decided_by_id",
            after=f"axis in ('relevance', 'use') or {held_by(*SCHEDULE_POSTS)}",
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    material = models.ForeignKey(
        Material, on_delete=models.PROTECT, related_name="decisions"
    )
    axis = models.CharField(max_length=20, choices=MaterialAxis.choices)
    accused = models.ForeignKey(
        InvestigatedPerson, on_delete=models.PROTECT, related_name="+", null=True
    )
    turn = models.PositiveIntegerField()
    value = models.CharField(max_length=20, choices=MaterialValue.choices)
    code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    trigger = models.CharField(max_length=40, blank=True)
    decided_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("axis", MaterialAxis, name="material_axis_is_known"),
            one_of("value", MaterialValue, name="material_value_is_known"),
            models.UniqueConstraint(
                fields=["material", "axis", "accused", "turn"],
                nulls_distinct=False,
                name="decisions_of_material_are_numbered",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    axis__in=["test", "prosecutor", "service"],
                    accused__isnull=False,
                )
                | models.Q(
                    axis__in=["relevance", "use", "sensitivity", "revelation"],
                    accused__isnull=True,
                ),
                name="some_axes_are_decided_per_accused",
            ),
        ]


class LookAgainTrigger(models.TextChoices):
    DEFENCE_STATEMENT = "defence_statement", _("Defence statement, or a new one")
    NEW_CHARGE = "new_charge", _("New charge or accused")
    INTERVIEW = "interview", _("Interview")
    NEW_EVIDENCE = "new_evidence", _("New statement or exhibit")
    CONVICTION = "conviction", _("A witness’s conviction is learnt")
    QUERY = "query", _("Prosecutor’s query")
    SECTION_8 = "section_8", _("Application by the defence under section 8")
    NRM_DECISION = "nrm_decision", _("Decision of the competent authority")


class LookAgain(Record):
    """An event after which every item not yet met is to be looked at again.

    ``accused`` is whose test it concerns; none for all of them.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(investigation_id, accused_id, entered_at)",
        rows=replace(UNDER_INVESTIGATION, own="entered_by_id"),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="looks_again"
    )
    trigger = models.CharField(max_length=20, choices=LookAgainTrigger.choices)
    accused = models.ForeignKey(
        InvestigatedPerson, on_delete=models.PROTECT, related_name="+", null=True
    )
    words = models.TextField(blank=True)
    happened_on = models.DateField()
    entered_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("trigger", LookAgainTrigger, name="look_again_trigger_is_known"),
        ]
