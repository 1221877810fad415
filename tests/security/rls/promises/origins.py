"""Origins: what an investigation came from, and how its status changed."""

from __future__ import annotations

from tests.security.rls.promise import BY_RECORD, Promise

TABLES: dict[str, Promise] = {
    "investigations_origin": Promise(
        "One of the things that an investigation came from, by its id alone: with "
        "its investigation.",
        staff="select, insert, update(recalled_at, recalled_by_id)",
        guard="select(id, investigation_id, kind, source_id, brought_at, recalled_at),"
        " update(recalled_at)",
        reads=BY_RECORD,
    ),
    "investigations_statusstep": Promise(
        "One row for each change of an investigation's status, with its reason: "
        "with its investigation; by who decides about its team.",
        staff="select, insert",
        guard="select(investigation_id, turn, to_status)",
        reads=BY_RECORD,
    ),
}
