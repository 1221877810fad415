"""Being told of an emergency; answering for it, ending and reviewing it."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.emergency.prepared import (
    BESIDE,
    ENDED,
    INVESTIGATION,
    LEADER,
    MANAGER,
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
    grant,
    looking,
    of_access,
    of_grants,
)
from tests.security.rls.records import (
    ABOVE,
    CASE,
    KEPT_OUT,
    LEAD,
    RESTRICTED,
    WORKER,
    record,
)
from tests.security.rls.states import OTHER, OWN, PERSON
from tests.security.rls.world import LONG_AGO

OVERSEER = ("overseer", "oversight_statistics")
PLANNER = ("planner", "oversight_statistics")
ELSEWHERE = {"owner_id": f"'{OTHER}'", "record_id": STRANGERS}
ASKED_BY_OWN = {**ELSEWHERE, "organisation_id": f"'{OWN}'"}
OUT, HIGH, SHUT, LED, WORKED_ON = (
    {"record_id": record(CASE, ways, level, is_own=True)}
    for ways, level in (
        ((), KEPT_OUT),
        ((), ABOVE),
        ((), RESTRICTED),
        (LEAD, RESTRICTED),
        (WORKER, RESTRICTED),
    )
)


def _told(
    name: str, expects: bool, *before: str, who: tuple[str, str] = MANAGER
) -> Attempt:
    steps = [f"select {THIS} = any(wall.emergencies_told())"]
    return Attempt(
        "emergencies_told reviewed_domains", name, who, steps, str(expects),
        [NOTHING, *before],
    )  # fmt: skip


_REVIEWS_MORE = "update wall.role_right set reviews = reviews || ',investigation'"
TELLING = [
    _told("the owner's reviewer", True, access()),
    _told("the owner's lead for it", True, access(), who=LEADER),
    _told("the asker's reviewer", True, access(**ASKED_BY_OWN)),
    _told("a reviewer of neither", False, access(**ELSEWHERE)),
    _told("who reviews nothing", False, access(), who=SUPPORT),
    _told("who works on it", True, access(**WORKED_ON), who=SUPPORT),
    _told("kept out", False, access(**OUT)),
    _told("without the clearance", False, access(**HIGH)),
    _told("of no task of theirs", False, _REVIEWS_MORE,
          access(domain="'investigation'",
                 record_id=record(INVESTIGATION, (), is_own=True))),
    _told("nobody", False, access(), who=NOBODY),
]  # fmt: skip


def _waits(name: str, expects: bool, *before: str) -> Attempt:
    steps = [f"select {THIS} = any(wall.emergencies_to_answer())"]
    return Attempt(
        "emergencies_to_answer", name, MANAGER, steps, str(expects),
        [NOTHING, *before],
    )  # fmt: skip


WAITING = [
    _waits("for approval", True, access()),
    _waits("no more, after four hours", False, access(**OVER)),
    _waits("no more, taken back", False, access(**ENDED)),
    _waits("for review", True, access(**OPENED, **OVER, **ENDED)),
    _waits("no more, reviewed", False, access(**OPENED, reviewed_at="now()")),
    _waits("for the other organisation", False, access(**ASKED_BY_OWN)),
]


def _answer(
    name: str,
    expects: str,
    *before: str,
    who: tuple[str, str] = MANAGER,
    look: str = "",
    agrees: str = "true",
    proved_ago: int = 0,
) -> Attempt:
    steps = [f"select wall.answer_emergency({THIS}, {agrees}, now())"]
    return Attempt(
        "answer_emergency may_answer", name, who, looking(steps, look),
        expects, [NOTHING, *before], proved_ago=proved_ago,
    )  # fmt: skip


_BY = f"answered_by_id = '{PERSON}'"
_BESIDE = access(id=BESIDE)
ANSWERING = [
    _answer("a reviewer agrees", "opened", access(**SHUT)),
    _answer("and it is opened", "1", access(),
            look=of_grants("count(*)", f"source_id = {THIS}")),
    _answer("a reviewer does not agree", "refused", access(), agrees="false"),
    _answer("and it stays shut", "0", access(), agrees="false",
            look=of_grants("count(*)", f"source_id = {THIS}")),
    _answer("and it is kept who opened it when", "True", access(),
            look=of_access(f"opened_at = answered_at and ended_at is null and {_BY}",
                           THIS)),
    _answer("and it is kept who refused it when", "True", access(), agrees="false",
            look=of_access(f"ended_at = answered_at and opened_at is null and {_BY}",
                           THIS)),
    _answer("neither yes nor no", REFUSED, access(), agrees="null"),
    _answer("that one alone", "True", _BESIDE, access(),
            look=of_access("answered_at is null")),
    _answer("beside one that is over", "opened", access(id=BESIDE, **ENDED), access()),
    _answer("opened before", "over", access(**OPENED)),
    _answer("ended before", "over", access(**ENDED)),
    _answer("after four hours", "over", access(**OVER)),
    _answer("proved who they are long ago", "stale", access(), proved_ago=LONG_AGO),
    _answer("one's own, beside another's", REFUSED, _BESIDE,
            access(**{**MINE, "owner_id": f"'{OWN}'", "record_id": OWNED})),
    _answer("kept out", REFUSED, access(**OUT)),
    _answer("the asking side", REFUSED, access(**ASKED_BY_OWN)),
    _answer("one that is not there", REFUSED, _BESIDE),
    _answer("a lead agrees", "opened", access(**LED), who=SUPPORT),
    _answer("a worker agrees", REFUSED, access(**WORKED_ON), who=SUPPORT),
    _answer("nobody agrees", REFUSED, access(), who=NOBODY),
]  # fmt: skip


def _end(name: str, expects: str, *before: str, look: str = "") -> Attempt:
    steps = [f"select wall.end_emergency({THIS}, now())"]
    return Attempt(
        "end_emergency", name, SUPPORT, looking(steps, look),
        expects, [NOTHING, *before],
    )  # fmt: skip


_MINE = access(**MINE, **OPENED)
_OTHERS = {**MINE, "id": BESIDE, "record_id": OWNED}
_ENDS = of_grants("ended_at is null", f"source_id = {THIS}")
ENDING = [
    _end("one's own", "ended", _MINE),
    _end("and it is shut", "False", _MINE, grant(THIS, STRANGERS), look=_ENDS),
    _end("and it is kept", "True", _MINE,
         look=of_access(f"ended_at = now() and ended_by_id = '{PERSON}'", THIS)),
    _end("one's own, that waits", "ended", access(**MINE)),
    _end("another's", REFUSED, access()),
    _end("one that is not there", REFUSED, access(**_OTHERS)),
    _end("ended before", "over", access(**MINE, **ENDED)),
    _end("after four hours", "over", access(**MINE, **OVER)),
    _end("beside one that is over", "ended", access(**_OTHERS, **ENDED), _MINE),
    _end("that one alone", "True", access(**_OTHERS), _MINE,
         look=of_access("ended_at is null")),
    _end("the grant of that one alone", "True", _MINE, grant(BESIDE, OWNED),
         look=_ENDS.replace(THIS, BESIDE)),
    _end("but no share", "True", _MINE, grant(THIS, STRANGERS, basis="'share'"),
         look=_ENDS),
    _end("what was ended before is left as it was", "True", _MINE,
         grant(THIS, STRANGERS, ended_at="now() - interval '1 hour'"),
         look=of_grants("ended_at < now()", f"source_id = {THIS}")),
]  # fmt: skip


def _review(
    name: str,
    expects: str,
    *before: str,
    who: tuple[str, str] = MANAGER,
    look: str = "",
) -> Attempt:
    given = f"{THIS}, 'justified', 'She was found.', now()"
    steps = [f"select wall.review_emergency({given})"]
    return Attempt(
        "review_emergency", name, who, looking(steps, look),
        expects, [NOTHING, *before],
    )  # fmt: skip


REVIEWING = [
    _review("a reviewer says so", "reviewed", access(**OPENED)),
    _review("and it is kept", "True", access(**OPENED),
            look=of_access(f"outcome = 'justified' and reviewed_by_id = '{PERSON}'"
                           " and review_words = 'She was found.'", THIS)),
    _review("one that never opened", "over", access()),
    _review("reviewed before", "over", access(**OPENED, reviewed_at="now()")),
    _review("by who reviews nothing", REFUSED, access(**OPENED), who=SUPPORT),
    _review("that one alone", "True", access(**OPENED),
            access(**OPENED, id=BESIDE), look=of_access("reviewed_at is null")),
]  # fmt: skip


def _figures(name: str, who: tuple[str, str], expects: str, *before: str) -> Attempt:
    steps = ["select count(*) from wall.emergency_figures()"]
    prepared = [NOTHING, access(), *before]
    return Attempt("emergency_figures", name, who, steps, expects, prepared)


FIGURES = [
    _figures("to who oversees", OVERSEER, "1"),
    _figures("to nobody", NOBODY, "0"),
    _figures("to who writes figures", PLANNER, "0"),
    _figures("at another task", ("planner", "operation_delivery"), "0",
             "update wall.role_right set oversees = 'visit'"),
]  # fmt: skip
ATTEMPTS = [*TELLING, *WAITING, *ANSWERING, *ENDING, *REVIEWING, *FIGURES]
