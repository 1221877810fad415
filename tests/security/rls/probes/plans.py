"""Plans of visits: whose they are, which hours are taken, who calls one made."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.records import OPERATION, record
from tests.security.rls.rows import key
from tests.security.rls.states import (
    COLLEAGUE,
    DESK,
    GONE,
    LEFT,
    NEW,
    OTHER,
    OWN,
    PERSON,
    WAITING,
    Way,
)

_GOES = ("partner", "operation_delivery")
_HELPS = ("support_worker", "safeguarding_support")
_TODAY, _PAST, _LATER = "wall.today()", "wall.today() - 1", "wall.today() + 3"
# An operation that others lead and the person's organisation takes part in.
_THERE = record(OPERATION, (Way("team", "worker", whose="organisation"),))
_STRANGE = record(OPERATION, ())
_PLAN, _TEAM = key("operations_plannedvisit", "'p'"), key("operations_team", "'t'")
_IS_OWN = [f"select {_PLAN} = any(wall.own_plans())"]
_HOURS = "select string_agg(from_hour || ' to ' || to_hour, ', ') from wall.taken({})"
_MAKE = f"select wall.make_visit({_PLAN})"


def _planned(  # each is one thing that decides
    member: object = DESK,
    *,
    of: object = OWN,
    kind: str = "soft",
    on: str = _TODAY,
    at: str = "time '09:30'",
    status: str = "planned",
    operation: str = _THERE,
    stands: str = "running",
) -> list[str]:
    """A plan with somebody on its team, who was put there for an organisation."""
    return [
        "update agencies_engagement set from_on = from_on - 1"
        " where from_on = current_date",
        f"update operations_operation set status = '{stands}' where id = {operation}",
        "delete from operations_plannedvisit",
        "insert into operations_plannedvisit (id, operation_id, premises_id, team_id,"
        ' kind, purpose, power, "on", starts_at, status, cancelled_because)'
        f" values ({_PLAN}, {operation}, gen_random_uuid(), {_TEAM}, '{kind}', '', '',"
        f" {on}, {at}, '{status}', '')",
        _member(_TEAM, member, of),
    ]


def _member(team: str, person: object, of: object = OWN) -> str:
    return (
        "insert into operations_teammember (id, team_id, person_id, organisation_id,"
        f" is_leader) values (gen_random_uuid(), {team}, '{person}', '{of}', false)"
    )


_ALONG = key("operations_team", "'u'")


def _comes_along(team: str = _ALONG, visit: str = _PLAN) -> str:
    return (
        "insert into operations_supportingcrew (id, visit_id, team_id)"
        f" values (gen_random_uuid(), {visit}, {team})"
    )


def _again(at: str) -> str:
    """Another plan of the same day and operation, at another hour."""
    return (
        "insert into operations_plannedvisit (id, operation_id, premises_id, team_id,"
        ' kind, purpose, power, "on", starts_at, status, cancelled_because)'
        " select gen_random_uuid(), operation_id, gen_random_uuid(), team_id, kind, '',"
        f" '', \"on\", {at}, status, '' from operations_plannedvisit where id = {_PLAN}"
    )


def _own(
    name: str, expects: str, before: list[str], who: tuple[str, str] = _GOES
) -> Attempt:
    return Attempt("own_plans", name, who, _IS_OWN, expects, before)


def _taken(name: str, expects: str, before: list[str], of: str = _THERE) -> Attempt:
    return Attempt("taken", name, _GOES, [_HOURS.format(of)], expects, before)


def _make(
    name: str, expects: str, before: list[str], who: tuple[str, str] = _GOES
) -> Attempt:
    return Attempt("make_visit", name, who, [_MAKE], expects, before)


ATTEMPTS = [
    _own("a plan of a colleague's team", "True", _planned()),
    _own("another organisation's", "False", _planned(COLLEAGUE, of=OTHER)),
    _own("of somebody put there in our name", "False", _planned(COLLEAGUE)),
    _own("of a colleague who is not approved", "False", _planned(WAITING)),
    _own("of a colleague whose work was ended", "False", _planned(GONE)),
    _own("of a colleague who has left", "False", _planned(LEFT)),
    _own("of a colleague who has not begun", "False", _planned(NEW)),
    _own("of a colleague who leaves later", "True", [*_planned(),
         f"update agencies_engagement set to_on = {_LATER}"
         f" where person_id = '{DESK}'"]),
    _own("of one who will have begun", "True", _planned(NEW, on=_LATER)),
    _own("of an operation that is over", "False", _planned(stands="closed")),
    _own("of one that is over, while another runs", "False",
         [*_planned(stands="closed"), "update operations_operation"
          f" set status = 'running' where id = {_STRANGE}"]),
    _own("of another team than one's own", "False",
         [*_planned(COLLEAGUE, of=OTHER),
          _member(key("operations_team", "'u'"), DESK)]),
    _own("a plan on which one's own team comes along", "True",
         [*_planned(COLLEAGUE, of=OTHER), _member(_ALONG, DESK), _comes_along()]),
    _own("a plan on which another team comes along", "False",
         [*_planned(COLLEAGUE, of=OTHER), _member(_ALONG, DESK),
          _comes_along(key("operations_team", "'w'"))]),
    _own("a plan, while the team comes along on another", "False",
         [*_planned(COLLEAGUE, of=OTHER), _member(_ALONG, DESK),
          _comes_along(visit="gen_random_uuid()")]),
    _own("a safeguarding plan of colleagues", "False", _planned(kind="safeguarding")),
    _own("a safeguarding plan of one's own", "True",
         _planned(PERSON, kind="safeguarding")),
    _own("the same, at another task", "False", _planned(PERSON, kind="safeguarding"),
         ("officer", "intel_assessment")),
    _own("the same, in a role that never visits", "False", _planned(PERSON),
         ("communications", "operation_delivery")),
    _own("a safeguarding plan, by who helps", "True", _planned(kind="safeguarding"),
         _HELPS),
    _own("another plan, by who helps", "False", _planned(), _HELPS),
    _own("a colleague's of yesterday", "False", _planned(on=_PAST)),
    _own("one's own of yesterday, to be recorded", "True", _planned(PERSON, on=_PAST)),
    _own("one's own of yesterday that was made", "False",
         _planned(PERSON, on=_PAST, status="done")),
    _taken("an hour", "9 to 10", _planned()),
    _taken("hours side by side, and apart", "9 to 11, 14 to 15",
           [*_planned(), _again("time '10:15'"), _again("time '14:00'")]),
    _taken("two at one hour", "9 to 10", [*_planned(), _again("time '09:00'")]),
    _taken("of an operation that is not in view", "None",
           _planned(operation=_STRANGE), _STRANGE),
    _taken("of another operation", "None", _planned(operation=_STRANGE)),
    _taken("of what was made", "None", _planned(status="done")),
    Attempt("taken", "of what has no hour", _GOES,
            [f"select count(*) from wall.taken({_THERE})"], "0", _planned(at="null")),
    _taken("of yesterday", "None", _planned(on=_PAST)),
    _make("one's own visit", "planned", _planned(PERSON)),
    _make("a colleague's", "42501", _planned()),
    _make("on which one's team comes along", "planned",
          [*_planned(), _member(_ALONG, PERSON), _comes_along()]),
    _make("while one's team comes along on another", "42501",
          [*_planned(), _member(_ALONG, PERSON),
           _comes_along(visit="gen_random_uuid()")]),
    _make("while on another team", "42501",
          [*_planned(), _member(key("operations_team", "'u'"), PERSON)]),
    _make("in another organisation's name", "42501", _planned(PERSON, of=OTHER)),
    _make("at another task", "42501", _planned(PERSON), ("officer", "investigation")),
    _make("in a role that never visits", "42501", _planned(PERSON),
          ("planner", "operation_delivery")),
    _make("of an operation that is not in view", "42501",
          _planned(PERSON, operation=_STRANGE)),
    _make("a visit that there is not", "42501",
          ["delete from operations_plannedvisit"]),
    _make("before the operation runs", "not running",
          _planned(PERSON, stands="planned")),
    _make("while another operation runs", "not running",
          [*_planned(PERSON, stands="planned"),
           "update operations_operation set status = 'running'"
           f" where id = {_STRANGE}"]),
    _make("what was cancelled", "cancelled", _planned(PERSON, status="cancelled")),
    _make("one that is found after another", "planned",
          [*_planned(PERSON), _again("time '14:00'"),
           "update operations_plannedvisit set status = 'cancelled'"
           f" where id <> {_PLAN}",
           f"update operations_plannedvisit set power = 'x' where id = {_PLAN}"]),
    Attempt("make_visit", "twice", _GOES, [_MAKE, _MAKE], "done", _planned(PERSON)),
    Attempt("make_visit", "what was cancelled stays so", _GOES,
            [_MAKE, "reset role", "select status from operations_plannedvisit"],
            "cancelled", _planned(PERSON, status="cancelled")),
    Attempt("make_visit", "only the one", _GOES,
            [_MAKE, "reset role", "select count(*) from operations_plannedvisit"
             " where status = 'done'"],
            "1", [*_planned(PERSON), _again("time '14:00'")]),
]  # fmt: skip
