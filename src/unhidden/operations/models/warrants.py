"""By what a visit may enter: warrants and their entries, and visits that turned."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import RuledRows, TableAccess
from unhidden.operations.models.plans import (
    Operation,
    PlannedVisit,
    planners_condition,
)

_ME = "(select wall.person())"
_PLANS_IT = planners_condition("operations_warrant")
_OF_WARRANT = "exists (select from operations_warrant w where w.id = warrant_id)"


class PremisesWarrant(Record):
    """Leave of a court to enter premises: from an hour, to an hour, so many times.

    One that was kept by mistake is withdrawn, once and with a reason: nobody enters by
    it, and what was visited under it names it still.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(withdrawn_at, withdrawn_by_id,"
        " withdrawn_because)",
        guard="select(id, operation_id, premises_id, number, issued_at, expires_at,"
        " entries, withdrawn_at)",
        rows=RuledRows(
            select=_PLANS_IT,
            insert=f"{_PLANS_IT} and withdrawn_at is null",
            update=f"{_PLANS_IT}"
            f" and (withdrawn_by_id is null or withdrawn_by_id = {_ME})",
        ),
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="warrants"
    )
    premises = models.ForeignKey("places.Premises", on_delete=models.PROTECT)
    act = models.CharField(max_length=200)
    number = models.CharField(max_length=60)
    granted_by = models.CharField(max_length=120)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    entries = models.PositiveSmallIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "operations_warrant"
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "premises", "number"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="a_warrant_is_kept_once",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    withdrawn_at__isnull=True,
                    withdrawn_by__isnull=True,
                    withdrawn_because="",
                )
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~models.Q(withdrawn_because=""),
                name="a_warrant_is_withdrawn_by_somebody_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("issued_at")),
                name="a_warrant_ends_after_it_is_granted",
            ),
            models.CheckConstraint(
                condition=models.Q(entries__gte=1)
                & ~models.Q(number="")
                & ~models.Q(granted_by=""),
                name="a_warrant_has_a_number_and_an_entry",
            ),
        ]


class WarrantEntry(Record):
    """An entry that was made under a warrant; one visit uses one."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select, insert",
        rows=RuledRows(
            select=_OF_WARRANT,
            insert=f"{_OF_WARRANT} and used_by_id = {_ME}",
        ),
    )

    warrant = models.ForeignKey(
        PremisesWarrant, on_delete=models.PROTECT, related_name="entries_used"
    )
    planned = models.OneToOneField(PlannedVisit, on_delete=models.PROTECT)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    used_at = models.DateTimeField()


class EnforcementTurn(Record):
    """That a visit by consent was turned into enforcement, and what was said then.

    Added once, for the visit's team or its planner, and never changed. A safeguarding
    visit never turns (``wall.turn_visit``).
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select(planned_id, authority), insert",
        rows=RuledRows(
            select="exists (select from operations_plannedvisit p"
            " where p.id = planned_id)",
        ),
    )

    planned = models.OneToOneField(
        PlannedVisit, on_delete=models.PROTECT, related_name="turn"
    )
    power = models.CharField(max_length=200)
    authority = models.CharField(max_length=60)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()
    told = models.TextField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(power="")
                & ~models.Q(authority="")
                & ~models.Q(told=""),
                name="a_turn_names_power_number_and_words",
            ),
        ]


_SECOND = "operations_secondvisit"
# Of one place and operation: what saves a life stands beside who was visited.
_BESIDE = f"""exists (select from operations_plannedvisit a
   join operations_plannedvisit b on b.operation_id = a.operation_id
    and b.premises_id = a.premises_id
  where a.id = first_id and b.id = second_id
    and a.operation_id = {_SECOND}.operation_id
    and a.kind = 'safeguarding' and a.status <> 'cancelled'
    and b.kind = 'enforcement')"""


class SecondVisit(Record):
    """That a visit was opened to save a life at a safeguarding visit.

    For those who plan the operation alone: whoever learnt that a visit is a second one
    would know what the first was.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(second_id)",
        rows=RuledRows(
            select=planners_condition(_SECOND),
            insert=f"{planners_condition(_SECOND)} and {_BESIDE}",
        ),
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="second_visits"
    )
    first = models.ForeignKey(
        PlannedVisit, on_delete=models.PROTECT, related_name="seconds"
    )
    second = models.OneToOneField(
        PlannedVisit, on_delete=models.PROTECT, related_name="saves_beside"
    )
