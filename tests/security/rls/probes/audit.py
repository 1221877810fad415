"""The record: in whose name an event is added, on which basis, and how it is sealed."""

from __future__ import annotations

from collections.abc import Sequence

from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.probes.contexts import NOBODY, OVERSEER, SUPPORT
from tests.security.rls.records import (
    ABOVE,
    CASE,
    FREE,
    KEPT_OUT,
    LEAD,
    OPERATION,
    RESTRICTED,
    WORKER,
    record,
)
from tests.security.rls.states import (
    ALL,
    COLLEAGUE,
    HOUR,
    OPERATIONAL,
    PERSON,
    Way,
    share,
)
from tests.security.rls.world import STAFF

MADE = "'00000000-0000-4000-8000-00000000000a'::uuid"
#: What the attempts write, told apart from all else there.
_KIND = "an attempt"
_OURS = f"subject_kind = '{_KIND}'"
_OUR_EVENT = f"event_id in (select id from audit_event where {_OURS})"
WORKS, PUBLIC, BACKUP = "unhidden_worker", "unhidden_public", "unhidden_backup"
ME, COLLEAGUES, UNNAMED = f"'{PERSON}'", f"'{COLLEAGUE}'", "null"
PLANNER = ("planner", "operation_delivery")


def _note(
    claimed: str,
    event: str = "safeguarding.note_added",
    *,
    record: str = MADE,
    domain: str = "",
    more: str = "{}",
    ago: str = "0",
) -> str:
    at = f"clock_timestamp() - interval '{ago}'"
    given = f"'alteration', '{_KIND}', {record}, '{domain}', {at}, {claimed}, '{more}'"
    return f"select wall.note('{event}', {given})"


def _told(column: str) -> list[str]:
    """What the record holds, past every rule."""
    return ["reset role", f"select {column} from audit_event where {_OURS}"]


def _adds(
    name: str,
    who: tuple[str, str],
    steps: Sequence[str],
    expects: str = REFUSED,
    role: str = STAFF,
) -> Attempt:
    return Attempt("note words", name, who, steps, expects, role=role)


_DOOR, _REFUSAL = "agencies.signed_in", "audit.refused"
_SENT, _DELETED = "reporting.report_received", "reporting.report_deleted"
_WAITS = f"select count(*) from audit_waiting where {_OUR_EVENT}"
_KEPT = "array[wall.midnight(wall.today()), wall.midnight(wall.today() + 1)]"
_REPLAYS = "insert into wall.replays values ({})"
NAMING = [
    _adds("oneself", SUPPORT, [_note(ME), *_told("role")], "support_worker"),
    _adds("a colleague", SUPPORT, [_note(COLLEAGUES)]),
    _adds("nobody, from inside", SUPPORT, [_note(UNNAMED)]),
    _adds("a colleague who signs in", SUPPORT, [_note(COLLEAGUES, _DOOR)]),
    _adds("somebody, from outside", NOBODY, [_note(ME)]),
    _adds("nobody, from outside", NOBODY, [_note(UNNAMED)]),
    _adds("who signs in", NOBODY, [_note(ME, _DOOR), *_told("person_id")], str(PERSON)),
    _adds("who was refused", NOBODY, [_note(ME, _REFUSAL)], DONE),
    _adds("nobody known, who was refused", NOBODY, [_note(UNNAMED, _REFUSAL)], DONE),
    _adds("like the door", NOBODY, [_note(ME, "agencies")]),
    _adds("what nobody writes", SUPPORT, [_note(ME, "safeguarding.tried")]),
    _adds("what jobs write", SUPPORT, [_note(ME, _DELETED)]),
    _adds("what staff write, as the public", NOBODY, [_note(UNNAMED)], role=PUBLIC),
    _adds("somebody, as the public", NOBODY, [_note(ME, _SENT)], role=PUBLIC),
    _adds("somebody, as the worker", NOBODY, [_note(ME, _DELETED)], role=WORKS),
    _adds("nobody, as the worker", NOBODY,
          [_note(UNNAMED, _DELETED), *_told("process")], "worker", WORKS),
    _adds("nobody, as the worker inside", SUPPORT,
          [_note(UNNAMED, _DELETED), *_told("engagement_id")], "None", WORKS),
    _adds("what waits to be sealed", SUPPORT, [_note(ME), "reset role", _WAITS], "1"),
    _adds("no recipients", SUPPORT, [_note(ME), *_told("recipients::text")], "{}"),
    _adds("recipients", SUPPORT,
          [_note(ME, more=f'{{"recipients": ["{COLLEAGUE}"]}}'),
           *_told("recipients::text")], f"{{{COLLEAGUE}}}"),
]  # fmt: skip
DATING = [
    _adds("of now", SUPPORT, [_note(ME, ago="9 minutes")], DONE),
    _adds("of long ago", SUPPORT, [_note(ME, ago="11 minutes")]),
    _adds("of what is to come", SUPPORT, [_note(ME, ago="-2 minutes")]),
    _adds("of a long job", NOBODY, [_note(UNNAMED, _DELETED, ago="50 minutes")],
          DONE, WORKS),
    _adds("of a job of yesterday", NOBODY, [_note(UNNAMED, _DELETED, ago="1 day")],
          role=WORKS),
    _adds("of a report of long ago", NOBODY, [_note(UNNAMED, _SENT, ago="2 days")],
          role=PUBLIC),
    _adds("of a report the day alone", NOBODY, [_note(UNNAMED, _SENT), "reset role",
          f"select array[recorded_at, held_until] = {_KEPT} from audit_waiting"
          f" where {_OUR_EVENT}"], "True", PUBLIC),
    _adds("as told, of a report the day alone", NOBODY, [_note(UNNAMED, _SENT),
          *_told("at = recorded_at and at = wall.midnight(wall.today())")],
          "True", PUBLIC),
    Attempt("note", "who replays the past", SUPPORT, [_note(ME, ago="9 years")], DONE,
            [_REPLAYS.format("session_user")]),
    Attempt("note", "who does not, while another does", SUPPORT,
            [_note(ME, ago="9 years")], REFUSED, [_REPLAYS.format("'another'")]),
]  # fmt: skip


def _rests(
    name: str,
    record: str,
    says: str,
    *before: str,
    who: tuple[str, str] = SUPPORT,
    domain: str = CASE,
) -> Attempt:
    """On what an event about the record rests."""
    steps = [_note(ME, record=record, domain=domain), *_told("basis")]
    return Attempt("basis", name, who, steps, says, before)


def _way(name: str, says: str, *ways: Way) -> Attempt:
    return _rests(name, record(CASE, ways), says)


def _granted(record: str, domain: str = CASE) -> str:
    return (
        "insert into access_grant (id, domain, record_id, person_id, basis, team_role,"
        f" categories, purposes, granted_by, reason, from_at) values ({MADE},"
        f" '{domain}', {record}, '{PERSON}', 'team', 'worker', '{{}}', '{{}}', {MADE},"
        " '', now())"
    )


def _of(
    name: str,
    says: str,
    ways: tuple[Way, ...] = (),
    *,
    is_own: bool = False,
    level: tuple[int, bool, str] = FREE,
    who: tuple[str, str] = PLANNER,
) -> Attempt:
    """Of an operation."""
    of = record(OPERATION, ways, level, is_own=is_own)
    return _rests(name, of, says, who=who, domain="operation")


_NOT_READ = "delete from wall.team_right where team_role = 'worker' and action = 'read'"
_IN_FIGURES = share(*ALL, purposes=("oversight_statistics", "intel_assessment"))
_ELSEWHERE = record("investigations_investigation", LEAD)
LETTING = [
    _way("a team", "team", *WORKER),
    _way("an organisation's team", "team", Way("team", "worker", whose="organisation")),
    _way("a colleague's team", "", Way("team", "lead", whose="colleague")),
    _way("nothing", ""),
    _way("a place that ended", "", Way("team", "lead", is_ended=True)),
    _way("a share", "share", Way("share", categories=ALL)),
    _way("a share for this", "share", share(*ALL, purposes=("safeguarding_support",))),
    _way("a share for something else", "", _IN_FIGURES),
    _way("a share that is over", "", share(*ALL, lasts=-HOUR)),
    _way("an emergency", "break_glass",
         Way("break_glass", categories=(OPERATIONAL, "health"), lasts=HOUR)),
    _way("a team before a share", "team", Way("team", "observer"),
         Way("share", categories=(OPERATIONAL, "narrative"))),
    _rests("a role that does not read", record(CASE, WORKER), "", _NOT_READ),
    _rests("a record above", record(CASE, LEAD, ABOVE), ""),
    _rests("a record that one is kept out of", record(CASE, LEAD, KEPT_OUT), ""),
    _rests("a record that is not there", MADE, "", _granted(MADE)),
    _rests("another kind of record", record(CASE, ()), "",
           _granted(record(CASE, ()), "visit")),
    _rests("what is out of view", _ELSEWHERE, "", domain="investigation"),
    _rests("a case that one's organisation leads", record(CASE, (), is_own=True), ""),
]  # fmt: skip
HAVING = [
    _of("one's organisation", "organisation", is_own=True),
    _of("another organisation", ""),
    _of("a team, not one's organisation", "team", WORKER, is_own=True),
    _of("one's organisation, not a share", "organisation", (share(*ALL),), is_own=True),
    _of("one's organisation, restricted", "", is_own=True, level=RESTRICTED),
    _of("oversight", "oversight", who=OVERSEER),
    _of("oversight of what is restricted", "", level=RESTRICTED, who=OVERSEER),
    _of("a share, not oversight", "share", (_IN_FIGURES,), who=OVERSEER),
    Attempt("basis", "nobody", NOBODY,
            [_note(UNNAMED, _REFUSAL, record=record(OPERATION, ()), domain="operation"),
             *_told("basis")], ""),
]  # fmt: skip

#: Nothing is sealed, and nothing waits.
_NONE_WAITS = "delete from audit_waiting; delete from audit_leaf"


def _wait(wanted: str, at: str = "recorded_at") -> list[str]:
    """Only these events wait."""
    waiting = f"select id, {at} from audit_event where {wanted}"
    return [_NONE_WAITS, f"insert into audit_waiting (event_id, recorded_at) {waiting}"]


def _seals(
    name: str,
    says: str,
    before: Sequence[str],
    asked: Sequence[str] = ("select count(*) from wall.take_waiting(2, false)",),
) -> Attempt:
    return Attempt("take_waiting", name, NOBODY, asked, says, before, WORKS)


_THREE = "id in (select id from audit_event limit 3)"
_IN_ORDER = (
    "string_agg(position::text, ' ' order by wall.line(e) collate \"C\") from"
    " audit_leaf l join audit_event e on e.id = l.event_id"
)
#: One of them is of the public, and its day is over, or not.
_HELD = (
    "update audit_waiting set held_until = clock_timestamp() + interval '{}'"
    " where event_id = (select min(event_id::text)::uuid from audit_waiting)"
)
_OVER, _TODAY = _HELD.format("-1 second"), _HELD.format("1 hour")
_DAYS = ["select count(*) from wall.take_waiting(9, true)"]
_OTHERS = ["select count(*) from wall.take_waiting(9, false)"]
_LEFT = "count(*) from audit_waiting"
_TAKEN = "select from wall.take_waiting(2, false)"
#: The event of a waiting row that is gone, of the same moment as others.
_GONE = [*_wait(_THREE), f"update audit_waiting set event_id = {MADE} where event_id ="
         " (select min(event_id::text)::uuid from audit_waiting)",
         f"delete from audit_waiting where event_id <> {MADE}"]  # fmt: skip
_LINE = (
    '{"id": "00000000-0000-4000-8000-00000000000a", "recorded_at":'
    ' "2016-02-03T04:05:06+00", "at": "2016-02-03T01:00:00+00", "name": "a.b",'
    ' "verb": "alteration", "is_refused": false, "subject_kind": "x", "role": "",'
    ' "purpose": "", "basis": "", "process": "staff", "justification": "",'
    ' "recipients": [], "shown": [], "categories": [], "query_hash": "",'
    ' "detail": {"n": null}}'
)
_AS_LINE = (
    '2016-02-03T04:05:06.000000Z {"at": "2016-02-03T01:00:00.000000Z", "id":'
    ' "00000000-0000-4000-8000-00000000000a", "kind": "x", "name": "a.b", "verb":'
    ' "alteration", "detail": {"n": null}, "process": "staff"}'
)
_CLOSED = "select wall.close_checkpoint('said', 'signed', 'key')"
_LASTS = ["set local timezone = 'UTC'", "select lasts_until::text from wall.sealing()"]
# A table that is of no month, an index, and what has a month's name elsewhere.
_MONTHS = [
    "create table audit.event_2998_12 (id integer primary key)",
    "create table audit.zero_2999_12 ()",
    "create table public.event_2999_12 ()",
]
SEALING = [
    _seals("as many as it takes", "2", _wait(_THREE)),
    _seals("the others wait on", "1", _wait(_THREE),
           [_TAKEN, "reset role", f"select {_LEFT}"]),
    _seals("a day that is over", "1", [*_wait(_THREE), _OVER], _DAYS),
    _seals("a day that is not over", "0", [*_wait(_THREE), _TODAY], _DAYS),
    _seals("all but a day that is over", "2", [*_wait(_THREE), _OVER], _OTHERS),
    _seals("all but a day that is not over", "2", [*_wait(_THREE), _TODAY], _OTHERS),
    _seals("in order", "0 1", _wait(_THREE), [_TAKEN, "reset role",
           f"select {_IN_ORDER}"]),
    _seals("an event that is gone", "0", _GONE),
    _seals("an event of another moment", "0",
           _wait(_THREE, "recorded_at + interval '1 second'")),
    _seals("with their hashes", "True", _wait(_THREE), [
        "select set_config('taken.hash', min(encode(hash, 'hex')), true)"
        " from wall.take_waiting(1, false)", "reset role",
        "select current_setting('taken.hash') = encode(sha256('\\x00'::bytea ||"
        " convert_to(wall.line(e), 'UTF8')), 'hex') from audit_event e join audit_leaf"
        " on event_id = id"]),
    Attempt("close_checkpoint", "the next", NOBODY, [_CLOSED, "reset role",
            "select number from audit_checkpoint where statement = 'said'"], "8",
            ["delete from audit_checkpoint where number > 7"], WORKS),
    Attempt("sealing", "what waits", NOBODY, ["select waiting from wall.sealing()"],
            "3", _wait(_THREE)),
    Attempt("sealing", "what waits and is held", NOBODY,
            ["select waiting from wall.sealing()"], "2", [*_wait(_THREE), _TODAY]),
    Attempt("sealing", "what was held", NOBODY,
            ["select waiting from wall.sealing()"], "3", [*_wait(_THREE), _OVER]),
    Attempt("sealing", "how long months last", NOBODY, _LASTS,
            "2999-01-01 00:00:00+00", _MONTHS),
    Attempt("line moment", "as one line, in any zone", NOBODY,
            ["set local timezone = 'Asia/Tokyo'", "select wall.line("
             f"jsonb_populate_record(null::audit_event, '{_LINE}'))"], _AS_LINE,
            role=BACKUP),
]  # fmt: skip
ATTEMPTS = [*NAMING, *DATING, *LETTING, *HAVING, *SEALING]
