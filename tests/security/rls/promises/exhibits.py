"""Exhibits: the team's to see; what befell one is added, and never taken away."""

from __future__ import annotations

from tests.security.rls.promise import BY_RECORD, Promise

TABLES: dict[str, Promise] = {
    "investigations_exhibitleaving": Promise(
        "Somebody's word that an exhibit be returned or destroyed: with the "
        "investigation, in one's own name; never changed.",
        staff="select, insert",
        guard="select(id, exhibit_id, after_turn, purpose, asked_by_id)",
        reads=BY_RECORD,
    ),
}
