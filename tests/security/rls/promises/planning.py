"""Plans of a week: what is searched, found, changed by hand, and the roads."""

from __future__ import annotations

from tests.security.rls.promise import BY_RECORD, SIGNED, Promise

_RUNS = "%(role)s = 'planner' and %(purpose)s = 'operation_delivery'"
_OF_OPERATION = f"{_RUNS} and operation_id = any(%(managed)s)"
_SHARED = f"{_OF_OPERATION} and (state <> 'what_if' or author_id = %(me)s)"
_OF_PLAN = "version_id in ({operations_planversion})"

TABLES = {
    "operations_planedit": Promise(
        "What was changed in a plan by hand: with the plan, in one's own name.",
        staff="select, insert",
        reads=_OF_PLAN,
        adds=f"{_OF_PLAN} and made_by_id = %(me)s",
    ),
    "operations_planversion": Promise(
        "Plans of a week: who plans the operation, and a what-if its author alone. "
        "What a search found, the worker's procedures write.",
        staff="select, insert, update(state, number, revision, plan, visits, value, "
        "bound, prices, reasons, taken_at, taken_by_id)",
        guard="select, update(plan, visits, value, bound, prices, reasons, "
        "solver_version)",
        reads=_SHARED,
        adds=f"{_OF_OPERATION} and author_id = %(me)s and state in "
        "('draft', 'what_if') and revision = 0 and taken_at is null",
        changes=_SHARED,
    ),
    "operations_searchrequest": Promise(
        "Searches for plans: with the plan, in one's own name; whoever sees one may "
        "stop it. How far it is, the worker's procedures write.",
        staff="select, insert, update(stop_asked_at, stop_asked_by_id)",
        guard="select, update(begun_at, beat_at, ended_at, outcome, said, progress)",
        reads=_OF_PLAN,
        adds=f"{_OF_PLAN} and asked_by_id = %(me)s and begun_at is null and "
        "outcome = '' and stop_asked_at is null",
        changes=_OF_PLAN,
    ),
    "operations_supportingcrew": Promise(
        "Crews that come along on a visit: with its plan; its planners name them.",
        staff="select, insert, delete",
        guard="select(visit_id, team_id)",
        reads=BY_RECORD,
        never="not exists (select from operations_plannedvisit p where p.id ="
        " t.visit_id)",
    ),
    "operations_travelleg": Promise(
        "What officers say of roads: colleagues read it; planners of operations add to "
        "it in their own name and their organisation's.",
        staff="select, insert",
        reads=SIGNED,
        adds=f"{_RUNS} and organisation_id = %(own)s and said_by_id = %(me)s",
    ),
}
