"""Who may take a turn, and that it is held: one after the other, and no stranger."""

from __future__ import annotations

from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.probes.agencies.prepared import (
    FURTHER,
    LAST,
    PLACE,
    SECOND,
    THEIRS,
    THIRD,
    granted,
)
from tests.security.rls.probes.reviewing import BESIDE, MINE
from tests.security.rls.probes.sharing.prepared import ANALYST, LOOK, NOBODY
from tests.security.rls.probes.teams import LED
from tests.security.rls.states import COLLEAGUE, PERSON
from tests.security.rls.world import STAFF

_SUPPORT = ("support_worker", "safeguarding_support")
_PUBLIC, _WORKER = "unhidden_public", "unhidden_worker"
_EVENT = "'00000000-0000-4000-8000-0000000e7e47'"


def _held(work: str, subject: object = "subject") -> str:
    """Whether the row of the turn is there, and locked by this transaction."""
    return (
        "select count(*) from wall.turn where xmax::text <> '0'"
        f" and work = '{work}' and subject = {subject}"
    )


def _tried(
    procedure: str, name: str, who: tuple[str, str], expects: str, *steps: str,
    role: str = STAFF, before: tuple[str, ...] = (),
) -> Attempt:  # fmt: skip
    return Attempt(f"{procedure} take_turn", name, who, steps, expects, before, role)


def _desk(
    name: str, who: tuple[str, str], expects: str, work: str = "judging"
) -> Attempt:
    return _tried("desk_turn", name, who, expects, f"select wall.desk_turn('{work}')")


def _event(name: str, expects: str, is_public: str, event: str = _EVENT) -> Attempt:
    shown = (
        f"update operations_publicevent set id = {_EVENT}, is_public = {is_public}"
        " where id = (select id from operations_publicevent limit 1)"
    )
    step = f"select wall.event_turn({event})"
    return _tried(
        "event_turn", name, NOBODY, expects, step, role=_PUBLIC, before=(shown,)
    )


_TAKES = f"select wall.report_turn({MINE})"
_ANOTHER = "insert into wall.turn values ('{}', gen_random_uuid())"
#: Beside the place that ends: a share, a place that ended, and another team's.
_AROUND = (
    granted(SECOND, LED, COLLEAGUE, "worker"),
    granted(FURTHER, LED, THIRD, ""),
    granted(LAST, LED, THIRD, "lead", "now()"),
    granted(PLACE, THEIRS, THIRD),
)
_BESIDE = f"'{FURTHER}', '{LAST}', '{PLACE}'"
_LOCKED = (
    f"select count(*) filter (where person_id = '{PERSON}') || ' of ' || count(*)"
    f" from access_grant where xmax::text <> '0' and (id in ({_BESIDE})"
    f" or record_id = {LED} and ended_at is null)"
)
_IMPORTS, _TRAINS = "select wall.import_turn()", "select wall.training_turn()"
ATTEMPTS = [
    _desk("an analyst judges", ANALYST, DONE),
    _desk("an analyst publishes", ANALYST, DONE, "publishing"),
    _desk("an analyst asks", ANALYST, DONE, "asking"),
    _desk("who supports survivors", _SUPPORT, REFUSED),
    _desk("nobody", NOBODY, REFUSED),
    _desk("another's work", ANALYST, REFUSED, "sealing"),
    _tried("desk_turn", "and it is held", ANALYST, "1",
           "select wall.desk_turn('judging')", LOOK, _held("judging")),
    _tried("report_turn", "of what they read", ANALYST, DONE, _TAKES),
    _tried("report_turn", "of what they do not", ANALYST, REFUSED,
           f"select wall.report_turn({BESIDE})"),
    _tried("report_turn", "nobody", NOBODY, REFUSED, _TAKES),
    _tried("report_turn", "of no report", ANALYST, REFUSED,
           "select wall.report_turn(null)"),
    _tried("report_turn", "and that is held", ANALYST, "1", _TAKES, LOOK,
           _held("items", MINE)),
    _tried("report_turn", "and no other", ANALYST, "0",
           "select wall.desk_turn('judging')", _TAKES, LOOK,
           _held("items", "'00000000-0000-0000-0000-000000000000'")),
    _event("at a published event", DONE, "true"),
    _event("at one that is not", REFUSED, "false"),
    _event("at none", REFUSED, "true", f"'{PERSON}'"),
    _tried("import_turn", "the worker imports", NOBODY, "1", _IMPORTS, LOOK,
           _held("importing"), role=_WORKER),
    _tried("training_turn", "the worker trains", NOBODY, "True", _TRAINS,
           role=_WORKER),
    _tried("training_turn", "where there is a turn", NOBODY, "False", _TRAINS,
           role=_WORKER, before=("delete from wall.turn where work = 'training'",
                                 _ANOTHER.format("importing"))),
    _tried("take_turn", "hold that one alone", ANALYST, "1",
           "select wall.desk_turn('judging')", LOOK,
           "select count(*) from wall.turn where xmax::text <> '0'"
            " and work in ('judging', 'other')",
           before=(_ANOTHER.format("judging"),
                   "insert into wall.turn select 'other', subject from wall.turn")),
    Attempt("end_grant", "hold the team, and no other place", _SUPPORT,
            [f"select wall.end_grant('{SECOND}', now())", LOOK, _LOCKED], "1 of 1",
            _AROUND),
    *[
        _tried("take_turn", f"hold a turn by hand: {lock}", ANALYST, REFUSED,
               f"select from wall.turn {lock}")
        for lock in ("for update", "for share", "for key share")
    ],
]  # fmt: skip
