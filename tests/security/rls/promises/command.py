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


_COMMANDED = _commanded("t.operation_id")
_WITH_OPERATION = "t.operation_id in ({operations_operation})"
_OPEN = f"t.kind = 'operation' and {_commanded('t.subject_id')}"

TABLES = {
    "operations_commandpost": Promise(
        "Who holds which post: with the operation. Who decides about it appoints, and "
        "nobody makes themselves Gold; posts end by a procedure.",
        staff="select, insert",
        guard="select, insert, update(to_at, closed_at, handed_to_id)",
        reads=_WITH_OPERATION,
        adds=f"{_DECIDES} and (t.post <> 'gold' or t.person_id <> %(me)s)",
    ),
    "operations_commandtext": Promise(
        "Versions of an operation's texts: with the operation; who commands adds one.",
        staff="select, insert",
        reads=_WITH_OPERATION,
        adds=_COMMANDED,
    ),
    "operations_commandrisk": Promise(
        "The risk register: who commands the operation.",
        staff="select, insert, update(subject, risk, likelihood, impact, control, "
        "owner, review_on, closed_at, version)",
        guard="select(operation_id, likelihood, impact, control, closed_at)",
        reads=_COMMANDED,
        adds=_COMMANDED,
        changes=_COMMANDED,
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
        "Decisions: to whom the log is open; written by a procedure, and by nothing "
        "changed.",
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
