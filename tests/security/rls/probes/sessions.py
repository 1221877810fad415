"""Sessions that are over: the worker deletes them, and no living one."""

from __future__ import annotations

from tests.security.rls.attempts import NOT_GRANTED, Attempt
from tests.security.rls.probes.contexts import NOBODY
from tests.security.rls.probes.sharing.prepared import LOOK, row
from tests.security.rls.states import PERSON
from tests.security.rls.world import STAFF

_WORKER, _SIGNIN = "unhidden_worker", "unhidden_signin"
_KEY = "'.synthetic'"
_FORGET = "select wall.forget_ended_sessions()"
_OVER, _GOES_ON = "now() - interval '1 second'", "now() + interval '1 hour'"
_LONG_AGO, _JUST_NOW = "now() - interval '25 hours'", "now() - interval '1 hour'"
_EMPTY = ["delete from django_session", "delete from usersessions_usersession"]
_LISTED = [LOOK, "select count(*) from usersessions_usersession"]


def _session(ends: str) -> list[str]:
    kept = row("django_session", session_key=_KEY, session_data="''", expire_date=ends)
    return [*_EMPTY, kept]


def _listed(since: str) -> str:
    return row(
        "usersessions_usersession",
        user_id=f"'{PERSON}'",
        created_at=since,
        last_seen_at=since,
        ip="'127.0.0.1'",
        session_key=_KEY,
        user_agent="''",
        data="'{}'",
    )


def _tried(
    name: str, steps: list[str], expects: str, before: list[str], role: str = _WORKER
) -> Attempt:
    return Attempt(
        "forget_ended_sessions", name, NOBODY, [_FORGET, *steps], expects, before, role
    )


ATTEMPTS = [
    _tried("a session that is over", [], "1", _session(_OVER)),
    _tried("a session that goes on", [], "0", _session(_GOES_ON)),
    _tried("listed, and over", _LISTED, "0", [*_EMPTY, _listed(_LONG_AGO)]),
    _tried("listed, and not kept yet", _LISTED, "1", [*_EMPTY, _listed(_JUST_NOW)]),
    _tried(
        "listed, and going on", _LISTED, "1", [*_session(_GOES_ON), _listed(_LONG_AGO)]
    ),
    _tried(
        "listed, and another's goes on",
        _LISTED,
        "0",
        [
            *_session(_GOES_ON),
            "update django_session set session_key = '.another'",
            _listed(_LONG_AGO),
        ],
    ),
    _tried("by a colleague", [], NOT_GRANTED, _EMPTY, STAFF),
    _tried("by who signs people in", [], NOT_GRANTED, _EMPTY, _SIGNIN),
]
