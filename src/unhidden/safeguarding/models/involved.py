"""Which organisations have to do with a person, and what one answers who asked it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import RowsUnder, RuledRows, TableAccess
from unhidden.safeguarding.models.crossing import HoldingsRequest, HoldingsStepCode
from unhidden.safeguarding.models.people import Case
from unhidden.vault.fields import SealedField

#: How the organisation that was asked may answer, of the steps of a request.
ANSWERS = ("answered", "partly", "nothing_held", "refused")


class InvolvedOrganisation(Record):
    """From a day on an organisation has to do with a person, or has no more.

    Turn 1 is that it began, 2 that it ended, 3 that it began again. It tells the
    organisation nothing: it is for who supports the person alone.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RowsUnder("case_id", "safeguarding_case", own="noted_by_id"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="involved")
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    turn = models.PositiveSmallIntegerField()
    day = models.DateField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation", "turn"],
                name="turns_of_an_involved_organisation_are_counted",
            ),
            models.CheckConstraint(
                condition=models.Q(turn__gte=1), name="turns_of_involving_begin_at_one"
            ),
        ]


class HoldingsLetter(Record):
    """A request that reaches the organisation here, sealed to who answers for it.

    Nobody reads or writes it but by the procedures of ``sql/holdings.sql``; its keys
    end with the request.
    """

    access_policy: ClassVar = TableAccess(guard="select, insert", rows=RuledRows())
    is_sealed_apart: ClassVar = True

    request = models.OneToOneField(
        HoldingsRequest, on_delete=models.PROTECT, related_name="letter"
    )
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    from_organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    words_sealed = SealedField(category="identity")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField()


class HoldingsAnswer(Record):
    """What the organisation that was asked says it holds: written once, by its own.

    ``is_redacted``: something was left out that would endanger somebody else.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select(id, case_id), insert",
        rows=RowsUnder("case_id", "safeguarding_case", "narrative"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    request = models.OneToOneField(
        HoldingsRequest, on_delete=models.PROTECT, related_name="answer"
    )
    how = models.CharField(max_length=20, choices=HoldingsStepCode.choices)
    is_redacted = models.BooleanField()
    words_sealed = SealedField(category="narrative")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(how__in=ANSWERS),
                name="how_a_holdings_request_is_answered_is_known",
            )
        ]
