"""Marks by which an organisation's supervisor sees that somebody came twice."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import RowsUnder, RuledRows, TableAccess
from unhidden.safeguarding.models.people import Case

_SUPERVISES = "(select wall.meets('safeguarding_case', '{manage}'))"
_OF_OWN_CASE = (
    "{column} in (select c.id from safeguarding_case c"
    " where c.lead_id = (select wall.organisation()))"
)


class IdentityMark(Record):
    """A blind mark of a name with a year, or of a number, as one case has it.

    Made under a key of the organisation that leads the case: the same person has other
    marks elsewhere. Those of an earlier ``version`` of who somebody is count no more.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RowsUnder("case_id", "safeguarding_case", "identity"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    mark = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["mark"], name="marks_that_meet")]


class TwinJudgement(Record):
    """A supervisor's word on two cases that seem to be of one person; final."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RuledRows(
            select=f"{_SUPERVISES} and {_OF_OWN_CASE.format(column='case_id')}",
            insert=f"{_SUPERVISES} and {_OF_OWN_CASE.format(column='case_id')}"
            f" and {_OF_OWN_CASE.format(column='other_id')}"
            " and judged_by_id = (select wall.person())",
        ),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    is_same = models.BooleanField()
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "other"], name="two_cases_are_judged_once"
            ),
            models.CheckConstraint(
                condition=models.Q(case__lt=models.F("other")),
                name="of_two_cases_the_lower_id_comes_first",
            ),
        ]
