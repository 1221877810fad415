"""Who commands an operation, and what its log says: posts open it while they last."""

from __future__ import annotations

from tests.security.rls.promise import Promise

_HELD = (
    "exists (select from operations_commandpost p where p.operation_id = {of}"
    " and p.person_id = %(me)s and p.organisation_id = %(own)s"
    " and p.from_at <= clock_timestamp()"
    " and (p.to_at is null or p.to_at > clock_timestamp()))"
)
_DECIDES = "%(purpose)s = 'operation_delivery' and t.operation_id = any(%(managed)s)"


def _commanded(of: str) -> str:
    """Seen, at work on operations, and decided about or commanded by a post."""
    return (
        f"%(purpose)s = 'operation_delivery' and {of} = any(%(seen)s)"
        f" and ({of} = any(%(managed)s) or {_HELD.format(of=of)})"
    )


def _in_charge(of: str) -> str:
    """By Gold, Silver or the safeguarding lead; without the first two, by planners."""
    at_top = "p.post in ('gold', 'silver', 'safeguarding') and"
    held = _HELD.format(of=of)
    of_anybody = held.replace(
        "p.person_id = %(me)s and p.organisation_id = %(own)s", _TOP
    )
    return (
        f"%(purpose)s = 'operation_delivery' and {of} = any(%(seen)s)"
        f" and ({held.replace('p.from_at', f'{at_top} p.from_at', 1)}"
        f" or {of} = any(%(managed)s) and not {of_anybody})"
    )


_TOP = "p.post in ('gold', 'silver')"
_COMMANDED = _commanded("t.operation_id")
_KEPT = _in_charge("t.operation_id")
_WITH_OPERATION = "t.operation_id in ({operations_operation})"
_JOINED = _commanded("t.subject_id")
_TOLD = (
    "exists (select from operations_commandpost p where p.operation_id = t.subject_id"
    " and p.person_id = %(me)s and p.organisation_id = %(own)s"
    " and p.from_at <= clock_timestamp()"
    " and (p.to_at is null or p.to_at > clock_timestamp())"
    " and t.addressed_to ? p.post)"
    " or t.addressed_to ? 'planner' and t.subject_id = any(%(managed)s)"
)
_OPEN = (
    f"t.kind = 'operation' and ({_in_charge('t.subject_id')} or {_JOINED}"
    f" and (t.author_id = %(me)s and t.organisation_id = %(own)s or {_TOLD}))"
)

TABLES = {
    "operations_commandpost": Promise(
        "Who holds which post: with the operation. Who decides about it appoints, but "
        "Gold and Silver for the lead alone, nobody themselves as Gold, and none from "
        "a day on that is over; posts are offered, taken and ended by procedures.",
        staff="select, insert",
        guard="select, insert, update(to_at, closed_at, handed_to_id, offered_to_id, "
        "offered_for_id, offered_at)",
        reads=_WITH_OPERATION,
        adds=f"{_DECIDES} and (t.post <> 'gold' or t.person_id <> %(me)s)"
        " and (t.post not in ('gold', 'silver') or exists (select from"
        " operations_operation o where o.id = t.operation_id and o.lead_id = %(own)s))"
        " and t.from_at > clock_timestamp() - interval '10 minutes'"
        " and t.closed_at is null and t.handed_to_id is null"
        " and t.offered_to_id is null",
    ),
    "operations_commandtext": Promise(
        "Versions of an operation's texts: with the operation; who commands adds one.",
        staff="select, insert",
        reads=_WITH_OPERATION,
        adds=_COMMANDED,
    ),
    "operations_commandrisk": Promise(
        "The risk register: who commands the operation reads it, who is in charge "
        "writes it; an owner writes a control by a procedure.",
        staff="select, insert, update(subject, risk, likelihood, impact, control, "
        "owner, review_on, closed_at, version)",
        guard="select, update(control, version)",
        reads=_COMMANDED,
        adds=_KEPT,
        changes=_KEPT,
    ),
    "operations_calendarentry": Promise(
        "How lines of the calendar stand: who commands the operation.",
        staff="select, insert, update(title, due_on, owner, state, note, set_by_id, "
        "set_at)",
        reads=_COMMANDED,
        adds=_COMMANDED,
        changes=_COMMANDED,
    ),
    "decision_log_decision": Promise(
        "Decisions: who is in charge of the subject, others their own and what is "
        "addressed to them; written by a procedure, and by nothing changed.",
        staff="select",
        guard="select, insert",
        reads=_OPEN,
    ),
    "decision_log_addendum": Promise(
        "Addenda: with their decision; written by a procedure, and never changed.",
        staff="select",
        guard="select, insert",
        reads="t.decision_id in ({decision_log_decision})",
    ),
    "decision_log_decisiondraft": Promise(
        "What somebody has not finished writing: theirs alone.",
        staff="select, insert, update(typed, saved_at), delete",
        reads="t.author_id = %(me)s",
        adds="t.author_id = %(me)s",
        changes="t.author_id = %(me)s",
        removes="t.author_id = %(me)s",
    ),
}
