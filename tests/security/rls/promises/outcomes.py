"""What came of an investigation: outcomes, orders, holds, and its chronology."""

from __future__ import annotations

from tests.security.rls.promise import BY_RECORD, Promise

TABLES: dict[str, Promise] = {
    "investigations_outcome": Promise(
        "What came of it for a suspect; it flows to the result sheet and the "
        "desk: with its investigation.",
        staff="select, insert",
        guard="select(id, investigation_id, person_id, kind, takes_back_id)",
        reads=BY_RECORD,
    ),
    "investigations_orderreference": Promise(
        "An order against a person: its reference and dates; the text is the "
        "court's: with its investigation.",
        staff="select, insert, update(served_on, ended_on, end_reason, ended_by_id)",
        reads=BY_RECORD,
    ),
    "investigations_retentionhold": Promise(
        "Nothing of the investigation is destroyed while this lasts: with its "
        "investigation.",
        staff="select, insert, update(ended_at, ended_by_id)",
        reads=BY_RECORD,
    ),
    "investigations_chronologyevent": Promise(
        "Something that happened, as one item of the investigation tells it: with "
        "its investigation.",
        staff="select, insert, update(withdrawn_at, withdrawn_by_id)",
        reads=BY_RECORD,
    ),
}
