"""What comes after: hot debriefs, the structured one, its actions, checks of outcomes.

The same day for ten minutes; two to four weeks later with partners
and without blame; and what came of it after three, six and twelve months.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record
from unhidden.lib.rights import RowsUnder, RuledRows, TableAccess
from unhidden.operations.models.briefing import AT_WORK, crew_of, led_by, planned_by

_WRITES_HOT = (
    "written_by_id = (select wall.person())"
    " and organisation_id = (select wall.organisation())"
    f" and ({crew_of('operations_hotdebrief')}"
    f" or {planned_by('operations_hotdebrief.operation_id')})"
)


class HotDebrief(Record):
    """Ten minutes on the day: a crew's own words, which are added and never changed."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RuledRows(
            select=f"{led_by('operations_hotdebrief.operation_id')}"
            f" or {crew_of('operations_hotdebrief')}",
            insert=_WRITES_HOT,
        ),
    )

    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT)
    team = models.ForeignKey("operations.Team", on_delete=models.PROTECT, null=True)
    on = models.DateField()
    is_everybody_safe = models.BooleanField()
    safety = models.TextField(blank=True)
    worked = models.TextField(blank=True)
    learnt = models.TextField(blank=True)
    urgent = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_everybody_safe=True) | ~models.Q(safety=""),
                name="who_was_not_safe_is_told",
            )
        ]


class StructuredDebrief(Record):
    """The structured debrief of an operation, by JESIP's five principles.

    https://www.jesip.org.uk: co-locate, communicate, co-ordinate, understand risk
    together, share an awareness of the situation.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update",
        rows=RowsUnder("operation_id", "operations_operation"),
    )

    operation = models.OneToOneField("operations.Operation", on_delete=models.PROTECT)
    held_on = models.DateField()
    facilitator = models.CharField(max_length=120)
    present = models.TextField()
    worked = models.TextField()
    improve = models.TextField()
    co_location = models.TextField(blank=True)
    communication = models.TextField(blank=True)
    co_ordination = models.TextField(blank=True)
    joint_risk = models.TextField(blank=True)
    awareness = models.TextField(blank=True)
    is_for_national_learning = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    written_at = models.DateTimeField()


def _owned(table: str) -> str:
    return f"({AT_WORK} and {table}.owner_id = (select wall.person()))"


_ACTIONS_PLANNED = planned_by("operations_debriefaction.operation_id")
_CHECKS_PLANNED = planned_by("operations_outcomecheck.operation_id")
_IS_CLOSED = """exists (select from operations_operation o
  where o.id = {}.operation_id and o.status = 'closed')"""
_COMES_BACK = f"({AT_WORK} and wall.comes_back(operation_id, months, number, owner_id))"


class DebriefAction(Record):
    """What is to be done after a debrief: by whom, until when, and what was done."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert,"
        " update(owner_id, due_on, done_words, done_by_id, done_at)",
        rows=RuledRows(
            select="exists (select from operations_operation o"
            " where o.id = operations_debriefaction.operation_id)"
            f" or {_owned('operations_debriefaction')}",
            insert=f"{_ACTIONS_PLANNED} and"
            f" {_IS_CLOSED.format('operations_debriefaction')}",
            update=f"{_ACTIONS_PLANNED} or {_owned('operations_debriefaction')}",
        ),
    )

    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT)
    what = models.TextField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField()
    done_words = models.TextField(blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True, done_words="")
                | (models.Q(done_at__isnull=False) & ~models.Q(done_words="")),
                name="an_action_done_says_what_was_done",
            )
        ]


class CheckMonths(models.IntegerChoices):
    THREE = 3, _("After 3 months")
    SIX = 6, _("After 6 months")
    TWELVE = 12, _("After 12 months")


class OutcomeCheck(Record):
    """A look at what came of an operation, due until somebody writes what it was.

    Its planners set it, once the operation is closed; who owned one and met it sets the
    next of the same month.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(owner_id, found, met_by_id, met_at)",
        rows=RuledRows(
            select=f"{led_by('operations_outcomecheck.operation_id')}"
            f" or {_owned('operations_outcomecheck')}",
            insert=f"{_IS_CLOSED.format('operations_outcomecheck')}"
            f" and ({_CHECKS_PLANNED} or {_COMES_BACK})",
            update=f"{_CHECKS_PLANNED} or {_owned('operations_outcomecheck')}",
        ),
    )

    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT)
    months = models.PositiveSmallIntegerField(choices=CheckMonths.choices)
    number = models.PositiveSmallIntegerField(default=1)
    due_on = models.DateField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    found = models.TextField(blank=True)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    met_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(months__in=CheckMonths.values),
                name="check_months_are_known",
            ),
            models.CheckConstraint(
                condition=models.Q(met_at__isnull=True, found="")
                | (models.Q(met_at__isnull=False) & ~models.Q(found="")),
                name="a_check_is_met_by_what_was_found",
            ),
            models.UniqueConstraint(
                fields=["operation", "months", "number"],
                name="checks_of_a_month_are_numbered",
            ),
        ]
