"""Forged, replayed, expired and borrowed contexts; and what is told without one."""

from __future__ import annotations

from config.proving.attempts import DONE, Attempt
from config.proving.records import CASE, FREE, KEPT_OUT, WORKER, record
from config.proving.rows import key
from config.proving.states import (
    ALL,
    COLLEAGUE,
    GONE,
    HOUR,
    IDLE,
    LEFT,
    NEW,
    OWN,
    PERSON,
    WAITING,
    Way,
)
from config.proving.world import engagement

NOBODY = ("", "")
SUPPORT = ("support_worker", "safeguarding_support")
OVERSEER = ("overseer", "oversight_statistics")
OFFICER = ("officer", "safeguarding_support")
WORKS = "support_worker"
SHOWN = "select wall.person()"
FAR = 99_999_999_999


def _token(
    person: object = PERSON,
    engaged: object = None,
    purpose: str = "safeguarding_support",
    expires: int = FAR,
    challenge: str = "' || wall.challenge() || '",
    mac: str = "wall.mac(b)",
    confirmed: int = 0,
) -> str:
    """Sign a token as this program would, and keep it where the thief finds it."""
    engaged = engaged or engagement(WORKS)
    body = f"'{person}|{engaged}|{purpose}|{expires}|{confirmed}|{challenge}'"
    token = f"b || '|' || {mac}"
    return f"select set_config('stolen.token', {token}, true) from (select {body} b) t"


def _context(expires: int = FAR, challenge: str = "' || wall.challenge() || '") -> str:
    body = (
        f"'{PERSON}|{engagement(WORKS)}|{OWN}|{WORKS}|safeguarding_support|2|{expires}|"
        f"{challenge}|safeguarding_case||||0'"
    )
    made = "wall.mac(b) || '|' || b"
    kept = f"set_config('unhidden.context', {made}, true)"
    return f"select {kept} from (select {body} b) t"


def _enter(name: str, before: str, expects: str = "42501") -> Attempt:
    steps = ["select wall.enter(current_setting('stolen.token'))"]
    return Attempt("enter", name, NOBODY, steps, expects, [before])


def _changed(old: str, new: str) -> str:
    held = f"replace(current_setting('unhidden.context'), '{old}', '{new}')"
    return f"select set_config('unhidden.context', {held}, true)"


ENTERING = [
    _enter("a good token", _token(), DONE),
    _enter("a token with another mac", _token(mac="wall.mac('other')")),
    _enter("a token of another transaction", _token(challenge="1:1")),
    _enter("the system's", _token("system", purpose="system_admin"), DONE),
    _enter("an expired token", _token(expires=1)),
    _enter("a purpose that is not the role's", _token(purpose="investigation")),
    _enter("another's engagement", _token(COLLEAGUE)),
    _enter("a disabled person", _token(IDLE, engagement(WORKS, IDLE))),
    _enter("an engagement that is over", _token(LEFT, engagement(WORKS, LEFT))),
    _enter("one that has not begun", _token(NEW, engagement(WORKS, NEW))),
    _enter(
        "one that ends later", _token(COLLEAGUE, engagement(WORKS, COLLEAGUE)), DONE
    ),
    _enter("one who waits", _token(WAITING, engagement(WORKS, WAITING))),
    _enter("one who is gone", _token(GONE, engagement(WORKS, GONE))),
    Attempt(
        "enter",
        "a proof from the future is none",
        NOBODY,
        [
            "select wall.enter(current_setting('stolen.token'))",
            "select split_part(current_setting('unhidden.context'), '|', 14)",
        ],
        "0",
        [_token(confirmed=FAR)],
    ),
    _enter("an unknown engagement", _token(engaged=OWN)),
    _enter(
        "a token of too few parts",
        "select set_config('stolen.token', 'a|' || wall.mac('a'), true)",
    ),
    _enter(
        "a token of too many parts",
        _token(challenge="' || wall.challenge() || '|more"),
    ),
]
HOLDING = [
    Attempt("claims", "a good context", NOBODY, [SHOWN], str(PERSON), [_context()]),
    Attempt("claims", "of another transaction", NOBODY, [SHOWN],
            before=[_context(challenge="1:1")]),
    Attempt("claims", "expired", NOBODY, [SHOWN], before=[_context(1)]),
    Attempt("claims", "another role", SUPPORT,
            [_changed("support_worker", "support_manager"), SHOWN]),
    Attempt("claims", "another mac", NOBODY,
            [f"select set_config('unhidden.context', repeat('0', 64) || '|{PERSON}|a|b"
             "|c|d|9|99999999999|' || wall.challenge() || '|e', true)", SHOWN]),
    Attempt("claims", "none", NOBODY, [SHOWN], "None"),
    Attempt("claims", "an empty one", NOBODY,
            ["select set_config('unhidden.context', '', true)", SHOWN], "None"),
]  # fmt: skip

_BEGUN = "'00000000-0000-4000-8000-00000000000a'"
_OPENED = (
    "select set_config('unhidden.opening', b || '|' || wall.mac(b), true)"
    f" from (select 'safeguarding_case|' || {_BEGUN} || '|{PERSON}|' || {{}} b) t"
)
_OPENING = "select wall.opening('safeguarding_case')"
OPENING = [
    Attempt("opening", "of this transaction", NOBODY, [_OPENING], _BEGUN.strip("'"),
            [_context(), _OPENED.format("wall.challenge()")]),
    Attempt("opening", "of another transaction", NOBODY, [_OPENING],
            before=[_context(), _OPENED.format("'1:1'")]),
    Attempt("opening", "of another domain", NOBODY,
            ["select wall.opening('visit')"], "None",
            [_context(), _OPENED.format("wall.challenge()")]),
]  # fmt: skip


def _says(
    procedure: str, name: str, who: tuple[str, str], asked: str, says: str
) -> Attempt:
    return Attempt(procedure, name, who, [f"select {asked}"], says)


_READERS = {
    "report": ("analyst", "report_triage"),
    "intelligence": ("analyst", "intel_assessment"),
    "operation": ("planner", "operation_delivery"),
    "visit": ("analyst", "intel_assessment"),
    "safeguarding_case": ("support_manager", "safeguarding_support"),
}
_NONE = "'00000000-0000-4000-8000-00000000000a'::uuid"
ASKING = [
    *(
        _says(
            "header may",
            f"no {domain}",
            who,
            f"wall.may('{domain}', {_NONE}, 'read')",
            "False",
        )
        for domain, who in _READERS.items()
    ),
    Attempt("header begin", "no investigation", ("officer", "investigation"),
            [f"select wall.begin('investigation', {_NONE})"], DONE),
    _says("meets", "to write what is overseen", OVERSEER,
          "wall.meets('statistic', '{write}')", "False"),
    _says("meets", "to read what is overseen", OVERSEER,
          "wall.meets('statistic', '{read}')", "True"),
    _says("meets", "to read what nobody gave", ("partner", "operation_delivery"),
          "wall.meets('intelligence', '{read}')", "False"),
    _says("organisations", "to write what is overseen", OVERSEER,
          "cardinality(wall.organisations('visit', 'write'))", "0"),
]  # fmt: skip


def _met(
    name: str, ways: tuple[Way, ...], level: tuple[int, bool, str], says: str
) -> Attempt:
    asked = f"{record(CASE, ways, level)} = any(wall.met())"
    return _says("met", name, SUPPORT, asked, says)


_ENDED = (Way("team", "lead", is_ended=True),)
_OF_ALL = (Way("team", "worker", whose="organisation"),)
_COLLEAGUES = (Way("team", "lead", whose="colleague"),)
_OVER = (Way("share", categories=ALL, lasts=-HOUR),)
_FOR_NOW = (Way("break_glass", categories=("operational", "health"), lasts=HOUR),)
_ELSEWHERE = (
    Way("share", categories=ALL, purposes=("oversight_statistics", "intel_assessment")),
)
_FOR_SUPPORT = (Way("share", categories=ALL, purposes=("safeguarding_support",)),)
_SEEN = record(CASE, _FOR_NOW)


def _looked_at(name: str, ways: tuple[Way, ...], says: str) -> Attempt:
    seen = record(CASE, ways)
    steps = [
        f"select set_config('unhidden.looked_at', ({seen})::text, true)",
        f"select count(*) from safeguarding_case where id = {seen}",
    ]
    return Attempt("view looked_at", name, SUPPORT, steps, says)


_ALL_OVER = (Way("break_glass", categories=ALL, lasts=-HOUR),)
MEETING = [
    _looked_at("an emergency", _FOR_NOW, "1"),
    _looked_at("an emergency that is over", _ALL_OVER, "0"),
    _met("a team's", WORKER, FREE, "True"),
    _met("an organisation's", _OF_ALL, FREE, "True"),
    _met("a colleague's", _COLLEAGUES, FREE, "False"),
    _met("an ended one", _ENDED, FREE, "False"),
    _met("one that is over", _OVER, FREE, "False"),
    _met("an emergency that is not looked at", _FOR_NOW, FREE, "False"),
    Attempt(
        "met looked_at",
        "an emergency that is looked at",
        SUPPORT,
        [
            f"select set_config('unhidden.looked_at', ({_SEEN})::text, true)",
            f"select {_SEEN} = any(wall.met())",
        ],
        "True",
    ),
    _met("one for other purposes", _ELSEWHERE, FREE, "False"),
    _met("one for this purpose", _FOR_SUPPORT, FREE, "True"),
    _met("kept out", WORKER, KEPT_OUT, "False"),
]

_STRANGER = record(CASE, ())
_VICTIM = "'00000000-0000-4000-8000-00000000000b'::uuid"
_FOUND = [
    f"update safeguarding_case set possible_victim_id = {_VICTIM}, nrm_state = 'x',"
    f" urn = 'found' where id = {_STRANGER}"
]
_STATES = f"select coalesce(sum(cases), 0) from wall.case_states(array[{_VICTIM}])"
_URN = f"select wall.urn_of_case({_VICTIM})"
_PREMISES = "'00000000-0000-4000-8000-00000000000c'::uuid"
_EVIDENCE = f"select count(*) from wall.evidence_for_writer(array[{_PREMISES}])"
_MENTIONED = [
    f"update intelligence_mention set kind = 'premises', premises_id = {_PREMISES}"
    f" where id = {key('intelligence_mention', '1')}",
    # Of other premises.
    "update intelligence_mention set kind = 'premises', premises_id = id"
    f" where id = {key('intelligence_mention', '2')}",
]
_GRADE = f"select source from wall.evidence_for_writer(array[{_PREMISES}])"
_GRADED_SINCE = [
    # Of other items, and graded more often.
    "update intelligence_grading set source = '3', version = 9",
    "update intelligence_grading set source = '2', version = 2 where item_id ="
    " (select item_id from intelligence_mention"
    f" where id = {key('intelligence_mention', '1')})",
]
_LEARNT = f"select count(*) from wall.learnt_at(array[{_PREMISES}])"
_TAUGHT = [
    f"update intelligence_intelligencereport set visit_id = {_PREMISES}"
    f" where id = {key('intelligence_intelligencereport', '1')}"
]
TELLING = [
    Attempt("case_states", "figures, for figures", OVERSEER, [_STATES], "1", _FOUND),
    Attempt("case_states", "for support", SUPPORT, [_STATES], "0", _FOUND),
    Attempt("urn_of_case", "to an opener", OFFICER, [_URN], "found", _FOUND),
    Attempt("urn_of_case", "to a worker", SUPPORT, [_URN], "None", _FOUND),
    Attempt("urn_of_case", "to nobody", NOBODY, [_URN], "None", _FOUND),
    Attempt("evidence evidence_for_writer", "to a writer",
            ("analyst", "intel_assessment"), [_EVIDENCE], "1", _MENTIONED),
    Attempt("evidence_for_writer", "to a planner", ("planner", "intel_assessment"),
            [_EVIDENCE], "0", _MENTIONED),
    Attempt("evidence", "of a person", ("analyst", "intel_assessment"), [_EVIDENCE],
            "0", [each.replace("'premises',", "'person',") for each in _MENTIONED[:1]]),
    Attempt("evidence", "as it is graded now", ("analyst", "intel_assessment"),
            [_GRADE], "2", [*_MENTIONED, *_GRADED_SINCE]),
    Attempt("learnt_at", "to a visitor's desk", ("analyst", "intel_assessment"),
            [_LEARNT], "1", _TAUGHT),
    Attempt("learnt_at", "to support", SUPPORT, [_LEARNT], "0", _TAUGHT),
]  # fmt: skip
ATTEMPTS = [*ENTERING, *HOLDING, *OPENING, *ASKING, *MEETING, *TELLING]
