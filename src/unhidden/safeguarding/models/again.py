"""People who said that they want to be found again, compared by the worker alone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RowsUnder, SignedInRows, TableAccess
from unhidden.safeguarding.models.people import Case


class AgainKey(Record):
    """What letters of those who want to be found are sealed to; the newest counts."""

    access_policy: ClassVar = TableAccess(
        staff="select", guard="select, insert", rows=SignedInRows()
    )

    public_key = models.BinaryField(unique=True)
    since = models.DateTimeField()


class AgainLetter(Record):
    """What would tell that somebody came elsewhere, sealed to the worker alone.

    It is there while they want to be found, and deleted with that wish.
    """

    access_policy: ClassVar = TableAccess(
        staff="select(id, case_id), insert, delete",
        guard="select(id, case_id, letter)",
        rows=RowsUnder("case_id", "safeguarding_case", "identity"),
    )

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, related_name="again_letter"
    )
    letter = models.BinaryField()
    kept_at = models.DateTimeField()


class FoundAnswer(models.TextChoices):
    NOT_ASKED = "", _("Not asked yet")
    YES = "yes", _("They want to be in touch")
    NO = "no", _("They do not want it")


class FoundAgain(Record):
    """The person of a case may have come to somebody else: to be asked, not told.

    ``other_id`` is read by procedures alone: nobody learns to whom they came before
    the person said that they want to be in touch.
    """

    access_policy: ClassVar = TableAccess(
        staff="select(id, case_id, found_on, answer, answered_by_id, answered_at),"
        " update(answer, answered_by_id, answered_at)",
        guard="select(id, case_id, other_id, answer), insert",
        rows=RowsUnder(
            "case_id",
            "safeguarding_case",
            "third_party",
            before="answered_by_id is null",
            after="answered_by_id is null or answered_by_id = (select wall.person())",
        ),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="found_again")
    other_id = models.UUIDField()
    found_on = models.DateField()
    answer = models.CharField(max_length=5, blank=True, choices=FoundAnswer.choices)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("answer", FoundAnswer, name="a_found_persons_answer_is_known"),
            models.CheckConstraint(
                condition=models.Q(answer="") ^ models.Q(answered_by__isnull=False),
                name="an_answer_of_who_was_found_says_whose",
            ),
            models.UniqueConstraint(
                fields=["case", "other_id"], name="somebody_is_found_again_once"
            ),
        ]
