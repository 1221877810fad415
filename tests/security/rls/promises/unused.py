"""Unused material: the team's to see; its disclosure officer describes and signs."""

from __future__ import annotations

from tests.security.rls.promise import BY_RECORD, Promise

_WITH_INVESTIGATION = {"staff": "select, insert", "reads": BY_RECORD}

TABLES: dict[str, Promise] = {
    "investigations_material": Promise(
        "Items of material, each once: with the investigation, entered in one's own "
        "name, numbered on; none of the source unit's or of deconfliction; never "
        "changed.",
        staff="select, insert",
        guard="select, insert",
        reads=BY_RECORD,
    ),
    "investigations_materialdescription": Promise(
        "How an item is described for the defence: with the investigation; added by "
        "whoever holds a post that schedules; never changed.",
        **_WITH_INVESTIGATION,
        guard="select(material_id, turn)",
    ),
    "investigations_sensitivedescription": Promise(
        "How an item is described for the prosecutor alone, sealed: with the "
        "investigation, for the few posts that may know; never changed.",
        **_WITH_INVESTIGATION,
        guard="select(id, investigation_id, material_id, turn)",
    ),
    "investigations_materialdecision": Promise(
        "What was decided of an item: with the investigation, in one's own name; of "
        "more than relevance and use, by a post that schedules; never changed.",
        staff="select, insert",
        guard="select, insert",
        reads=BY_RECORD,
    ),
    "investigations_lookagain": Promise(
        "After what items are looked at again: with the investigation, in one's own "
        "name; never changed.",
        **_WITH_INVESTIGATION,
        guard="select(investigation_id, accused_id, entered_at)",
    ),
    "investigations_schedule": Promise(
        "Signed versions of schedules: with the investigation; signed in one's own "
        "name by a post that schedules, over lines that are there, while nothing is "
        "undecided; never changed.",
        staff="select, insert",
        guard="select",
        reads=BY_RECORD,
    ),
    "investigations_scheduleline": Promise(
        "Lines of a version: with the investigation; by a post that schedules, before "
        "it is signed; never changed.",
        **_WITH_INVESTIGATION,
        guard="select",
    ),
    "investigations_sensitiveline": Promise(
        "Words of lines of the sensitive schedule, sealed: with the investigation, for "
        "the few posts that may know; never changed.",
        **_WITH_INVESTIGATION,
        guard="select(id, investigation_id, line_id, sealed_by_id)",
    ),
    "investigations_presumedanswer": Promise(
        "What was answered of presumed material: with the investigation; in one's own "
        "name by a post that schedules; never changed.",
        **_WITH_INVESTIGATION,
        guard="select(investigation_id, category, turn)",
    ),
}
