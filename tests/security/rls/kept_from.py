"""Who is kept from what others sealed in an investigation, in the words of promises."""

from __future__ import annotations

#: By a sterile post that lasts.
STERILE = (
    "exists (select from investigations_post p where p.investigation_id ="
    " t.investigation_id and p.person_id = %(me)s and p.is_sterile"
    " and p.ended_at is null)"
)
#: Since an emergency alone let them in.
EMERGENCY = (
    "exists (select from access_grant g where g.record_id = t.investigation_id"
    " and g.domain = 'investigation' and g.person_id = %(me)s"
    " and g.basis = 'break_glass' and g.ended_at is null)"
    " and not exists (select from access_grant g where g.record_id ="
    " t.investigation_id and g.person_id = %(me)s and g.basis = 'team'"
    " and g.ended_at is null)"
)
BOTH = f"({STERILE} or {EMERGENCY})"


def never(own: str, kept: str = BOTH) -> str:
    """That a row of another's is not shown to whoever is kept from it."""
    return f"{own} <> %(me)s and ({kept})"
