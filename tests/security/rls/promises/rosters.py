"""Rosters of an operation."""

from __future__ import annotations

from tests.security.rls.promise import Promise
from tests.security.rls.promises.board import holds_post

# Who plans an operation, while running it.
_RUNS = "%(role)s = 'planner' and %(purpose)s = 'operation_delivery'"
_OF_ROSTER = f"{_RUNS} and operation_id = any(%(managed)s)"
_OF_PEOPLE = (
    f"{_RUNS} and (organisation_id = %(own)s or exists (select from "
    "operations_teammember m join operations_team c on c.id = m.team_id "
    "where m.person_id = t.person_id and m.organisation_id = t.organisation_id "
    "and c.operation_id = any(%(managed)s)))"
)
# And who goes out with a crew: what it goes out with, and when.
_MINE = (
    "%(purpose)s = 'operation_delivery' and exists (select from operations_teammember m"
    " join operations_team c on c.id = m.team_id where m.person_id = %(me)s"
    " and m.organisation_id = %(own)s and {} and c.id in ({{operations_team}}))"
)
_ON_CREW = _MINE.format("c.id = t.team_id")
# And who calls it by radio.
_CALLS = holds_post(
    "t.operation_id", "controller", "bronze", "silver", "gold", "safeguarding"
)
_WORKS = _MINE.format(
    "(c.id = t.team_id or c.operation_id = t.operation_id"
    " and m.person_id = t.person_id)"
)
_NOTED = (
    "noted_by_id = %(own)s and exists (select from operations_teammember m"
    " join operations_team c on c.id = m.team_id where m.person_id = t.person_id"
    " and m.organisation_id = t.organisation_id and c.operation_id = any(%(managed)s))"
)
_NOTES = (
    f"{_RUNS} and (organisation_id = %(own)s and noted_by_id is null and exists (select"
    " from operations_teammember m where m.person_id = t.person_id"
    " and m.organisation_id = t.organisation_id and m.id in ({operations_teammember}))"
    f" or {_NOTED})"
)
_KEEPS = f"{_RUNS} and (organisation_id = %(own)s and noted_by_id is null or {_NOTED})"
_TAKES_BACK = f"{_RUNS} and (organisation_id = %(own)s or {_NOTED})"
_OF_RULES = (
    f"{_RUNS} and (organisation_id = %(own)s or exists (select from "
    "operations_partner p where p.organisation_id = t.organisation_id "
    "and p.operation_id = any(%(managed)s)))"
)
TABLES = {
    "operations_personabstraction": Promise(
        "When somebody is away: their organisation's planners, and those "
        "whose teams they are on.",
        staff="select, insert, delete",
        reads=_OF_PEOPLE,
        adds=_OF_PEOPLE,
        removes=_OF_PEOPLE,
    ),
    "operations_personaccreditation": Promise(
        "What somebody on a team can do: their organisation's planners, and what "
        "those noted whose teams they are on.",
        staff="select, insert, update(expires_on), delete",
        reads=_OF_PEOPLE,
        adds=_NOTES,
        changes=_KEEPS,
        removes=_TAKES_BACK,
    ),
    "operations_crewoutfit": Promise(
        "Call signs and channels: who plans the operation, the crew, and by their post"
        " who enters what comes by radio.",
        staff="select, insert, update, delete",
        reads=f"({_OF_ROSTER}) or ({_ON_CREW}) or ({_CALLS})",
        adds=_OF_ROSTER,
        changes=_OF_ROSTER,
        removes=_OF_ROSTER,
    ),
    "operations_daycapacity": Promise(
        "What there is on a day: who plans the operation.",
        staff="select, insert, update, delete",
        reads=_OF_ROSTER,
        adds=_OF_ROSTER,
        changes=_OF_ROSTER,
        removes=_OF_ROSTER,
    ),
    "operations_restrule": Promise(
        "Rules of rest: the organisation's planners, and those in whose "
        "operation it takes part.",
        staff="select, insert, update(to_on, checked_on), delete",
        reads=_OF_RULES,
        adds=_OF_RULES,
        changes=_OF_RULES,
        removes=_OF_RULES,
    ),
    "operations_rostershift": Promise(
        "Who works when: who plans the operation, and the crew.",
        staff="select, insert, update, delete",
        reads=f"({_OF_ROSTER}) or ({_WORKS})",
        adds=_OF_ROSTER,
        changes=_OF_ROSTER,
        removes=_OF_ROSTER,
    ),
    "operations_startplace": Promise(
        "Where crews set out from: who plans the operation, or meets what a crew"
        " goes out with.",
        staff="select, insert, update, delete",
        reads=f"({_OF_ROSTER}) or id in (select f.start_place_id from"
        " operations_crewoutfit f where f.id in ({operations_crewoutfit}))",
        adds=_OF_ROSTER,
        changes=_OF_ROSTER,
        removes=_OF_ROSTER,
    ),
    "operations_crewvehicle": Promise(
        "What crews drive: who plans the operation, or meets what a crew goes out"
        " with.",
        staff="select, insert, update, delete",
        reads=f"({_OF_ROSTER}) or id in (select f.vehicle_id from"
        " operations_crewoutfit f where f.id in ({operations_crewoutfit}))",
        adds=_OF_ROSTER,
        changes=_OF_ROSTER,
        removes=_OF_ROSTER,
    ),
}
