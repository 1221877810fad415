"""Briefs and debriefs: who must know, and who goes."""

from __future__ import annotations

from tests.security.rls.promise import BY_RECORD, Promise

_WORK = "%(purpose)s = 'operation_delivery'"
_SEEN = "{row}.operation_id in ({{operations_operation}})"
_OWN = (
    "exists (select from operations_operation o where o.id = {row}.operation_id"
    " and o.lead_id = %(own)s)"
)
_PLANNED = (
    f"({_WORK} and {_SEEN} and %(role)s = 'planner'"
    f" and ({_OWN} or {{row}}.operation_id = any(%(managed)s)))"
)
_LED = (
    f"({_PLANNED} or {_WORK} and {_SEEN} and %(role)s = 'safeguarding_lead' and {_OWN})"
)
_GOES = (
    f"({_WORK} and {_SEEN} and exists (select from operations_operation o"
    " where o.id = {row}.operation_id and o.status <> 'closed')"
    " and exists (select from operations_teammember m"
    " join operations_team e on e.id = m.team_id"
    " where e.operation_id = {row}.operation_id"
    " and ({row}.team_id is null or e.id = {row}.team_id)"
    " and m.person_id = %(me)s and m.organisation_id = %(own)s))"
)
_OWNED = f"({_WORK} and t.owner_id = %(me)s)"
_MINE = "organisation_id = %(own)s"
_CLOSED = (
    f"{_SEEN} and exists (select from operations_operation o"
    " where o.id = {row}.operation_id and o.status = 'closed')"
)
_NEXT_OF_ONES_OWN = (
    f"({_WORK} and t.owner_id = %(me)s and exists (select from operations_outcomecheck"
    " c where c.operation_id = t.operation_id and c.months = t.months"
    " and c.number = t.number - 1 and c.owner_id = %(me)s and c.met_by_id = %(me)s))"
)


def _of(condition: str, row: str = "t") -> str:
    return condition.format(row=row)


def _of_brief(condition: str) -> str:
    brief = "select from operations_operationbrief b where b.id = t.brief_id"
    return f"exists ({brief} and {_of(condition, 'b')})"


def _of_version(condition: str) -> str:
    inner = condition.format(row="b")
    return (
        "exists (select from operations_briefversion v join operations_operationbrief b"
        f" on b.id = v.brief_id where v.id = t.version_id and {inner})"
    )


_POLICE = (
    "exists (select from agencies_organisation a where a.id = %(own)s"
    " and a.kind in ('police', 'law_enforcement'))"
)
TABLES = {
    "operations_operationbrief": Promise(
        "A crew's brief: who plans it, the safeguarding lead there, and who goes.",
        staff="select, insert, update(begun_at)",
        reads=_of(f"{_LED} or {_GOES}"),
        adds=_of(_PLANNED),
        changes=_of(_PLANNED),
    ),
    "operations_briefdraft": Promise(
        "What a brief will say: its planners.",
        staff="select, insert, update",
        reads=_of_brief(_PLANNED),
        adds=_of_brief(_PLANNED),
        changes=_of_brief(_PLANNED),
    ),
    "operations_briefversion": Promise(
        "That a brief was issued: with the brief; its planners issue.",
        staff="select, insert",
        reads="brief_id in ({operations_operationbrief})",
        adds=_of_brief(_PLANNED),
    ),
    "operations_briefpaper": Promise(
        "What a brief says: with it, and where facts came from police alone.",
        staff="select, insert",
        reads="version_id in ({operations_briefversion}) and (audience = 'safety'"
        f" or {_POLICE} or {_of_version(_LED)})",
        adds=_of_version(_PLANNED),
    ),
    "operations_briefacknowledgement": Promise(
        "Who has read a brief: with it; whoever goes, in their own name.",
        staff="select, insert",
        reads="version_id in ({operations_briefversion})",
        adds=f"person_id = %(me)s and {_MINE} and {_of_version(_GOES)}",
    ),
    "operations_hotdebrief": Promise(
        "What a crew says at the end of the day: as its brief; in one's own name.",
        staff="select, insert",
        reads=_of(f"{_LED} or {_GOES}"),
        adds=f"written_by_id = %(me)s and {_MINE}"
        f" and ({_of(_PLANNED)} or {_of(_GOES)})",
    ),
    "operations_structureddebrief": Promise(
        "The structured debrief: with the operation.",
        staff="select, insert, update",
        reads=BY_RECORD,
    ),
    "operations_debriefaction": Promise(
        "What is to be done after it: with the operation, and its owner.",
        staff="select, insert,"
        " update(owner_id, due_on, done_words, done_by_id, done_at)",
        reads=f"t.operation_id in ({{operations_operation}}) or {_OWNED}",
        adds=_of(f"{_PLANNED} and {_CLOSED}"),
        changes=f"{_of(_PLANNED)} or {_OWNED}",
    ),
    "operations_outcomecheck": Promise(
        "Checks of outcomes: who plans, the safeguarding lead there, and its owner, who"
        " sets the next of one that they met.",
        staff="select, insert, update(owner_id, found, met_by_id, met_at)",
        reads=f"{_of(_LED)} or {_OWNED}",
        adds=_of(f"{_CLOSED} and ({_PLANNED} or {_NEXT_OF_ONES_OWN})"),
        changes=f"{_of(_PLANNED)} or {_OWNED}",
    ),
}
