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
    "investigations_exhibit": Promise(
        "A thing kept for an investigation; who holds it now its last move says: "
        "with its investigation.",
        staff="select, insert",
        guard="select(id, investigation_id)",
        reads=BY_RECORD,
    ),
    "investigations_exhibitmove": Promise(
        "An exhibit passes from a hand or place to another, at a moment: with its "
        "investigation.",
        staff="select, insert",
        guard="select",
        reads=BY_RECORD,
    ),
    "investigations_custodygap": Promise(
        "A time for which nobody can say who held an exhibit; it stays for ever: "
        "with its investigation.",
        staff="select, insert",
        guard="select(id, investigation_id, move_id, from_at, to_at, told_by_id)",
        reads=BY_RECORD,
    ),
    "investigations_exhibitfile": Promise(
        "A photograph of an exhibit, or data acquired from it, sealed to the "
        "team: with its investigation.",
        staff="select, insert",
        guard="select(id, investigation_id, exhibit_id, size, pieces, sha256,"
        " sealed_sha256, added_at)",
        reads=BY_RECORD,
    ),
    "investigations_exhibitupload": Promise(
        "Data on its way to be a file, by whoever sends it: with its investigation; "
        "the worker forgets what never came whole.",
        staff="select, insert",
        guard="select(id, investigation_id, exhibit_id, begun_by_id, begun_at), delete",
        reads=BY_RECORD,
    ),
    "investigations_handanswer": Promise(
        "What a hand of a move says of it, in its own name, once: with the "
        "investigation.",
        staff="select, insert",
        reads=BY_RECORD,
    ),
    "investigations_exhibitfilepiece": Promise(
        "A sealed piece of a file, in order: with its investigation; the guard counts "
        "and checks it as it is sealed.",
        staff="select, insert",
        guard="select, delete",
        reads=BY_RECORD,
    ),
    "investigations_rehash": Promise(
        "The digest of a file, taken again: at a move, or when somebody asked: "
        "with its investigation.",
        staff="select, insert",
        guard="select, insert",
        reads=BY_RECORD,
    ),
}
