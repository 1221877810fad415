"""Writes of operations: the plan, its teams, its visits and its events."""

from unhidden.operations.board.actions.entries import (
    enter_state,
    raise_alarm,
    receive_alarm,
)
from unhidden.operations.board.actions.keeping import add_safety_place, declare_room
from unhidden.operations.events.actions.events import NewEvent, hold_event, plan_event
from unhidden.operations.events.actions.publishing import PublicWords, publish_event
from unhidden.operations.frame.actions.refusals import (
    OperationNotRunning,
    OperationRefusal,
)
from unhidden.operations.rosters.actions.people import (
    NewRestRule,
    add_rest_rule,
    set_skill,
)
from unhidden.operations.rosters.actions.resources import (
    NewOutfit,
    NewStartPlace,
    NewVehicle,
    add_start_place,
    add_vehicle,
    set_capacities,
    set_outfit,
)
from unhidden.operations.rosters.actions.shifts import ShiftHours, set_crew_shift
from unhidden.operations.targets.actions.candidates import (
    add_candidates,
    set_windows,
)
from unhidden.operations.targets.actions.groups import (
    group_candidates,
)
from unhidden.operations.targets.actions.kinds import KindDecision, decide_kinds
from unhidden.operations.targets.actions.warrants import (
    NewWarrant,
    keep_warrant,
    use_entry,
)
from unhidden.operations.teams.actions.teams import add_member, add_team
from unhidden.operations.visits.actions.plans import NewPlannedVisit
from unhidden.operations.visits.actions.refusals import VisitNotPlanned
from unhidden.operations.visits.actions.visits import mark_visited, plan_visit
from unhidden.operations.weeks.actions.operations import (
    NewOperation,
    close_operation,
    open_operation,
    start_operation,
)
from unhidden.operations.weeks.actions.partners import add_partner

__all__ = [
    "KindDecision",
    "NewEvent",
    "NewOperation",
    "NewOutfit",
    "NewPlannedVisit",
    "NewRestRule",
    "NewStartPlace",
    "NewVehicle",
    "NewWarrant",
    "OperationNotRunning",
    "OperationRefusal",
    "PublicWords",
    "ShiftHours",
    "VisitNotPlanned",
    "add_candidates",
    "add_member",
    "add_partner",
    "add_rest_rule",
    "add_safety_place",
    "add_start_place",
    "add_team",
    "add_vehicle",
    "close_operation",
    "decide_kinds",
    "declare_room",
    "enter_state",
    "group_candidates",
    "hold_event",
    "keep_warrant",
    "mark_visited",
    "open_operation",
    "plan_event",
    "plan_visit",
    "publish_event",
    "raise_alarm",
    "receive_alarm",
    "set_capacities",
    "set_crew_shift",
    "set_outfit",
    "set_skill",
    "set_windows",
    "start_operation",
    "use_entry",
]
