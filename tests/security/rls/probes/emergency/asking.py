"""Asking for a record in an emergency, and what it opens."""

from __future__ import annotations

from collections.abc import Sequence

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.emergency.prepared import (
    BESIDE,
    ENDED,
    INVESTIGATION,
    LEADER,
    MINE,
    NOBODY,
    NOTHING,
    OPENED,
    OVER,
    OWNED,
    STRANGERS,
    SUPPORT,
    THIS,
    access,
    accesses,
    grant,
    looking,
    of_access,
    of_grants,
)
from tests.security.rls.records import ABOVE, CASE, KEPT_OUT, RESTRICTED, WORKER, record
from tests.security.rls.states import ALL, COLLEAGUE, HOUR, Way
from tests.security.rls.world import LONG_AGO

SYSTEM = ("system", "system_admin")
TWICE = "23505"  # nobody is let in twice at once


def _asked(due_on: str = "current_date + 5", at: str = "now()") -> str:
    given = f"{THIS}, 'found', 'missing', 'nobody has seen her since Monday'"
    called = f"wall.open_in_emergency({given}, {due_on}, {at})"
    return f"select outcome from {called}"


ASK = _asked()
_OVER = record(CASE, (Way("break_glass", categories=ALL, lasts=-HOUR),))
_RUNS = (Way("break_glass", categories=("operational", "health"), lasts=HOUR),)
_SHUT = record(CASE, (), RESTRICTED)


def _called(case: str, table: str = CASE) -> str:
    return f"update {table} set urn = 'found' where id = {case}"


def _ask(
    name: str,
    expects: str,
    *before: str,
    case: str = STRANGERS,
    who: tuple[str, str] = SUPPORT,
    procedures: str = "open_in_emergency",
    after: Sequence[str] = (),
    proved_ago: int = 0,
    ask: str = ASK,
) -> Attempt:
    """Asked for by its reference, after what was prepared."""
    named = [_called(case)] if case else []
    prepared = [NOTHING, *named, *before]
    return Attempt(
        procedures, name, who, [ask, *after], expects, prepared,
        proved_ago=proved_ago,
    )  # fmt: skip


def _stop(name: str, expects: str, *before: str) -> Attempt:
    return _ask(name, expects, *before, procedures="emergency_stop")


def _reads(case: str) -> list[str]:
    return [
        f"select set_config('unhidden.looked_at', ({case})::text, true)",
        f"select count(*) from safeguarding_case where id = {case}",
    ]


ASKING = [
    _ask("a stranger to the record", "opened"),
    _ask("and reads it", "1", after=_reads(STRANGERS)),
    _ask("a restricted one waits", "waiting", case=_SHUT),
    _ask("and is not read", "0", case=_SHUT, after=_reads(_SHUT)),
    _ask("nobody asks", REFUSED, who=NOBODY),
    _ask("the system asks", REFUSED, who=SYSTEM),
    _ask("a reference of none", "refused", case=""),
    _ask("another kind of record", "refused",
         _called(record(INVESTIGATION, ()), INVESTIGATION), case=""),
    _ask("kept out", "refused", case=record(CASE, (), KEPT_OUT)),
    _ask("without the clearance", "refused", case=record(CASE, (), ABOVE)),
    _ask("on its team", "able", case=record(CASE, WORKER)),
    _ask("asked before", "asked", access(**MINE)),
    _ask("a colleague has asked before", "opened",
         access(id=BESIDE, record_id=STRANGERS)),
    _ask("asked for another before", "opened",
         access(**{**MINE, "id": BESIDE, "record_id": _OVER})),
    _ask("asked before, and ended it", "opened",
         access(**{**MINE, "id": BESIDE}, **ENDED)),
    _ask("asked before, and it is over", "opened",
         access(**{**MINE, "id": BESIDE}, **OVER)),
]  # fmt: skip


def _kept(asked: str) -> list[str]:
    return looking([], of_access(asked, THIS))


_TOLD = looking([], f"select count(*) from emergency_notice where access_id = {THIS}")
KEEPING = [
    _ask("as if tomorrow, for four hours of today", "True",
         ask=_asked(at="now() + interval '1 day'"),
         after=_kept("until_at <= clock_timestamp() + interval '4 hours'")),
    _ask("to be reviewed next year, and is in two weeks", "True",
         ask=_asked(due_on="current_date + 365"),
         after=_kept("review_due_on <= wall.today() + 14")),
    _ask("a restricted one is not opened yet", "True", case=_SHUT,
         after=_kept("opened_at is null and needs_approval")),
    _ask("both organisations are told", "2", after=_TOLD),
    _ask("and one's own but once", "1", case=OWNED, after=_TOLD),
]  # fmt: skip

_LATE = {**MINE, **OPENED, **OVER, "id": BESIDE, "review_due_on": "wall.today() - 1"}
_AGO = {**MINE, **OVER, "id": BESIDE, "asked_at": "now() - interval '25 hours'"}
STOPPING = [
    _ask("proved who they are long ago", "stale", proved_ago=LONG_AGO,
         procedures="open_in_emergency emergency_stop"),
    _ask("proved it six minutes ago", "stale", proved_ago=6,
         procedures="is_fresh emergency_stop"),
    _ask("proved it four minutes ago", "opened", proved_ago=4,
         procedures="is_fresh emergency_stop"),
    _stop("one is not reviewed in time", "suspended", access(**_LATE)),
    _stop("a colleague's is not reviewed", "opened",
          access(**{**_LATE, "person_id": f"'{COLLEAGUE}'"})),
    _stop("one that never opened is not reviewed", "opened",
          access(**{**_LATE, "opened_at": "null"})),
    _stop("a late one is reviewed", "opened", access(**_LATE, reviewed_at="now()")),
    _stop("one is to be reviewed today", "opened",
          access(**{**_LATE, "review_due_on": "wall.today()"})),
    _stop("three today", "locked", accesses(3, {**MINE, **OVER})),
    _stop("two today, and a colleague's", "opened", accesses(2, {**MINE, **OVER}),
          access(id=BESIDE, **OVER)),
    _stop("two today, and one yesterday", "opened", accesses(2, {**MINE, **OVER}),
          access(**_AGO)),
]  # fmt: skip


def _let(
    name: str,
    look: str,
    expects: str,
    *before: str,
    case: str = STRANGERS,
    who: tuple[str, str] = SUPPORT,
) -> Attempt:
    """What the grant table holds after somebody was let in."""
    return _ask(
        name, expects, *before, case=case, who=who, after=looking([], look),
        procedures="let_in_emergency",
    )  # fmt: skip


_PURPOSES = of_grants("purposes::text", f"source_id = {THIS}")
_STAYS = of_grants("ended_at is null", f"source_id = {BESIDE}")
_PAST = {"until_at": "now() - interval '2 hours'"}
LETTING = [
    _let("for the role's task", _PURPOSES, "{safeguarding_support}"),
    _let("but not to disclose", _PURPOSES, "{safeguarding_support}", who=LEADER),
    _let("but immigration", of_grants("cardinality(categories)",
         f"source_id = {THIS} and not 'immigration' = any(categories)"), "7"),
    _let("for as long as was asked",
         of_grants("until_at = from_at + interval '4 hours'", f"source_id = {THIS}"),
         "True"),
    _let("that one alone", of_grants("count(*)", f"source_id = {BESIDE}"), "0",
         access(id=BESIDE)),
    _ask("once more, after one is over", "opened", case=_OVER,
         procedures="let_in_emergency"),
    _ask("once more, while one runs", TWICE, case=record(CASE, _RUNS),
         procedures="let_in_emergency"),
    _let("another record's is left as it was",
         of_grants("bool_and(ended_at is null)",
                   f"record_id = {_OVER} and basis = 'break_glass'"),
         "True", access(**{**MINE, **OVER, "id": BESIDE, "record_id": _OVER})),
    _let("a colleague's is left as it was", _STAYS, "True",
         grant(BESIDE, STRANGERS, COLLEAGUE, **_PAST)),
    _let("a share that is over is left as it was", _STAYS, "True",
         grant(BESIDE, STRANGERS, **_PAST, basis="'share'")),
    _let("what was ended before is left as it was",
         of_grants("ended_at < until_at", f"source_id = {BESIDE}"), "True",
         grant(BESIDE, STRANGERS, **_PAST,
               ended_at="now() - interval '3 hours'")),
]  # fmt: skip
ATTEMPTS = [*ASKING, *KEEPING, *STOPPING, *LETTING]
