"""Clocks of an investigation, and what victims were told."""

from __future__ import annotations

from tests.security.rls.promise import BY_RECORD, Promise

TABLES: dict[str, Promise] = {
    "investigations_investigationclock": Promise(
        "A time limit: the rule it is counted by, what started it, when it is "
        "due: with its investigation.",
        staff="select, insert",
        guard="select(id, investigation_id, rule, of, person_id, started_at, due_at)",
        reads=BY_RECORD,
    ),
    "investigations_clockstep": Promise(
        "What was done to a clock: an event met it, a provision paused it, it "
        "lapsed: with its investigation.",
        staff="select, insert",
        guard="select",
        reads=BY_RECORD,
    ),
    "investigations_victimupdate": Promise(
        "That a victim was to be told something, and what came of it: with its "
        "investigation; added by whoever reaches people.",
        staff="select, insert",
        guard="select(id, investigation_id, person_id, clock_id, result, happened_at)",
        reads=BY_RECORD,
    ),
}
