"""Posts in an investigation, who has an interest in it, and who takes part."""

from __future__ import annotations

from tests.security.rls.kept_from import never
from tests.security.rls.promise import BY_RECORD, Promise

TABLES: dict[str, Promise] = {
    "investigations_post": Promise(
        "A function that somebody holds from ``began_at`` until it ends: with its "
        "investigation; given by who decides about its team.",
        staff="select, insert, update(ended_at, ended_by_id)",
        guard="select",
        reads=BY_RECORD,
    ),
    "investigations_interestconflict": Promise(
        "Somebody's interest in the case, for which they never schedule its "
        "material: with its investigation; to no sterile post, and in no emergency.",
        staff="select, insert",
        guard="select(id, investigation_id, person_id)",
        reads=BY_RECORD,
        never=never("t.recorded_by_id"),
    ),
    "investigations_investigationpartner": Promise(
        "Another organisation in a joint investigation: by which agreement, with "
        "which powers, from when to when. Its material is material of the "
        "prosecution: with its investigation.",
        staff="select, insert, update(until_on, ended_by_id)",
        reads=BY_RECORD,
    ),
}
