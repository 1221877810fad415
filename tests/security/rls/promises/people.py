"""People of an investigation: numbers in the clear, who they are sealed."""

from __future__ import annotations

from tests.security.rls.kept_from import STERILE, never
from tests.security.rls.promise import BY_RECORD, Promise

TABLES: dict[str, Promise] = {
    "investigations_investigatedperson": Promise(
        "Somebody in an investigation; pages show the number, the team opens the "
        "name: with its investigation.",
        staff="select, insert",
        guard="select(id, investigation_id, possible_victim_id)",
        reads=BY_RECORD,
    ),
    "investigations_personidentity": Promise(
        "Who a person is, as the team knew from a moment on; the last one counts: "
        "with its investigation; what others wrote, to no sterile post.",
        staff="select, insert",
        guard="select(id, investigation_id)",
        reads=BY_RECORD,
        never=never("t.written_by_id", STERILE),
    ),
    "investigations_personcontact": Promise(
        "How a person is reached, sealed: with the investigation, for the few "
        "posts that reach them; in one's own name, never changed.",
        staff="select, insert",
        guard="select(id, investigation_id)",
        reads=BY_RECORD,
    ),
    "investigations_personrole": Promise(
        "What a person is in the investigation, from when; ended, never deleted: "
        "with its investigation.",
        staff="select, insert, update(ended_at, ended_by_id)",
        guard="select",
        reads=BY_RECORD,
    ),
    "investigations_section45record": Promise(
        "Why somebody who may be a victim is treated as a suspect: by the senior "
        "investigating officer, element by element, before caution or charge: "
        "with its investigation; to no sterile post, and in no emergency.",
        staff="select, insert",
        guard="select(id, investigation_id, person_id)",
        reads=BY_RECORD,
        never=never("t.decided_by_id"),
    ),
    "investigations_subjectlink": Promise(
        "That a person here is a subject of the desk: a decision with its reason: "
        "with its investigation; to no sterile post, and in no emergency.",
        staff="select, insert, update(withdrawn_at, withdrawn_by_id)",
        guard="select(id, investigation_id)",
        reads=BY_RECORD,
        never=never("t.linked_by_id"),
    ),
}
