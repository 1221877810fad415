"""Documents, statements and interviews: numbered by kind, their words sealed."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.investigations.models.heads import Investigation
from unhidden.investigations.models.people import InvestigatedPerson
from unhidden.investigations.models.posts import CONTACT_POSTS
from unhidden.investigations.models.under import (
    UNDER_INVESTIGATION,
    UNDER_INVESTIGATION_SAID,
    held_by,
    unless_kept_from,
)
from unhidden.lib.rights import TableAccess
from unhidden.vault.fields import SealedField

_COLLEAGUE = settings.AUTH_USER_MODEL
# What became of an interview that they planned, or of which they wrote the step.
_OWN_STEP = (
    "taken_by_id = (select wall.person()) or interview_id in (select i.id"
    " from investigations_interview i where i.planned_by_id = (select wall.person()))"
)
# The words of a statement that its maker signed stay as they were.
_IS_UNSIGNED = (
    "version = 1 or not exists (select from investigations_statement s"
    " where s.paper_id = investigations_papertext.paper_id"
    " and s.signed_at is not null)"
)


class PaperKind(models.TextChoices):
    """The registers of documents, by the letter of their numbers."""

    DOCUMENT = "D", _("Document")
    STATEMENT = "S", _("Statement")
    MESSAGE = "M", _("Message")
    REPORT = "R", _("Officer’s report")


class PaperStage(models.TextChoices):
    REGISTERED = "registered", _("Registered")
    READ = "read", _("Read")
    INDEXED = "indexed", _("Indexed")
    FILED = "filed", _("Filed")


class Paper(Record):
    """A document: its sanitised title in the clear, its text sealed."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=replace(UNDER_INVESTIGATION, own="registered_by_id"),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="papers"
    )
    kind = models.CharField(max_length=1, choices=PaperKind.choices)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    came_from = models.CharField(max_length=200, blank=True)
    received_on = models.DateField()
    action_id = models.UUIDField(null=True)
    registered_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", PaperKind, name="paper_kind_is_known"),
            models.UniqueConstraint(
                fields=["investigation", "kind", "number"],
                name="papers_of_a_register_are_numbered",
            ),
        ]


class PaperText(Record):
    """What a document says; each version stays. In another language beside it."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id)",
        rows=replace(
            UNDER_INVESTIGATION_SAID,
            own="written_by_id",
            besides=unless_kept_from(
                "sterile", "emergency", own="written_by_id = (select wall.person())"
            ),
            after=_IS_UNSIGNED,
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="texts")
    version = models.PositiveIntegerField()
    language = models.CharField(max_length=12)
    text_sealed = SealedField(category="narrative")
    written_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "version"], name="texts_of_a_paper_are_numbered"
            )
        ]


class PaperStep(Record):
    """That a document was read, indexed or filed, and by whom."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(paper_id, stage)",
        rows=replace(UNDER_INVESTIGATION, own="taken_by_id"),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="steps")
    stage = models.CharField(max_length=20, choices=PaperStage.choices)
    taken_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("stage", PaperStage, name="paper_stage_is_known"),
            models.UniqueConstraint(
                fields=["paper", "stage"], name="a_paper_reaches_a_stage_once"
            ),
        ]


class Statement(Record):
    """A witness statement: who made it, who took it, and the declaration.

    Its words are those of its paper. ``translation_of`` is the statement that this one
    is the translator's version of; ``translator`` made it.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert", rows=replace(UNDER_INVESTIGATION, own="taken_by_id")
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="statements"
    )
    paper = models.OneToOneField(
        Paper, on_delete=models.PROTECT, related_name="statement"
    )
    maker = models.ForeignKey(
        InvestigatedPerson, on_delete=models.PROTECT, related_name="statements"
    )
    language = models.CharField(max_length=12)
    interpreter = models.ForeignKey(
        InvestigatedPerson, on_delete=models.PROTECT, related_name="+", null=True
    )
    translation_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="translations", null=True
    )
    has_declaration = models.BooleanField()
    pages = models.PositiveSmallIntegerField()
    signed_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()


class StatementContact(Record):
    """The back of the form: how the witness is reached, for who reaches them."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id)",
        rows=replace(
            UNDER_INVESTIGATION,
            category="contact",
            own="written_by_id",
            besides=held_by(*CONTACT_POSTS),
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    statement = models.OneToOneField(
        Statement, on_delete=models.PROTECT, related_name="contact"
    )
    contact_sealed = SealedField(category="contact")
    written_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()


class InterviewKind(models.TextChoices):
    ACHIEVING_BEST_EVIDENCE = "abe", _("Achieving Best Evidence")
    UNDER_CAUTION = "caution", _("Under caution")
    SIGNIFICANT_WITNESS = "significant", _("Significant witness")


class InterviewStage(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Took place")
    DECLINED = "declined", _("Declined")
    STOPPED = "stopped", _("Stopped: distress")
    TRANSCRIBED = "transcribed", _("Transcribed")
    REVIEWED = "reviewed", _("Reviewed")


class Interview(Record):
    """An interview of a person: what it was to take, what it took."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id)",
        rows=replace(
            UNDER_INVESTIGATION,
            own="planned_by_id",
            besides=unless_kept_from(
                "emergency", own="planned_by_id = (select wall.person())"
            ),
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="interviews"
    )
    number = models.PositiveIntegerField()
    person = models.ForeignKey(
        InvestigatedPerson, on_delete=models.PROTECT, related_name="interviews"
    )
    kind = models.CharField(max_length=20, choices=InterviewKind.choices)
    language = models.CharField(max_length=12)
    has_interpreter = models.BooleanField()
    has_intermediary = models.BooleanField()
    has_supporter = models.BooleanField()
    has_solicitor = models.BooleanField()
    has_appropriate_adult = models.BooleanField()
    plan_sealed = SealedField(category="narrative")
    planned_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    planned_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", InterviewKind, name="interview_kind_is_known"),
            models.UniqueConstraint(
                fields=["investigation", "number"],
                name="interviews_of_an_investigation_are_numbered",
            ),
        ]


class InterviewStep(Record):
    """What became of an interview; the last one counts."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, investigation_id, interview_id, turn, stage)",
        rows=replace(
            UNDER_INVESTIGATION_SAID,
            own="taken_by_id",
            besides=unless_kept_from("sterile", "emergency", own=_OWN_STEP),
        ),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    interview = models.ForeignKey(
        Interview, on_delete=models.PROTECT, related_name="steps"
    )
    turn = models.PositiveIntegerField()
    stage = models.CharField(max_length=20, choices=InterviewStage.choices)
    words_sealed = SealedField(category="narrative", null=True)
    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, related_name="+", null=True
    )
    taken_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("stage", InterviewStage, name="interview_stage_is_known"),
            models.UniqueConstraint(
                fields=["interview", "turn"], name="steps_of_an_interview_are_numbered"
            ),
        ]
