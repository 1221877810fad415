"""An investigation: posts, statuses and steps that follow; who is kept from words."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.sharing.prepared import row
from tests.security.rls.records import record
from tests.security.rls.rows import key
from tests.security.rls.states import COLLEAGUE, PERSON, Way

AT_WORK = ("investigator", "investigation")
_HEAD = "investigations_investigation"
LED = record(_HEAD, (Way("team", "lead"),))
WORKED = record(_HEAD, (Way("team", "worker"),))
ME, THEM = f"'{PERSON}'", f"'{COLLEAGUE}'"
WRONG, DONE = "23514", "done"
ONE, TWO = key("order", "'1'"), key("order", "'2'")
_TABLES = {
    "post": ("investigations_post_is_fit",),
    "investigation": ("investigations_head_is_stepped",),
    "statusstep": (
        "investigations_statusstep_follows",
        "investigations_statusstep_is_done",
    ),
    "linestep": ("investigations_linestep_follows",),
    "paperstep": ("investigations_paperstep_follows",),
    "interviewstep": ("investigations_interviewstep_follows",),
}
_AT_ONCE = "set constraints all immediate"


def add(name: str, **given: object) -> str:
    return row(f"investigations_{name}", **given)


def before(*rows: str) -> list[str]:
    """These rows, written before as they stand: no trigger looks at them."""
    still = [
        f"alter table investigations_{name} disable trigger user" for name in _TABLES
    ]
    again = [
        f"alter table investigations_{name} enable always trigger {trigger}"
        for name, triggers in _TABLES.items()
        for trigger in triggers
    ]
    cleared = [
        f"delete from investigations_{name}"
        for name in _TABLES
        if name != "investigation"
    ]
    opened = (
        f"update {_HEAD} set status = 'open', law_as_at = '2020-01-01'"
        f" where id in ({LED}, {WORKED})"
    )
    return [*still, *cleared, opened, *rows, *again]


def post(**given: object) -> str:
    return add(
        "post",
        **{
            "id": "gen_random_uuid()",
            "investigation_id": LED,
            "person_id": THEM,
            "function": "'analyst'",
            "is_sterile": "false",
            "began_at": "now()",
            "given_by_id": ME,
            "ended_at": "null",
            "ended_by_id": "null",
            **given,
        },
    )


def _gives(name: str, expects: str, step: str, *earlier: str) -> Attempt:
    named = "investigations_post_is_fit investigations_post"
    return Attempt(named, name, AT_WORK, [step], expects, before(*earlier))


MINE = {"id": ONE, "person_id": ME, "began_at": "now() - interval '2 hours'"}
_SCHEDULES = {**MINE, "function": "'disclosure_officer'", "given_by_id": THEM}


def _ends(at: str = "now()", by: str = ME) -> str:
    return (
        f"update investigations_post set ended_at = {at}, ended_by_id = {by}"
        f" where id = {ONE} returning 1"
    )


GIVING = [
    _gives("a post as who leads", DONE, post()),
    _gives("a post as a mere member", REFUSED, post(investigation_id=WORKED)),
    _gives("their own as a mere member", REFUSED,
           post(investigation_id=WORKED, person_id=ME)),
    _gives("as of yesterday, after another today", WRONG,
           post(began_at="now() - interval '1 day'"), post(id=ONE)),
    _gives("as of yesterday, after one that ended today", WRONG,
           post(began_at="now() - interval '1 day'"),
           post(id=ONE, began_at="now() - interval '2 days'", ended_at="now()",
                 ended_by_id=ME)),
    _gives("after one of another investigation", DONE,
           post(began_at="now() - interval '1 day'"),
           post(id=ONE, investigation_id=WORKED)),
    _gives("who waited some minutes for another", DONE,
           post(began_at="now() - interval '3 minutes'"),
           post(id=ONE, person_id=ME)),
    _gives("in an hour", WRONG, post(began_at="now() + interval '1 hour'")),
    _gives("by a clock that is some minutes ahead", DONE,
           post(began_at="now() + interval '3 minutes'")),
    _gives("one that is over", WRONG, post(ended_at="now()", ended_by_id=ME)),
    _gives("in another's name", REFUSED, post(given_by_id=THEM)),
    _gives("it ends", "1", _ends(), post(**MINE)),
    _gives("it ends in an hour", WRONG, _ends("now() + interval '1 hour'"),
           post(**MINE)),
    _gives("it ended before it was given", WRONG, _ends("now() - interval '1 day'"),
           post(**MINE)),
    _gives("it ends without a day", WRONG, _ends("null", "null"), post(**MINE)),
    _gives("it ends by another", REFUSED, _ends(by=THEM), post(**MINE)),
    _gives("a mere member ends what they schedule by", "1", _ends(),
           post(investigation_id=WORKED, **_SCHEDULES)),
    _gives("a mere member ends another's", "None", _ends(),
           post(investigation_id=WORKED, **{**_SCHEDULES, "person_id": THEM})),
    _gives("a mere member ends another of theirs", "None", _ends(),
           post(**{**MINE, "given_by_id": THEM}, investigation_id=WORKED)),
    _gives("a mere member ends one that they gave themselves", "None", _ends(),
           post(**{**_SCHEDULES, "given_by_id": ME}, investigation_id=WORKED)),
    _gives("a mere member gives themselves what schedules", REFUSED,
           post(investigation_id=WORKED, person_id=ME,
                function="'disclosure_officer'")),
]  # fmt: skip


def _conflict(**given: object) -> str:
    return add(
        "interestconflict",
        **{
            "id": "gen_random_uuid()",
            "investigation_id": WORKED,
            "person_id": ME,
            "words_sealed": "'x'",
            "recorded_by_id": ME,
            "recorded_at": "now()",
            **given,
        },
    )


def _partner(**given: object) -> str:
    return add(
        "investigationpartner",
        **{
            "id": "gen_random_uuid()",
            "investigation_id": LED,
            "organisation_id": "gen_random_uuid()",
            "agreement": "'A'",
            "powers": "'{}'",
            "holds": "''",
            "from_on": "current_date",
            "joined_by_id": ME,
            **given,
        },
    )


def _says(table: str, name: str, expects: str, step: str) -> Attempt:
    return Attempt(f"investigations_{table}", name, AT_WORK, [step], expects,
                   before())  # fmt: skip


SAYING = [
    _says("interestconflict", "one's own interest", DONE, _conflict()),
    _says("interestconflict", "another's as a mere member", REFUSED,
          _conflict(person_id=THEM)),
    _says("interestconflict", "another's as who leads", DONE,
          _conflict(investigation_id=LED, person_id=THEM)),
    _says("investigationpartner", "a partner as who leads", DONE, _partner()),
    _says("investigationpartner", "a partner as a mere member", REFUSED,
          _partner(investigation_id=WORKED)),
]  # fmt: skip


def _step(turn: int, was: str, then: str, reason: str = "", **given: object) -> str:
    return add(
        "statusstep",
        **{
            "id": "gen_random_uuid()",
            "investigation_id": LED,
            "turn": turn,
            "from_status": f"'{was}'",
            "to_status": f"'{then}'",
            "reason": f"'{reason}'",
            "changed_by_id": ME,
            "changed_at": "now()",
            **given,
        },
    )


def _stands(status: str, of: str = LED) -> str:
    return f"update {_HEAD} set status = '{status}' where id = {of}"


def _goes(
    name: str, expects: str, *steps: str, earlier: tuple[str, ...] = ()
) -> Attempt:
    named = (
        "investigations_head_is_stepped investigations_statusstep_follows"
        " investigations_statusstep_is_done investigations_statusstep"
    )
    return Attempt(named, name, AT_WORK, [*steps, _AT_ONCE], expects,
                   before(*earlier))  # fmt: skip


def _way(was: str, then: str, reason: str = "") -> tuple[tuple[str, ...], list[str]]:
    """What stands before, and the step and change of status after it."""
    if was == "open":
        return (), [_step(1, was, then, reason), _stands(then)]
    stood = (_step(1, "open", was), _stands(was))
    return stood, [_step(2, was, then, reason), _stands(then)]


_MAY = {
    "open": "with_prosecutor charged filed closed",
    "with_prosecutor": "charged open filed closed",
    "charged": "trial concluded with_prosecutor filed closed",
    "trial": "concluded filed closed",
    "concluded": "filed trial closed",
    "filed": "open",
    "closed": "open",
}
STEPPING = [
    *(
        _goes(f"{was} to {then}", DONE if then in _MAY[was].split() else WRONG,
              *_way(was, then, "R")[1], earlier=_way(was, then)[0])
        for was in _MAY
        for then in (*_MAY, "elsewhere")
    ),
    *(
        _goes(f"{was} to open without a reason", WRONG, *_way(was, "open")[1],
              earlier=_way(was, "open")[0])
        for was in ("filed", "closed")
    ),
    _goes("no step at all", WRONG, _stands("charged")),
    _goes("another step", WRONG, _step(1, "open", "charged"), _stands("filed")),
    _goes("a step of another investigation", WRONG, _stands("charged"),
          earlier=(_step(1, "open", "charged", investigation_id=WORKED),)),
    _goes("an earlier step", WRONG, _stands("charged"),
          earlier=(_step(1, "open", "charged"), _step(2, "charged", "trial"),
                  _stands("trial"))),
    _goes("a step that is not taken", WRONG, _step(1, "open", "charged")),
    _goes("a step that another took", WRONG, _step(1, "open", "charged"),
          earlier=(_stands("charged", WORKED),)),
    _goes("a turn left out", WRONG, _step(2, "open", "charged"), _stands("charged")),
    _goes("from where it does not stand", WRONG, _step(1, "trial", "concluded"),
          _stands("concluded")),
    _goes("beside another with turns of its own", DONE, _step(1, "open", "charged"),
          _stands("charged"),
          earlier=(_step(1, "open", "filed", investigation_id=WORKED),
                  _stands("filed", WORKED))),
    _goes("as a mere member", REFUSED,
          _step(1, "open", "charged", investigation_id=WORKED),
          _stands("charged", WORKED)),
]  # fmt: skip


def _law(name: str, expects: str, *earlier: str, day: str = "2016-10-26") -> Attempt:
    step = f"update {_HEAD} set law_as_at = '{day}' where id = {LED}"
    return Attempt("investigations_head_is_stepped", name, AT_WORK, [step], expects,
                   before(*earlier))  # fmt: skip


_SIO = {**MINE, "function": "'sio'"}
LAW = [
    _law("the day of the law as senior investigating officer", DONE, post(**_SIO)),
    _law("the day of the law without a post", WRONG),
    _law("the same day without a post", DONE, day="2020-01-01"),
    _law("the day of the law in another post", WRONG, post(**MINE)),
    _law("the day of the law as another is it", WRONG,
         post(**{**_SIO, "person_id": THEM})),
    _law("the day of the law as who was it", WRONG,
         post(**_SIO, ended_at="now()", ended_by_id=ME)),
    _law("the day of the law as who is it elsewhere", WRONG,
         post(**_SIO, investigation_id=WORKED)),
]  # fmt: skip

ATTEMPTS = [*GIVING, *SAYING, *STEPPING, *LAW]
