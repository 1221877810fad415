"""The board of an operation: what is told, and where there is room."""

from __future__ import annotations

from tests.security.rls.promise import BY_RECORD, Promise


def holds_post(of: str, *posts: str) -> str:
    """The person holds one of these posts there now, at work on operations."""
    named = ", ".join(f"'{post}'" for post in posts)
    return (
        f"%(purpose)s = 'operation_delivery' and {of} = any(%(seen)s) and exists"
        f" (select from operations_commandpost p where p.operation_id = {of}"
        " and p.person_id = %(me)s and p.organisation_id = %(own)s"
        f" and p.post in ({named}) and p.from_at <= clock_timestamp()"
        " and (p.to_at is null or p.to_at > clock_timestamp()))"
    )


_LOOKS_AFTER = holds_post("t.operation_id", "silver", "safeguarding")
_PLACES = (
    f"{_LOOKS_AFTER} or t.manager_id = %(me)s and"
    f" {holds_post('t.operation_id', 'place_of_safety')}"
)
_KEEPS = (
    f"{_LOOKS_AFTER} and exists (select from operations_operation o"
    " where o.id = t.operation_id and o.status <> 'closed')"
)
TABLES = {
    "operations_boardchannel": Promise(
        "Names of channels: no program reads them; a procedure tells each person "
        "those of their own scopes.",
        guard="select, insert",
    ),
    "operations_boardentry": Promise(
        "What was said of a visit: with its plan; its crew and the planners of its "
        "operation add, in their own name, while it runs. Overdue crews are counted.",
        staff="select, insert",
        guard="select(id, visit_id, number, what, entered_at, about_id, entered_by_id),"
        " insert",
        reads=BY_RECORD,
        never="not exists (select from operations_plannedvisit p where p.id ="
        " t.visit_id) or %(role)s = 'partner' and not exists (select from"
        " operations_plannedvisit p join operations_teammember m on m.team_id ="
        " p.team_id where p.id = t.visit_id and m.organisation_id = %(own)s)",
    ),
    "operations_boardlistening": Promise(
        "The name that the live process listens to: one procedure tells it.",
        guard="select(name)",
    ),
    "operations_contactrule": Promise(
        "How often crews are heard from: with the operation.",
        staff="select, insert, update",
        guard="select(operation_id, kind, period, told, heard_by, further)",
        reads=BY_RECORD,
    ),
    "operations_roomdeclaration": Promise(
        "What its manager says of a place of safety: with the place; they alone add, "
        "while they hold the post and the operation is open.",
        staff="select, insert",
        reads="place_id in ({operations_safetyplace})",
        adds="declared_by_id = %(me)s and place_id in ({operations_safetyplace}) and"
        " exists (select from operations_safetyplace s join operations_operation o on"
        " o.id = s.operation_id where s.id = t.place_id and s.manager_id = %(me)s"
        " and s.removed_at is null"
        f" and o.status <> 'closed' and {holds_post('o.id', 'place_of_safety')})",
    ),
    "operations_safetyplace": Promise(
        "Places of safety: by posts Silver, the safeguarding lead, and who manages one;"
        " the first two add, and say who manages, while the operation is open.",
        staff="select, insert, update(manager_id, removed_at)",
        guard="select(id, operation_id, manager_id, removed_at), update(manager_id)",
        reads=_PLACES,
        adds=_KEEPS,
        changes=_KEEPS,
    ),
}
