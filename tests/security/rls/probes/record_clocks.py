"""Clocks of investigations: met, moved and told of by law, and whom they wait for."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.sharing.prepared import NOBODY, row
from tests.security.rls.records import record
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, PERSON, Way

_AT_WORK = ("investigator", "investigation")
_HEADS = "investigations_investigation"
_LED = record(_HEADS, (Way("team", "lead"),))
_WORKED = record(_HEADS, (Way("team", "worker"),))
_CLOCK, _ANOTHER = key("record_clocks", "'c'"), key("record_clocks", "'d'")
_WHO, _WHO_ELSE = key("record_clocks", "'p'"), key("record_clocks", "'q'")
_WRONG = "23514"
_ME = f"'{PERSON}'"
_DUE = "now() - interval '1 hour'"
_CLEARED = (
    "delete from investigations_victimupdate",
    "delete from investigations_clockstep",
    "delete from investigations_investigationclock",
    "delete from investigations_post",
)


_QUIET = tuple(
    f"alter table investigations_{name} disable trigger user"
    for name in ("clockstep", "victimupdate", "post")
)


def _clock(of: str = "custody", made: str = _CLOCK, **given: str) -> str:
    whole = {
        "id": made,
        "investigation_id": _LED,
        "person_id": _WHO,
        "of": f"'{of}'",
        "rule": "'custody_24'",
        "reference": "''",
        "started_at": "now() - interval '9 hours'",
        "due_at": _DUE,
        "started_by_id": _ME,
        "entered_at": "now()",
    }
    return row("investigations_investigationclock", **{**whole, **given})


def _step(turn: int, step: str, ago: str = "1 hour", **given: str) -> str:
    words = {
        "met": {"event": "'charged'"},
        "paused": {"provision": "'hospital'"},
        "extended": {"provision": "'superintendent'"},
        "lapsed": {"reason": "'missed'"},
    }
    whole = {
        "id": "gen_random_uuid()",
        "investigation_id": _LED,
        "clock_id": _CLOCK,
        "turn": str(turn),
        "step": f"'{step}'",
        "happened_at": f"now() - interval '{ago}'",
        "due_at": _DUE,
        "event": "''",
        "provision": "''",
        "reason": "''",
        "entered_by_id": _ME,
        "entered_at": "now()",
    }
    return row("investigations_clockstep", **{**whole, **words.get(step, {}), **given})


def _update(result: str = "told", ago: str = "1 hour", **given: str) -> str:
    whole = {
        "id": "gen_random_uuid()",
        "investigation_id": _LED,
        "person_id": _WHO,
        "clock_id": _CLOCK,
        "channel": "'supporter'",
        "language": "'ro'",
        "result": f"'{result}'",
        "happened_at": f"now() - interval '{ago}'",
        "entered_by_id": _ME,
        "entered_at": "now()",
    }
    return row("investigations_victimupdate", **{**whole, **given})


def _post(function: str = "victim_liaison", **given: str) -> str:
    whole = {
        "id": "gen_random_uuid()",
        "investigation_id": _LED,
        "person_id": _ME,
        "function": f"'{function}'",
        "is_sterile": "false",
        "began_at": "now() - interval '1 day'",
        "given_by_id": _ME,
    }
    return row("investigations_post", **{**whole, **given})


def _tries(named: str, name: str, expects: str, step: str, *before: str) -> Attempt:
    table = named.rpartition("_")[0].removesuffix("_is")
    prepared = [
        "set local session_replication_role = replica",
        *_CLEARED,
        *_QUIET,
        *before,
        f"alter table {table} enable always trigger {named}",
        "set local session_replication_role = origin",
    ]
    return Attempt(f"{named} {table}", name, _AT_WORK, [step], expects, prepared)


def _steps(name: str, expects: str, step: str, *before: str) -> Attempt:
    return _tries("investigations_clockstep_follows", name, expects, step, *before)


def _tells(name: str, expects: str, step: str, *before: str) -> Attempt:
    return _tries("investigations_victimupdate_is_wished", name, expects, step, *before)


_NINE = "now() - interval '9 hours'"
_PAUSED = _step(1, "paused", "3 hours")
_ASKED = _update("asked_not", "3 hours")
_OF_A_VICTIM = _clock("victim")
_STILL = _step(1, "paused", "3 hours", provision="'asked_not_to_be_told'")
_BY_TELLING = _step(1, "met", event="'told'")

STEPS = [
    _steps("met", "done", _step(1, "met"), _clock()),
    _steps("of a clock that is not there", _WRONG, _step(1, "met")),
    _steps("of no clock, beside another", _WRONG, _step(1, "met"),
           _clock(made=_ANOTHER)),
    _steps("beside what another clock did", "done", _step(1, "met"), _clock(),
           _clock(made=_ANOTHER), _step(1, "lapsed", "2 hours", clock_id=_ANOTHER)),
    _steps("of another investigation's clock", _WRONG, _step(1, "met"),
           _clock(investigation_id=_WORKED)),
    _steps("the second as the first", _WRONG, _step(1, "met"), _clock(), _PAUSED),
    _steps("the first as the second", _WRONG, _step(2, "met"), _clock()),
    _steps("after it was met", _WRONG, _step(2, "lapsed"), _clock(),
           _step(1, "met", "2 hours")),
    _steps("after it lapsed", _WRONG, _step(2, "met"), _clock(),
           _step(1, "lapsed", "2 hours")),
    _steps("stood still", "done", _step(1, "paused"), _clock()),
    _steps("met while it stands still", "done", _step(2, "met"), _clock(), _PAUSED),
    _steps("lapsed while it stands still", "done", _step(2, "lapsed"), _clock(),
           _PAUSED),
    _steps("extended while it stands still", _WRONG,
           _step(2, "extended", "2 hours", due_at="now()"), _clock(), _PAUSED),
    _steps("on, as long as it stood", "done",
           _step(2, "resumed", due_at=f"{_DUE} + interval '2 hours'"),
           _clock(), _PAUSED),
    _steps("on, for longer than it stood", _WRONG,
           _step(2, "resumed", due_at=f"{_DUE} + interval '3 hours'"),
           _clock(), _PAUSED),
    _steps("on, from where it never stood", _WRONG, _step(1, "resumed"), _clock()),
    _steps("extended", "done", _step(1, "extended", "2 hours", due_at="now()"),
           _clock()),
    _steps("extended to where it was", _WRONG, _step(1, "extended", "2 hours"),
           _clock()),
    _steps("extended when it was over", _WRONG,
           _step(1, "extended", "30 minutes", due_at="now()"), _clock()),
    _steps("extended to the second, when it was over", "done",
           _step(1, "extended", due_at="now()"), _clock()),
    _steps("met, and due later", _WRONG, _step(1, "met", due_at="now()"), _clock()),
    _steps("lapsed, and due later", _WRONG, _step(1, "lapsed", due_at="now()"),
           _clock()),
    _steps("met, as it was extended", "done", _step(2, "met", due_at="now()"),
           _clock(), _step(1, "extended", "2 hours", due_at="now()")),
    _steps("met before it began", _WRONG, _step(1, "met", "10 hours"), _clock()),
    _steps("met as it began", "done", _step(1, "met", "9 hours"), _clock()),
    _steps("met before what came last", _WRONG, _step(2, "met", "4 hours"), _clock(),
           _PAUSED),
    _steps("met tomorrow", _WRONG, _step(1, "met", "-1 day"), _clock()),
    _steps("told, by who reaches them", "done", _BY_TELLING, _OF_A_VICTIM, _post(),
           _update()),
    _steps("told, by nobody who reaches them", _WRONG, _BY_TELLING, _OF_A_VICTIM,
           _post("receiver"), _update()),
    _steps("told, of which nothing is recorded", _WRONG, _BY_TELLING, _OF_A_VICTIM,
           _post()),
    _steps("told, as they asked not to be", _WRONG, _BY_TELLING, _OF_A_VICTIM, _post(),
           _update("asked_not")),
    _steps("told, at another time", _WRONG, _BY_TELLING, _OF_A_VICTIM, _post(),
           _update(ago="2 hours")),
    _steps("told, by another clock", _WRONG, _BY_TELLING, _OF_A_VICTIM, _post(),
           _update(clock_id=_ANOTHER)),
    _steps("referred, by who reaches them", "done",
           _step(1, "met", event="'referred'"), _OF_A_VICTIM, _post("sio")),
    _steps("referred, by another", _WRONG, _step(1, "met", event="'referred'"),
           _OF_A_VICTIM),
    _steps("left in peace, as they asked", "done", _step(1, "paused", "2 hours"),
           _OF_A_VICTIM, _ASKED),
    _steps("left in peace, unasked", _WRONG, _step(1, "paused", "2 hours"),
           _OF_A_VICTIM),
    _steps("left in peace, as another asked", _WRONG, _step(1, "paused", "2 hours"),
           _OF_A_VICTIM, _update("asked_not", person_id=_WHO_ELSE)),
    _steps("left in peace, as they asked elsewhere", _WRONG,
           _step(1, "paused", "2 hours"), _OF_A_VICTIM,
           _update("asked_not", investigation_id=_WORKED)),
    _steps("left in peace, as they were told", _WRONG, _step(1, "paused", "2 hours"),
           _OF_A_VICTIM, _update()),
    _steps("on, by who reaches them", "done",
           _step(2, "resumed", due_at=f"{_DUE} + interval '2 hours'"),
           _OF_A_VICTIM, _STILL, _post("office_manager")),
    _steps("on, by another", _WRONG,
           _step(2, "resumed", due_at=f"{_DUE} + interval '2 hours'"),
           _OF_A_VICTIM, _STILL),
    _steps("a victim's clock lapses by anybody", _WRONG, _step(1, "lapsed"),
           _OF_A_VICTIM),
    _steps("a victim's clock lapses, by who reaches them", "done", _step(1, "lapsed"),
           _OF_A_VICTIM, _post("deputy_sio")),
    _steps("a victim's clock lapses, by who reaches another", _WRONG,
           _step(1, "lapsed"), _OF_A_VICTIM, _post(investigation_id=_WORKED)),
]  # fmt: skip

TOLD = [
    _tells("told", "done", _update(), _OF_A_VICTIM, _post()),
    _tells("told as it began", "done", _update(ago="9 hours"), _OF_A_VICTIM, _post()),
    _tells("told before it began", _WRONG, _update(ago="10 hours"), _OF_A_VICTIM,
           _post()),
    _tells("told tomorrow", _WRONG, _update(ago="-1 day"), _OF_A_VICTIM, _post()),
    _tells("told of no clock", _WRONG, _update(), _post()),
    _tells("told by the clock of custody", _WRONG, _update(), _clock(), _post()),
    _tells("told by another's clock", _WRONG, _update(), _post(),
           _clock("victim", person_id=_WHO_ELSE)),
    _tells("told by a clock of elsewhere", _WRONG, _update(), _post(),
           _clock("victim", investigation_id=_WORKED)),
    _tells("told by another clock", _WRONG, _update(), _post(),
           _clock("victim", _ANOTHER)),
    _tells("told, though they asked not to be", _WRONG, _update(), _OF_A_VICTIM,
           _post(), _STILL),
    _tells("not told, as they asked", "done", _update("asked_not"), _OF_A_VICTIM,
           _post(), _STILL),
    _tells("told, though by another clock they asked not to be", "done", _update(),
           _OF_A_VICTIM, _post(), _clock("victim", _ANOTHER),
           _step(1, "paused", "3 hours", clock_id=_ANOTHER)),
    _tells("told again", _WRONG, _update(), _OF_A_VICTIM, _post(),
           _step(1, "met", "2 hours", event="'told'")),
    _tells("told when it lapsed", _WRONG, _update(), _OF_A_VICTIM, _post(),
           _step(1, "lapsed", "2 hours")),
    _tells("told, once they asked otherwise", "done", _update(), _OF_A_VICTIM,
           _post(), _STILL, _step(2, "resumed", "2 hours")),
    _tells("told by nobody who reaches them", "42501", _update(), _OF_A_VICTIM,
           _post("receiver")),
]  # fmt: skip


def _grant(**given: str) -> str:
    whole = {
        "id": "gen_random_uuid()",
        "domain": "'investigation'",
        "record_id": _LED,
        "person_id": _ME,
        "basis": "'team'",
        "team_role": "'worker'",
        "categories": "'{}'",
        "purposes": "'{}'",
        "reason": "''",
        "granted_by": _ME,
        "from_at": "now()",
    }
    return row("access_grant", **{**whole, **given})


def _waits(name: str, expects: int, *before: str, look: str = "count(*)") -> Attempt:
    step = f"select {look} from wall.clocks_that_wait()"
    prepared = [
        "set local session_replication_role = replica",
        *_CLEARED,
        "delete from access_grant",
        *_QUIET,
        *before,
    ]
    return Attempt(
        "clocks_that_wait kept_from", name, NOBODY, [step], str(expects), prepared,
        "unhidden_worker",
    )  # fmt: skip


_HELD = (_grant(), _post("receiver"))
_LATER = _step(1, "extended", "2 hours", due_at="now() + interval '3 days'")

WAITS = [
    _waits("one that is overdue", 1, _clock(), *_HELD),
    _waits("one of today", 1, _clock(due_at="now() + interval '20 hours'"), *_HELD),
    _waits("one of next week", 0, _clock(due_at="now() + interval '7 days'"), *_HELD),
    _waits("a period that is over", 0, _clock(rule="'vc_vrr'"), *_HELD),
    _waits("a lock that is over", 0, _clock(rule="'order_discharge_lock_stpo'"),
           *_HELD),
    _waits("another lock that is over", 0,
           _clock(rule="'order_discharge_lock_stro'"), *_HELD),
    _waits("an appeal that is over", 0, _clock(rule="'appeal_order'"), *_HELD),
    _waits("a ban on travel that ends in 80 days", 1,
           _clock(rule="'order_travel_end'", due_at="now() + interval '80 days'"),
           *_HELD),
    _waits("a ban on travel that ends in 100 days", 0,
           _clock(rule="'order_travel_end'", due_at="now() + interval '100 days'"),
           *_HELD),
    _waits("an order that ends in 20 days", 1,
           _clock(rule="'order_end'", due_at="now() + interval '20 days'"), *_HELD),
    _waits("an order that ends in 30 days", 0,
           _clock(rule="'order_end'", due_at="now() + interval '30 days'"), *_HELD),
    _waits("two, once", 1, _clock(), _clock(made=_ANOTHER), *_HELD),
    _waits("one that was met", 0, _clock(), _step(1, "met"), *_HELD),
    _waits("one that lapsed", 0, _clock(), _step(1, "lapsed"), *_HELD),
    _waits("one that stands still", 0, _clock(), _step(1, "paused"), *_HELD),
    _waits("one that goes on", 1, _clock(), _PAUSED, _step(2, "resumed"), *_HELD),
    _waits("one that was extended", 0, _clock(), _LATER, *_HELD),
    _waits("one of another clock's steps", 1, _clock(),
           _step(1, "met", clock_id=_ANOTHER), *_HELD),
    _waits("one of a filed investigation", 0, _clock(), *_HELD,
           f"update {_HEADS} set status = 'filed' where id = {_LED}"),
    _waits("for nobody", 0, _clock(), _grant()),
    _waits("for a post of elsewhere", 0, _clock(), _grant(),
           _post(investigation_id=_WORKED)),
    _waits("for a post that ended", 0, _clock(), _grant(),
           _post("receiver", ended_at="now()", ended_by_id=_ME)),
    _waits("for a post to come", 0, _clock(), _grant(),
           _post("receiver", began_at="now() + interval '1 day'")),
    _waits("for who is on no team", 0, _clock(), _post("receiver")),
    _waits("for who is on another's team", 0, _clock(), _post("receiver"),
           _grant(record_id=_WORKED)),
    _waits("for a colleague of theirs", 0, _clock(), _post("receiver"),
           _grant(person_id=f"'{COLLEAGUE}'")),
    _waits("by a share", 0, _clock(), _post("receiver"), _grant(basis="'share'")),
    _waits("for who left the team", 0, _clock(), _post("receiver"),
           _grant(ended_at="now()")),
    _waits("for who was there for a time", 0, _clock(), _post("receiver"),
           _grant(until_at="now()")),
    _waits("for who is there for a time", 1, _clock(), _post("receiver"),
           _grant(until_at="now() + interval '1 day'")),
    _waits("a victim's, for who reaches them", 1, _OF_A_VICTIM, _grant(), _post()),
    _waits("a victim's, for another", 0, _OF_A_VICTIM, *_HELD),
]  # fmt: skip

ATTEMPTS = [*STEPS, *TOLD, *WAITS]
