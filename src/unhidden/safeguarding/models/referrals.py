"""The official form, step by step, and what the person told. Rows are only added."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RowsUnder, TableAccess
from unhidden.safeguarding.models.people import Case
from unhidden.vault.fields import SealedField

_OF_THE_WHOLE = "select(id, case_id)"


def _under_case(category: str, own: str) -> RowsUnder:
    return RowsUnder("case_id", "safeguarding_case", category, own=own)


class NrmForm(Record):
    """One filling in of the official form for a case; it is never "submitted" here.

    ``number`` counts a case's forms; the next begins when the last has ended.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert", rows=_under_case("identity", "started_by_id")
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="nrm_forms")
    number = models.PositiveSmallIntegerField()
    version = models.CharField(max_length=10)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"], name="forms_of_a_case_are_numbered"
            )
        ]


class NrmFormStage(models.TextChoices):
    """What becomes of a form besides its answers."""

    BEGUN_THERE = "begun_there", _("Begun in the Home Office’s service")
    RECORDED = "recorded", _("Its referral was recorded")
    SET_ASIDE = "set_aside", pgettext_lazy("form", "Set aside")


class NrmFormEvent(Record):
    """That a form was begun in the Home Office's service, or ended here; once each."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert", rows=_under_case("identity", "noted_by_id")
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(NrmForm, on_delete=models.PROTECT, related_name="events")
    stage = models.CharField(max_length=20, choices=NrmFormStage.choices)
    day = models.DateField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("stage", NrmFormStage, name="form_stage_is_known"),
            models.UniqueConstraint(
                fields=["form", "stage"], name="a_form_comes_to_a_stage_once"
            ),
            models.UniqueConstraint(
                fields=["form"],
                condition=models.Q(stage__in=["recorded", "set_aside"]),
                name="a_form_ends_once",
            ),
        ]


class NrmFormAnswer(Record):
    """What one step of a form says, sealed whole; the highest number counts."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard=_OF_THE_WHOLE,
        rows=_under_case("identity", "saved_by_id"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(NrmForm, on_delete=models.PROTECT, related_name="answers")
    place = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    content_sealed = SealedField(category="narrative")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["form", "place", "number"],
                name="nobody_saves_a_step_over_another",
            )
        ]


class NrmFormUnsaved(Record):
    """What somebody typed into a step and has not saved: theirs alone, sealed."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(content_sealed, kept_at)",
        guard=_OF_THE_WHOLE,
        rows=_under_case("identity", "person_id"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(NrmForm, on_delete=models.PROTECT, related_name="unsaved")
    place = models.CharField(max_length=60)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    content_sealed = SealedField(category="narrative", null=True)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["form", "place", "person"],
                name="one_unsaved_text_of_a_person_and_step",
            )
        ]


class HowTold(models.TextChoices):
    SPOKEN = "spoken", _("Told in words, written down at once")
    AFTERWARDS = "afterwards", _("Told in words, written down afterwards")
    WRITTEN = "written", _("Written by the person")
    INTERPRETED = "interpreted", _("Told through an interpreter")


class SurvivorAccount(Record):
    """What the person told, word for word; never changed, and corrected by another.

    ``content_sealed`` holds the text, its language, and the interpreter.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard=_OF_THE_WHOLE,
        rows=_under_case("narrative", "written_by_id"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="accounts")
    adds_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="additions"
    )
    told_on = models.DateField()
    how = models.CharField(max_length=20, choices=HowTold.choices)
    is_read_aloud = models.BooleanField()
    content_sealed = SealedField(category="narrative")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("how", HowTold, name="how_it_was_told_is_known")]


class AccountMark(Record):
    """That a sentence of an account speaks to a question, or does so no more.

    Which sentence and which question is sealed: both tell what the person said.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard=_OF_THE_WHOLE,
        rows=_under_case("narrative", "marked_by_id"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="marks")
    account = models.ForeignKey(
        SurvivorAccount, on_delete=models.PROTECT, related_name="marks"
    )
    takes_back = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="taken_back"
    )
    content_sealed = SealedField(category="narrative")
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    marked_at = models.DateTimeField()


class SentenceCheck(models.TextChoices):
    READ_BACK = "read_back", _("Read back to the person")
    NOT_YET = "not_yet", _("Not yet read back")


class SentenceTaken(Record):
    """That somebody took a marked sentence over into a form, and how it was checked.

    The last row of a mark and a form counts: it may be read back later.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert", rows=_under_case("narrative", "taken_by_id")
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(NrmForm, on_delete=models.PROTECT, related_name="taken")
    mark = models.ForeignKey(
        AccountMark, on_delete=models.PROTECT, related_name="taken"
    )
    check_made = models.CharField(max_length=10, choices=SentenceCheck.choices)
    read_back_on = models.DateField(null=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("check_made", SentenceCheck, name="check_of_a_sentence_is_known"),
            models.CheckConstraint(
                condition=models.Q(check_made="read_back", read_back_on__isnull=False)
                | models.Q(check_made="not_yet", read_back_on__isnull=True),
                name="what_was_read_back_says_when",
            ),
        ]


class HandoverStep(models.TextChoices):
    """What became of asking a First Responder, as its organisation told us."""

    ACKNOWLEDGED = "acknowledged", _("They have it, and will refer")
    DECLINED = "declined", _("They will not refer")
    ESCALATED = "escalated", _("Raised with somebody above them")
    REFERRED = "referred", _("They have referred")
    WITHDRAWN = "withdrawn", pgettext_lazy("handover", "Taken back by us")


class ReferralHandover(Record):
    """That a First Responder was asked to refer, by an organisation that is none.

    It says whom, when and by when, and nothing of the person: what they are given of
    the case is a share, with its own consent.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert", rows=_under_case("operational", "asked_by_id")
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handovers")
    responder = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    number = models.PositiveSmallIntegerField()
    asked_on = models.DateField()
    due_on = models.DateField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"], name="handovers_of_a_case_are_numbered"
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("asked_on")),
                name="a_handover_is_due_after_it_was_asked_for",
            ),
        ]


class HandoverEvent(Record):
    """One step of a handover, with its day; each once, and only one that ends it."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert", rows=_under_case("operational", "noted_by_id")
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    handover = models.ForeignKey(
        ReferralHandover, on_delete=models.PROTECT, related_name="events"
    )
    step = models.CharField(max_length=20, choices=HandoverStep.choices)
    day = models.DateField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("step", HandoverStep, name="handover_step_is_known"),
            models.UniqueConstraint(
                fields=["handover", "step"], name="a_handover_comes_to_a_step_once"
            ),
            models.UniqueConstraint(
                fields=["handover"],
                condition=models.Q(step__in=["declined", "referred", "withdrawn"]),
                name="a_handover_ends_once",
            ),
        ]
