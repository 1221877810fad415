"""Warrants that let somebody in, menus, others' interests, entries that are used."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.records import OPERATION, record
from tests.security.rls.rows import key
from tests.security.rls.states import DESK, OTHER, OWN, PERSON, Way

_PLANS = ("planner", "operation_delivery")
_GOES = ("partner", "operation_delivery")
_LED = record(OPERATION, (Way("team", "lead"),))
_SEEN = record(OPERATION, (Way("team", "worker", whose="organisation"),))
_STRANGE = record(OPERATION, ())
_PLACE, _WARRANT = key("places_premises", "'pl'"), key("operations_warrant", "'w'")
_PLAN, _TEAM = key("operations_plannedvisit", "'p'"), key("operations_team", "'t'")
_QUIET = key("operations_candidate", "'c'")
_ANOTHER = key("operations_candidate", "'d'")
_TODAY = "wall.today()"


def _insert(table: str, **given: str) -> str:
    named = ", ".join(f'"{name}"' for name in given)
    return f"insert into {table} ({named}) values ({', '.join(given.values())})"


def _warrant(
    *,
    operation: str = _LED,
    place: str = _PLACE,
    number: str = "W1",
    issued: str = "timestamptz '2026-06-02 09:00+01'",
    expires: str = "timestamptz '2026-06-03 12:00+01'",
    entries: int = 1,
) -> list[str]:
    return [
        "delete from operations_warrantentry",
        "delete from operations_warrant",
        _insert(
            "operations_warrant",
            id=_WARRANT,
            operation_id=operation,
            premises_id=place,
            act="'a'",
            number=f"'{number}'",
            issued_at=issued,
            expires_at=expires,
            entries=str(entries),
        ),
    ]


def _lawful(
    name: str,
    expects: str,
    before: list[str],
    hour: str = "time '11:00'",
    day: str = "date '2026-06-03'",
) -> Attempt:
    steps = [f"select wall.is_lawful_entry({_LED}, {_PLACE}, 'W1', {day}, {hour})"]
    return Attempt("is_lawful_entry", name, _PLANS, steps, expects, before)


_USED = _insert(
    "operations_warrantentry",
    id="gen_random_uuid()",
    warrant_id=_WARRANT,
    planned_id="gen_random_uuid()",
    used_by_id=f"'{PERSON}'",
    used_at="now()",
)


def _option(kind: str) -> list[str]:
    return [
        "delete from operations_visitoption",
        *_candidate(_LED, is_safeguarding="true"),
        _insert(
            "operations_visitoption",
            id="gen_random_uuid()",
            candidate_id=_QUIET,
            kind=f"'{kind}'",
            value="10",
            minutes="40",
            lead_skills="'{}'",
            support_crews="0",
            support_skills="'{}'",
            custody="0",
            power="''",
            authority="''",
            because="'chosen'",
            decided_by_id=f"'{PERSON}'",
            decided_at="now()",
        ),
    ]


def _candidate(
    operation: str, *, is_safeguarding: str = "false", removed: str = "null"
) -> list[str]:
    return [
        "delete from operations_candidate",
        _insert(
            "operations_candidate",
            id=_QUIET,
            operation_id=operation,
            premises_id=_PLACE,
            source="'desk'",
            is_safeguarding=is_safeguarding,
            language="''",
            days="'{}'",
            window="'opening'",
            opens="1",
            closes="2",
            pinned_people="'{}'",
            removed_at=removed,
        ),
    ]


def _menu(name: str, expects: str, kind: str, asked: str = "true") -> Attempt:
    steps = [f"select wall.has_other_options({_QUIET}, {asked})"]
    return Attempt("has_other_options", name, _PLANS, steps, expects, _option(kind))


def _planned(
    operation: str = _STRANGE,
    *,
    place: str = _PLACE,
    kind: str = "soft",
    status: str = "planned",
    on: str = _TODAY,
    authority: str = "W1",
) -> list[str]:
    return [
        "delete from operations_plannedvisit",
        _insert(
            "operations_plannedvisit",
            id=_PLAN,
            operation_id=operation,
            premises_id=place,
            team_id=_TEAM,
            kind=f"'{kind}'",
            purpose="''",
            power="''",
            authority=f"'{authority}'",
            on=on,
            starts_at="null",
            status=f"'{status}'",
            cancelled_because="''",
        ),
    ]


def _intelligence(
    owner: object = OTHER,
    *,
    level: int = 1,
    restricted: str = "false",
    kind: str = "premises",
    place: str = _PLACE,
) -> list[str]:
    """Only that one mention is of the place."""
    return [
        "delete from operations_plannedvisit",
        "update intelligence_mention set premises_id = null"
        f" where premises_id = {_PLACE}",
        "update intelligence_intelligencereport r set"
        f" organisation_id = '{owner}', sensitivity = {level},"
        f" is_restricted = {restricted} where r.id = (select report_id"
        " from intelligence_item where id = (select item_id from intelligence_mention"
        " order by id limit 1))",
        f"update intelligence_mention set premises_id = {place}, kind = '{kind}'"
        " where id = (select id from intelligence_mention order by id limit 1)",
    ]


def _finds(
    name: str,
    expects: str,
    before: list[str],
    who: tuple[str, str] = _PLANS,
    of: str = _LED,
) -> Attempt:
    steps = [
        f"select count(*) from wall.find_interests({of}) i"
        f" where i.premises_id = {_PLACE}"
    ]
    return Attempt("find_interests", name, who, steps, expects, before)


_NOTHING = _intelligence(OWN)
_HERE = _candidate(_LED)


def _member(person: object = PERSON, of: object = OWN, team: str = _TEAM) -> str:
    return _insert(
        "operations_teammember",
        id="gen_random_uuid()",
        team_id=team,
        person_id=f"'{person}'",
        organisation_id=f"'{of}'",
        is_leader="false",
    )


_COUNT = "select count(*) from operations_warrantentry"


def _uses(
    name: str,
    expects: str,
    before: list[str],
    who: tuple[str, str] = _GOES,
    times: int = 1,
) -> Attempt:
    use = f"select wall.use_entry({_PLAN}, now())"
    steps = [*[use] * times, "reset role", _COUNT]
    return Attempt("use_entry", name, who, steps, expects, before)


def _raid(
    member: str = "",
    *,
    operation: str = _SEEN,
    kind: str = "enforcement",
    number: str = "W1",
    **warrant: str,
) -> list[str]:
    held = {"operation": operation, **warrant}
    return [
        *_warrant(**held),  # type: ignore[arg-type]  # the arguments' own types
        *_planned(operation, kind=kind, authority=number),
        member or _member(),
    ]


ATTEMPTS = [
    _lawful("in time, by its number", "True", _warrant()),
    _lawful("where no warrant is kept", "True", _warrant(place=key("x", "'o'"))),
    _lawful("where another operation keeps one", "True", _warrant(operation=_SEEN)),
    _lawful("by another number", "False", _warrant(number="W2")),
    _lawful("before it is granted", "False",
            _warrant(issued="timestamptz '2026-06-03 11:30+01'")),
    _lawful("when it ends", "False", _warrant(), "time '12:00'"),
    _lawful("after it ended", "False", _warrant(), "time '13:00'"),
    _lawful("without an hour on the day it ends", "False", _warrant(), "null"),
    _lawful("without an hour on a day within", "True",
            _warrant(expires="timestamptz '2026-06-04 00:00+01'"), "null"),
    _lawful("when its entry was used", "False", [*_warrant(), _USED]),
    _lawful("when one of two was used", "True", [*_warrant(entries=2), _USED]),
    _menu("a safeguarding visit alone", "False", "safeguarding"),
    _menu("another beside it", "True", "soft"),
    _menu("a safeguarding visit at another place", "True", "safeguarding", "false"),
    Attempt("has_other_options", "of another candidate", _PLANS,
            [f"select wall.has_other_options({_ANOTHER}, true)"],
            "False", _option("soft")),
    _finds("nobody's", "0", [*_NOTHING, *_HERE]),
    _finds("a visit of others", "1", [*_NOTHING, *_HERE, *_planned()]),
    _finds("of this operation", "0", [*_NOTHING, *_HERE, *_planned(_LED)]),
    _finds("to another place", "0",
           [*_NOTHING, *_HERE, *_planned(place=key("x", "'o'"))]),
    _finds("a safeguarding visit of others", "0",
           [*_NOTHING, *_HERE, *_planned(kind="safeguarding")]),
    _finds("what was cancelled", "0",
           [*_NOTHING, *_HERE, *_planned(status="cancelled")]),
    _finds("what is long past", "0",
           [*_NOTHING, *_HERE, *_planned(on=f"{_TODAY} - 91")]),
    _finds("within three months", "1",
           [*_NOTHING, *_HERE, *_planned(on=f"{_TODAY} - 90")]),
    _finds("others' intelligence", "1", [*_intelligence(), *_HERE]),
    _finds("others' sensitive intelligence", "0", [*_intelligence(level=2), *_HERE]),
    _finds("others' restricted intelligence", "0",
           [*_intelligence(restricted="true"), *_HERE]),
    _finds("of something that is no place", "0",
           [*_intelligence(kind="phone"), *_HERE]),
    _finds("of another place", "0",
           [*_intelligence(place=key("x", "'o'")), *_HERE]),
    _finds("what was taken out", "0",
           [*_intelligence(), *_candidate(_LED, removed="now()")]),
    _finds("a candidate of another operation", "0",
           [*_intelligence(), *_candidate(_SEEN)]),
    _finds("of an operation that one only reads", "0",
           [*_intelligence(), *_candidate(_SEEN)], of=_SEEN),
    _finds("at another task", "0", [*_intelligence(), *_HERE],
           ("planner", "intel_assessment")),
    _finds("in a role that plans nothing", "0", [*_intelligence(), *_HERE],
           ("officer", "operation_delivery")),
    _uses("one's own", "1", _raid()),
    _uses("twice", "1", _raid(), times=2),
    _uses("of a visit by consent", "0", _raid(kind="soft")),
    _uses("by another number", "0", _raid(number="W2")),
    _uses("under another operation's warrant", "0",
          [*_raid(), *_warrant(operation=_STRANGE)]),
    _uses("under another place's warrant", "0",
          [*_raid(), *_warrant(operation=_SEEN, place=key("x", "'o'"))]),
    _uses("of a colleague's visit", "42501", _raid(_member(DESK))),
    _uses("in another organisation's name", "42501", _raid(_member(PERSON, OTHER))),
    _uses("of another team", "42501",
          _raid(_member(team=key("operations_team", "'u'")))),
    _uses("at another task", "42501", _raid(), ("officer", "investigation")),
    _uses("in a role that never visits", "42501", _raid(),
          ("planner", "operation_delivery")),
    _uses("of an operation that is not in view", "42501", _raid(operation=_STRANGE)),
]  # fmt: skip
