"""What the worker's jobs do for it: what is due by the clock, and no record besides."""

from __future__ import annotations

from collections.abc import Sequence

from tests.security.rls.attempts import NOT_GRANTED, REFUSED, Attempt
from tests.security.rls.probes.emergency.prepared import ENDED, NOTHING, OVER, access
from tests.security.rls.probes.sharing.prepared import LOOK, NOBODY, row
from tests.security.rls.rows import key
from tests.security.rls.states import STATES
from unhidden.intelligence.subjects.rules.traces import SPEC

_WORKER = "unhidden_worker"
_FAR = "now() + interval '10 years'"
#: What no job reads, each with a column that it would be read for.
_CLOSED = {
    "safeguarding_case": "urn",
    "safeguarding_deadline": "case_id",
    "visits_possiblevictim": "visit_id",
    "visits_visit": "premises_id",
    "intelligence_intelligencereport": "urn",
    "intelligence_item": "text",
    "intelligence_mention": "text",
    "intelligence_trace": "profile",
    "intelligence_premisesrisk": "reasons",
    "investigations_investigation": "grounds",
    "operations_plannedvisit": "purpose",
    "emergency_access": "words",
    "access_grant": "record_id",
}


def _works(
    procedures: str, name: str, steps: list[str], expects: str, *before: str
) -> Attempt:
    return Attempt(procedures, name, NOBODY, steps, expects, before, _WORKER)


def _deadline(due: str, met: str = "null", told: str = "null", **given: str) -> str:
    return row(
        "safeguarding_deadline",
        id="gen_random_uuid()",
        case_id="gen_random_uuid()",
        code="''",
        started_at="now()",
        due_at=due,
        met_at=met,
        end_reason="''",
        told_overdue_at=told,
        **given,
    )


def _tells(name: str, expects: str, deadline: str) -> Attempt:
    steps = [f"select count(*) from wall.tell_overdue({_FAR})"]
    cleared = "delete from safeguarding_deadline"
    return _works("tell_overdue", name, steps, expects, cleared, deadline)


def _ends(name: str, expects: str, **given: str) -> Attempt:
    steps = [f"select count(*) from wall.note_ends({_FAR})"]
    return _works("note_ends", name, steps, expects, NOTHING, access(**given))


_OVER, _SINCE = (key("operations_publicevent", number) for number in "12")


def _forgets(
    name: str, expects: str, *, event: str = _OVER, days: int = 15, email: str = "true"
) -> Attempt:
    steps = [f"select coalesce(sum(addresses), 0) from wall.forget_sign_ups({_FAR})"]
    signed_up = row(
        "operations_signup",
        id="gen_random_uuid()",
        event_id=event,
        form_key="gen_random_uuid()",
        places="1",
        signed_up_on="current_date",
        has_email=email,
    )
    return _works(
        "forget_sign_ups",
        name,
        steps,
        expects,
        "delete from operations_signup",
        signed_up,
        "update operations_publicevent set ends_at = now()",
        f"update operations_publicevent set ends_at = now() - interval '{days} days'"
        f" where id = {_OVER}",
    )


_TRACES = "intelligence_trace"
_OLD, _NEW = (key("intelligence_mention", number) for number in "12")
_TRACED = [
    f"update intelligence_trace set spec = '{SPEC}'",
    f"update intelligence_trace set spec = '0' where mention_id = {_OLD}",
]
_NO_TRACE, _ALL_UNTRACED = (
    [
        f"delete from {table} {which}"
        for table in ("intelligence_tracekey", "intelligence_meetingkey", _TRACES)
    ]
    for which in (f"where mention_id = {_OLD}", "")
)
_KEYS = '\'{"found_by": [771], "met_at": [772], "met_within": [773]}\'::jsonb'
_MADE = ", ".join(
    f"jsonb_build_object('mention', {mention}, 'profile', '{{\"new\": 1}}'::jsonb,"
    f" 'keys', {_KEYS})"
    for mention in (_OLD, _NEW)
)
_ANEW = f"select wall.trace_anew('{SPEC}', jsonb_build_array({_MADE}))"
_KEPT = (
    "select array[(select count(*) from intelligence_trace),"
    " (select count(*) from intelligence_trace where profile ? 'new'),"
    " (select count(*) from intelligence_tracekey),"
    " (select count(*) from intelligence_meetingkey)]"
)
_ALL = len(STATES)


def _waits(
    procedure: str, name: str, expects: str, before: Sequence[str], asked: str
) -> Attempt:
    steps = [f"select count(*) from wall.{procedure}({asked})"]
    return _works(procedure, name, steps, expects, *before)


def _renews(
    name: str, expects: str, *before: str, behind: str = "null", most: int = 1000
) -> Attempt:
    return _waits("traces_to_renew", name, expects, before, f"{behind}, {most}")


def _untraced(
    name: str, expects: str, *before: str, behind: str = "null", most: int = 1000
) -> Attempt:
    return _waits("untraced", name, expects, before, f"{behind}, {most}")


ATTEMPTS = [
    *(
        _works("", f"{table}, {column}", [f"select {column} from {table}"], NOT_GRANTED)
        for table, column in _CLOSED.items()
    ),
    _works("", "a colleague reads the queue", ["set local role unhidden_staff",
           "select task_name from procrastinate_jobs"], NOT_GRANTED),
    _tells("that has passed", "1", _deadline("now() - interval '1 hour'")),
    _tells("that has not passed yet", "0", _deadline("now() + interval '1 hour'")),
    _tells("that was met", "0",
           _deadline("now() - interval '1 hour'", met="now()")),
    _tells("that has ended", "0",
           _deadline("now() - interval '1 hour'", ended_at="now()")),
    _tells("that stands still", "0",
           _deadline("now() - interval '1 hour'", pauses="'{2026-01-05}'")),
    _tells("that was told", "0",
           _deadline("now() - interval '1 hour'", told="now()")),
    _ends("that has run out", "1", **OVER),
    _ends("that has not run out yet", "0"),
    _ends("that was ended", "0", **OVER, **ENDED),
    _forgets("of an event long over", "1"),
    _forgets("of one that is just over", "0", days=13),
    _forgets("of another event", "0", event=_SINCE),
    _forgets("who left none", "0", email="false"),
    _renews("what has a trace of today", "0", _TRACED[0]),
    _renews("what has an older one", "1", *_TRACED),
    _renews("what has an older one, and not from behind it", "0", *_TRACED,
            behind=_OLD),
    _renews("no more than is asked for", "1", _TRACED[0].replace(SPEC, "0"), most=1),
    _untraced("what has a trace", "0", *_TRACED),
    _untraced("what has none", "1", *_TRACED, *_NO_TRACE),
    _untraced("what has none, and not from behind it", "0", *_TRACED, *_NO_TRACE,
              behind=_OLD),
    _untraced("no more than is asked for", "1", *_ALL_UNTRACED, most=1),
    _works("trace_anew", "by rules of their own",
           [_ANEW.replace(f"'{SPEC}'", "'mine'", 1)], REFUSED, *_TRACED),
    _works("trace_anew", "what waits, and not what has one", [_ANEW, LOOK, _KEPT],
           f"[{_ALL}, 1, {_ALL}, {_ALL + 1}]", *_TRACED),
]  # fmt: skip
