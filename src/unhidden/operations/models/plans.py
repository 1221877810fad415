"""An operation, its partners and teams, the visits and events it plans."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import GuardedRecord, Record, one_of
from unhidden.lib.rights import GuardedHeads, RowsUnder, RuledRows, TableAccess

UNDER_OPERATION = RowsUnder("operation_id", "operations_operation")

# Of an operation o: led by one's organisation, or by oneself.
_LED = (
    "(o.lead_id = any((select wall.organisations('{domain}', '{action}'))::uuid[])"
    " or o.id = any((select wall.view('operation', 'manage'))::uuid[])"
    " and (select wall.meets('operation', '{{manage}}')))"
)
LED = _LED.format(domain="operation", action="manage")
_KNOWS = "(select wall.meets('safeguarding_plan', '{read}'))"
AT_PLANNING = f"(select wall.purpose()) = 'operation_delivery' and {_KNOWS}"


def _of_the_operation(table: str, condition: str) -> str:
    """SQL: the operation ``o`` that a row of the table belongs to is so."""
    return (
        "exists (select from operations_operation o"
        f"\n  where o.id = {table}.operation_id and {condition})"
    )


def rule_for_planners(table: str) -> RuledRows:
    """Rows of an operation that only those who plan it meet."""
    planned = f"{_of_the_operation(table, LED)} and {AT_PLANNING}"
    return RuledRows(select=planned, insert=planned, update=planned)


_PLANNED = "operations_plannedvisit"
_PLANS = f"{_of_the_operation(_PLANNED, LED)} and {AT_PLANNING}"
_READS = _of_the_operation(_PLANNED, _LED.format(domain="visit", action="read"))
_THERE = _of_the_operation(_PLANNED, "true")
# Whose visit it will be meets its plan, but a safeguarding visit's only who must know;
# others those of their own teams (docs/decisions/plans-by-team.md).
PLANNED = RuledRows(
    select=f"({_READS} and (kind <> 'safeguarding' or {_KNOWS}))"
    f" or (id = any((select wall.own_plans())::uuid[]) and {_THERE})",
    insert=_PLANS,
    update=_PLANS,
    # Who is tasked to enforce has the authority's number, while it is good.
    after="kind <> 'enforcement' or team_id is null or status <> 'planned'"
    " or wall.is_lawful_entry("
    'id, operation_id, premises_id, authority, "on", starts_at)',
)


def planners_condition(table: str) -> str:
    """The rows of ``table`` whose operation one may plan: in SQL, for row policies."""
    return _PLANS.replace("operations_plannedvisit", table)


class OperationStatus(models.TextChoices):
    PLANNED = "planned", _("Being planned")
    RUNNING = "running", _("Running")
    CLOSED = "closed", _("Closed")


class Operation(GuardedRecord):
    access_policy: ClassVar = TableAccess(
        staff="select, insert, update",
        # To hold it while a visit turns, which nobody may who only reads it.
        guard="select(status, starts_on, ends_on), update(status)",
        rows=GuardedHeads("operation", organisation="lead_id"),
    )

    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    aims = models.TextField()
    lead = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    starts_on = models.DateField()
    ends_on = models.DateField()
    status = models.CharField(
        max_length=20,
        choices=OperationStatus.choices,
        default=OperationStatus.PLANNED,
    )
    is_synthetic = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("status", OperationStatus, name="operation_status_is_known"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="operation_ends_after_it_starts",
            ),
        ]


class Partner(Record):
    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(operation_id, organisation_id)",
        rows=UNDER_OPERATION,
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="partners"
    )
    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "organisation"],
                name="an_organisation_is_partner_once",
            )
        ]


class Team(Record):
    access_policy: ClassVar = TableAccess(
        staff="select, insert", guard="select(id, operation_id)", rows=UNDER_OPERATION
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="teams"
    )
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "name"], name="team_names_differ_in_an_operation"
            )
        ]


class TeamMember(Record):
    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(is_leader), delete",
        guard="select(team_id, person_id, organisation_id)",
        rows=RowsUnder("team_id", "operations_team"),
    )

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    is_leader = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person"], name="a_person_is_in_a_team_once"
            ),
            models.UniqueConstraint(
                fields=["team"],
                condition=models.Q(is_leader=True),
                name="a_team_has_one_leader",
            ),
        ]


class VisitKind(models.TextChoices):
    SOFT = "soft", _("Soft visit")
    HOTEL = "hotel", _("Hotel visit")
    SAFEGUARDING = "safeguarding", _("Safeguarding visit")
    ENFORCEMENT = "enforcement", _("Enforcement visit")


class PlanStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


_SAFEGUARDING = models.Q(kind="safeguarding")
_ONCE_A_DAY = {
    "premises_are_visited_once_a_day": ~_SAFEGUARDING,
    "premises_have_one_safeguarding_visit_a_day": _SAFEGUARDING,
}


class PlannedVisit(Record):
    access_policy: ClassVar = TableAccess(
        staff="select, insert, update",
        guard="select(id, operation_id, premises_id, team_id, kind, authority, on,"
        " starts_at, status), update(status)",
        rows=PLANNED,
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="visits"
    )
    premises = models.ForeignKey("places.Premises", on_delete=models.PROTECT)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True)
    kind = models.CharField(max_length=20, choices=VisitKind.choices)
    purpose = models.TextField()
    power = models.CharField(max_length=200, blank=True)
    authority = models.CharField(max_length=60, blank=True, db_default="")
    on = models.DateField()
    starts_at = models.TimeField(null=True)
    status = models.CharField(
        max_length=20, choices=PlanStatus.choices, default=PlanStatus.PLANNED
    )
    cancelled_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("kind", VisitKind, name="visit_kind_is_known"),
            one_of("status", PlanStatus, name="planned_visit_status_is_known"),
            models.CheckConstraint(
                condition=~models.Q(kind="enforcement") | ~models.Q(power=""),
                name="an_enforcement_visit_names_its_power",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="cancelled")
                | ~models.Q(cancelled_because=""),
                name="a_visit_is_cancelled_for_a_reason",
            ),
            # Danger to life at a safeguarding visit takes another beside it.
            *(
                models.UniqueConstraint(
                    fields=["operation", "premises", "on"],
                    condition=~models.Q(status="cancelled") & is_of_kind,
                    name=name,
                )
                for name, is_of_kind in _ONCE_A_DAY.items()
            ),
        ]
        indexes = [models.Index(fields=["operation", "on"], name="visits_of_a_day")]


class EventKind(models.TextChoices):
    LANDLORD_FORUM = "landlord_forum", _("Landlord forum")
    HOTEL_FORUM = "hotel_forum", _("Hotel forum")
    COMMUNITY = "community", _("Community event")


class AwarenessEvent(Record):
    access_policy: ClassVar = TableAccess(
        staff="select, insert, update", rows=UNDER_OPERATION
    )

    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, related_name="events"
    )
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    place = models.CharField(max_length=120)
    council = models.ForeignKey("places.Council", on_delete=models.PROTECT, null=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True)
    on = models.DateField()
    starts_at = models.TimeField(null=True)
    status = models.CharField(
        max_length=20, choices=PlanStatus.choices, default=PlanStatus.PLANNED
    )
    attended = models.PositiveIntegerField(null=True)
    cancelled_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("kind", EventKind, name="event_kind_is_known"),
            one_of("status", PlanStatus, name="event_status_is_known"),
            models.CheckConstraint(
                condition=~models.Q(status="done") | models.Q(attended__isnull=False),
                name="an_event_held_counts_who_came",
            ),
        ]
