"""Posts in investigations: what they let somebody read and write, while they last."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.investigations.prepared import (
    AT_OTHER_WORK,
    AT_WORK,
    ELSEWHERE,
    LED,
    ME,
    STRANGE,
    THEM,
    WRONG,
    judged,
    looks,
    post,
    under,
)
from tests.security.rls.records import record
from tests.security.rls.states import Way
from tests.security.rls.world import STAFF

_GUARD = "unhidden_guard"
_SEALED = "sealed_logs_read"
_NONE = "delete from investigations_post"
_THEIRS = record(
    "investigations_investigation", (Way("team", "lead", whose="colleague"),)
)
_SIO = "wall.investigations_by_post('{sio,deputy_sio}')"


def _asks(
    procedure: str,
    name: str,
    expects: str,
    asked: str,
    *before: str,
    who: tuple[str, str] = AT_WORK,
    role: str = STAFF,
) -> Attempt:
    return Attempt(procedure, name, who, [f"select {asked}"], expects, before, role)


def _by_post(name: str, expects: str, *before: str, of: str = LED) -> Attempt:
    asked = f"{of} = any({_SIO})"
    return _asks("investigations_by_post", name, expects, asked, _NONE, *before)


def _reads(
    procedure: str,
    name: str,
    expects: str,
    *before: str,
    of: str = LED,
    who: tuple[str, str] = AT_WORK,
) -> Attempt:
    asked = f"{of} = any(wall.{procedure}())"
    return _asks(procedure, name, expects, asked, _NONE, *before, who=who, role=_GUARD)


def _posts(name: str, expects: str, *before: str) -> Attempt:
    asked = f"wall.room_posts({LED})"
    return _asks("room_posts", name, expects, asked, _NONE, *before, role=_GUARD)


_FILED = f"update investigations_investigation set status = 'filed' where id = {LED}"
_CLOSED = _FILED.replace("filed", "closed")
_ENDED = {"ended_at": "now()", "ended_by_id": THEM}
_LATER = {"began_at": "now() + interval '1 day'"}
_STERILE = {"is_sterile": "true"}

HOLDS = [
    _by_post("who holds the post", "True", post()),
    _by_post("who holds the other one named", "True", post("deputy_sio")),
    _by_post("who holds none", "False"),
    _by_post("who holds another post", "False", post("exhibits_officer")),
    _by_post("a colleague's post", "False", post(person_id=THEM)),
    _by_post("a colleague's post, where they are of the team", "False",
             post(investigation=_THEIRS, person_id=THEM), of=_THEIRS),
    _by_post("a post elsewhere", "False", post(), of=ELSEWHERE),
    _by_post("a post that ended", "False", post(**_ENDED)),
    _by_post("a post that is to begin", "False", post(**_LATER)),
    _by_post("kept from what is sealed there", "False", post(**_STERILE)),
    _by_post("kept from it by another post", "False", post(),
             post("interviewer", **_STERILE)),
    _by_post("kept from what is sealed elsewhere", "True", post(),
             post("interviewer", ELSEWHERE, **_STERILE)),
    _by_post("another kept from it", "True", post(),
             post("interviewer", person_id=THEM, **_STERILE)),
    _by_post("another post that keeps from nothing", "True", post(),
             post("interviewer")),
    _by_post("kept from it until yesterday", "True", post(),
             post("interviewer", **_STERILE, **_ENDED)),
    _asks("investigations_by_post", "at other work", "False", f"{LED} = any({_SIO})",
          _NONE, post(), who=AT_OTHER_WORK),
    _reads("policy_files_read", "one's own", "True"),
    _reads("policy_files_read", "others'", "False", of=STRANGE),
    _reads("policy_files_read", "at other work", "False", who=AT_OTHER_WORK),
    _reads("policy_files_read", "one that is filed", "True", _FILED),
    _reads("policy_files_written", "one's own", "True"),
    _reads("policy_files_written", "others'", "False", of=STRANGE),
    _reads("policy_files_written", "at other work", "False", who=AT_OTHER_WORK),
    _reads("policy_files_written", "one that is filed", "False", _FILED),
    _reads("policy_files_written", "one that is closed", "False", _CLOSED),
    *(
        each
        for procedure in ("sealed_logs_read", "sealed_logs_written")
        for each in (
            _reads(procedure, "in the post", "True", post()),
            _reads(procedure, "in none", "False"),
            _reads(procedure, "in another post", "False", post("exhibits_officer")),
            _reads(procedure, "as disclosure officer", "True",
                   post("disclosure_officer")),
            _reads(procedure, "in the post, where they are no more", "False",
                   post(investigation=STRANGE), of=STRANGE),
        )
    ),
    _reads("sealed_logs_written", "one that is filed", "False", post(), _FILED),
    _posts("one post", "sio", post()),
    _posts("two posts", "exhibits_officer,sio", post(), post("exhibits_officer")),
    _posts("a colleague's", "", post(person_id=THEM)),
    _posts("elsewhere", "", post(investigation=ELSEWHERE)),
    _posts("one that ended", "", post(**_ENDED)),
    _posts("one that is to begin", "", post(**_LATER)),
]  # fmt: skip


def _fit(name: str, expects: str, step: str, *before: str) -> Attempt:
    named = "investigations_post_is_fit"
    prepared = [*judged(named, "post", "interestconflict"), *before]
    return Attempt(
        named, name, AT_WORK, [step], expects, [*prepared, looks(named, "post")]
    )


def _alone(name: str, expects: str, step: str, *before: str) -> Attempt:
    named, table = "investigations_conflict_is_alone", "interestconflict"
    prepared = [*judged(named, table, "post"), *before]
    return Attempt(
        named, name, AT_WORK, [step], expects, [*prepared, looks(named, table)]
    )


def _interest(person: str = THEM, investigation: str = LED, by: str = ME) -> str:
    given = {"person_id": person, "investigation_id": investigation}
    return under("interestconflict", **given, recorded_by_id=by)


def _given(function: str, person: str = THEM, investigation: str = LED) -> str:
    given = {"person_id": person, "given_by_id": ME}
    return post(function, investigation, **given)


_OF_OFFICER = _given("disclosure_officer")
_ENDS = (
    f"update investigations_post set ended_at = now(), ended_by_id = {ME}"
    f" where person_id = {THEM} returning 1"
)
JUDGED = [
    _fit("a disclosure officer without an interest", "done", _OF_OFFICER),
    _fit("one with an interest", WRONG, _OF_OFFICER, _interest()),
    _fit("a deputy with an interest", WRONG, _given("deputy_disclosure"), _interest()),
    _fit("another post with an interest", "done", _given("sio"), _interest()),
    _fit("another has an interest", "done", _OF_OFFICER, _interest(ME)),
    _fit("an interest elsewhere", "done", _OF_OFFICER, _interest(THEM, ELSEWHERE)),
    _fit("who came to have an interest ends theirs", "1", _ENDS, _interest(),
         _OF_OFFICER),
    _alone("an interest of who holds no post", "done", _interest()),
    _alone("of a disclosure officer", WRONG, _interest(), _OF_OFFICER),
    _alone("of a deputy", WRONG, _interest(), _given("deputy_disclosure")),
    _alone("of who holds another post", "done", _interest(), _given("sio")),
    _alone("of another than who holds it", "done", _interest(),
           _given("disclosure_officer", ME)),
    _alone("of who holds it elsewhere", "done", _interest(),
           _given("disclosure_officer", THEM, ELSEWHERE)),
    _alone("of who held it", "done", _interest(),
           post("disclosure_officer", person_id=THEM, **_ENDED)),
]  # fmt: skip
