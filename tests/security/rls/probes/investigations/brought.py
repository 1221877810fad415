"""What an investigation comes from, whom it names, and who ends what holds it."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.investigations.prepared import (
    AT_WORK,
    ELSEWHERE,
    LED,
    ME,
    STRANGE,
    THEM,
    WRONG,
    judged,
    looks,
    made,
    post,
    under,
)
from tests.security.rls.records import VISIT, record
from tests.security.rls.states import Way

_REPORTS = "intelligence_intelligencereport"
_SEEN, _UNSEEN = record(VISIT, (Way("team", "worker"),)), record(VISIT, ())
_WRITTEN, _CLOSED = record(_REPORTS, (Way("team", "worker"),)), record(_REPORTS, ())
_TOLD, _OTHER = made("told"), made("other told")
_FROM = f"update {_REPORTS} set report_id = "
_RECALLED = {"recalled_at": "now()", "recalled_by_id": THEM}


def _origin(kind: str, source: str, investigation: str = ELSEWHERE, **by: str) -> str:
    given = {"kind": f"'{kind}'", "source_id": source, "brought_by_id": ME, **by}
    return under("origin", investigation_id=investigation, **given)


def _brings(name: str, expects: str, step: str, *before: str) -> Attempt:
    named, table = "investigations_origin_is_read", "origin"
    prepared = [*judged(named, table), *before, looks(named, table)]
    return Attempt(named, name, AT_WORK, [step], expects, prepared)


_UNREAD = _origin("visit", _UNSEEN)
BROUGHT = [
    _brings("a visit that one reads", "done", _origin("visit", _SEEN)),
    _brings("a visit that one does not read", WRONG, _UNREAD),
    _brings("intelligence that one reads", "done", _origin("intelligence", _WRITTEN)),
    _brings("intelligence that one does not read", WRONG,
            _origin("intelligence", _CLOSED)),
    _brings("a visit as intelligence", WRONG, _origin("intelligence", _SEEN)),
    _brings("intelligence as a visit", WRONG, _origin("visit", _WRITTEN)),
    _brings("a report of which one reads what was written", "done",
            _origin("report", _TOLD), f"{_FROM}{_TOLD} where id = {_WRITTEN}"),
    _brings("a report of which one does not", WRONG, _origin("report", _TOLD),
            f"{_FROM}{_TOLD} where id = {_CLOSED}",
            f"{_FROM}{_OTHER} where id = {_WRITTEN}"),
    _brings("another investigation of one's own", "done",
            _origin("investigation", LED)),
    _brings("one of others", WRONG, _origin("investigation", STRANGE)),
    _brings("what another organisation referred", "done",
            _origin("referral", "null", reference="'R/1'")),
    _brings("what one that they lead comes from", "done", _UNREAD,
            _origin("visit", _UNSEEN, LED, brought_by_id=THEM)),
    _brings("what one that they work on comes from", WRONG,
            _origin("visit", _UNSEEN, LED),
            _origin("visit", _UNSEEN, ELSEWHERE, brought_by_id=THEM)),
    _brings("what one that they lead came from, as was wrong", WRONG, _UNREAD,
            _origin("visit", _UNSEEN, LED, **_RECALLED)),
    _brings("beside another that one that they lead comes from", WRONG, _UNREAD,
            _origin("visit", _SEEN, LED)),
    _brings("beside what one that they lead calls otherwise", WRONG, _UNREAD,
            _origin("intelligence", _UNSEEN, LED)),
]  # fmt: skip

_ONE, _TWO = made("possible victim"), made("another possible victim")


def _victim(visit: str = _SEEN, id_: str = _ONE) -> str:
    return (
        "insert into visits_possiblevictim (id, visit_id, number, age_group, alleges,"
        f" is_brought_to_safety, is_withdrawn) values ({id_}, {visit}, 700, 'adult',"
        " 'labour', true, false)"
    )


def _person(named: str = _ONE, investigation: str = LED, number: str = "700") -> str:
    given = {"possible_victim_id": named, "number": number, "added_by_id": ME}
    return under("investigatedperson", investigation_id=investigation, **given)


def _finds(name: str, expects: str, step: str, *before: str) -> Attempt:
    named, table = "investigations_investigatedperson_is_found", "investigatedperson"
    prepared = [
        "set local session_replication_role = replica",
        *judged(named, table, "origin"),
        "alter table investigations_origin disable trigger user",
        *before,
        looks(named, table),
        "set local session_replication_role = origin",
    ]
    return Attempt(named, name, AT_WORK, [step], expects, prepared)


_THERE = _person(_ONE, ELSEWHERE)
FOUND = [
    _finds("somebody of no visit", "done", _person("null")),
    _finds("of a visit that it comes from", "done", _person(), _victim(),
           _origin("visit", _SEEN, LED)),
    _finds("of one that was not found anywhere", WRONG, _person(),
           _origin("visit", _SEEN, LED)),
    _finds("of another visit", WRONG, _person(), _victim(_UNSEEN),
           _origin("visit", _SEEN, LED)),
    _finds("of a visit that another comes from", WRONG, _person(), _victim(),
           _origin("visit", _SEEN, ELSEWHERE)),
    _finds("of what is no visit", WRONG, _person(), _victim(),
           _origin("intelligence", _SEEN, LED)),
    _finds("another of the visit", WRONG, _person(_TWO), _victim(),
           _origin("visit", _SEEN, LED)),
    _finds("of the one that it came from", "done", _person(), _THERE,
           _origin("investigation", ELSEWHERE, LED)),
    _finds("of one that it did not come from", WRONG, _person(), _THERE,
           _origin("investigation", STRANGE, LED)),
    _finds("another of the one that it came from", WRONG, _person(_TWO), _THERE,
           _origin("investigation", ELSEWHERE, LED)),
    _finds("of the one that another came from", WRONG, _person(), _THERE,
           _origin("investigation", ELSEWHERE, STRANGE)),
    _finds("of one that is called a visit", WRONG, _person(), _THERE,
           _origin("visit", ELSEWHERE, LED)),
]  # fmt: skip

_HOLD = made("hold")
_ENDS = (
    f"with changed as (update investigations_retentionhold set ended_at = now(),"
    f" ended_by_id = {ME} where id = {_HOLD} returning 1) select count(*) from changed"
)


def _frees(
    name: str, expects: str, *before: str, who: tuple[str, str] = AT_WORK
) -> Attempt:
    named, table = "investigations_retentionhold_is_ended", "retentionhold"
    prepared = [
        *judged(named, table, "post"),
        under(table, id=_HOLD),
        *before,
        looks(named, table),
    ]
    return Attempt(named, name, who, [_ENDS], expects, prepared)


HELD = [
    _frees("by the senior investigating officer", "1", post()),
    _frees("by the deputy", "1", post("deputy_sio")),
    _frees("in no post", WRONG),
    _frees("in another post", WRONG, post("disclosure_officer")),
    _frees("by who leads another", WRONG, post(investigation=ELSEWHERE)),
]

_NOW = {"released_at": "null", "released_by_id": "null", "kind": "'open'"}
_EMPTY = {"sha256": "''", "leaf": "''", "size": "0", "asked_by_id": ME}


def _asks(name: str, expects: str, asked_at: str) -> Attempt:
    step = under("archive", **_NOW, **_EMPTY, asked_at=asked_at)
    return Attempt("investigations_archive", name, AT_WORK, [step], expects)


def _comes(name: str, expects: str, day: str) -> Attempt:
    step = under("outcome", entered_by_id=ME, happened_on=day)
    return Attempt("investigations_outcome", name, AT_WORK, [step], expects)


AHEAD = [
    _asks("an archive asked for now", "done", "now()"),
    _asks("an archive asked for in an hour", REFUSED, "now() + interval '1 hour'"),
    _comes("what came of it today", "done", "current_date - 1"),
    _comes("what comes of it the day after tomorrow", REFUSED, "current_date + 2"),
]

BROUGHT_IN = [*BROUGHT, *FOUND, *HELD, *AHEAD]
