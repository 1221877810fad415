"""Warrants that let somebody in, menus, others' interests, entries that are used."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
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
_ANOTHER_WARRANT = key("operations_warrant", "'v'")
_OTHER_PLAN = key("operations_plannedvisit", "'q'")
_QUIET = key("operations_candidate", "'c'")
_ANOTHER = key("operations_candidate", "'d'")
_TODAY, _NOWHERE = "wall.today()", key("x", "'o'")


def _insert(table: str, **given: str) -> str:
    named = ", ".join(f'"{name}"' for name in given)
    return f"insert into {table} ({named}) values ({', '.join(given.values())})"


def _warrant(
    *,
    id: str = _WARRANT,
    operation: str = _LED,
    place: str = _PLACE,
    number: str = "W1",
    issued: str = "timestamptz '2026-06-02 09:00+01'",
    expires: str = "timestamptz '2026-06-03 12:00+01'",
    entries: int = 1,
    withdrawn: str = "null",
) -> list[str]:
    return [
        "delete from operations_warrantentry",
        "delete from operations_warrant",
        _insert(
            "operations_warrant",
            id=id,
            operation_id=operation,
            premises_id=place,
            act="'a'",
            number=f"'{number}'",
            granted_by="'c'",
            issued_at=issued,
            expires_at=expires,
            entries=str(entries),
            withdrawn_at=withdrawn,
            withdrawn_by_id="null" if withdrawn == "null" else f"'{PERSON}'",
            withdrawn_because="''" if withdrawn == "null" else "'mistyped'",
        ),
    ]


def _lawful(
    name: str,
    expects: str,
    before: list[str],
    hour: str = "time '11:00'",
    day: str = "date '2026-06-03'",
    number: str = "W1",
) -> Attempt:
    steps = [
        f"select wall.is_lawful_entry({_PLAN}, {_LED}, {_PLACE}, '{number}', {day},"
        f" {hour})"
    ]
    return Attempt(
        "is_lawful_entry find_entry_fault", name, _PLANS, steps, expects, before
    )


def _entry(planned: str = "gen_random_uuid()", of: str = _WARRANT) -> str:
    return _insert(
        "operations_warrantentry",
        id="gen_random_uuid()",
        warrant_id=of,
        planned_id=planned,
        used_by_id=f"'{PERSON}'",
        used_at="now()",
    )


_USED = _entry()


def _tasked(id: str = _OTHER_PLAN, *, team: str = _TEAM, **change: str) -> str:
    """Another visit that is tasked by the warrant, with something else about it."""
    given = {
        "operation": _LED,
        "place": _PLACE,
        "kind": "enforcement",
        "status": "planned",
        "authority": "W1",
    } | change
    return _insert(
        "operations_plannedvisit",
        id=id,
        operation_id=given["operation"],
        premises_id=given["place"],
        team_id=team,
        kind=f"'{given['kind']}'",
        purpose="''",
        power="''",
        authority=f"'{given['authority']}'",
        on="date '2026-06-04'",
        starts_at="null",
        status=f"'{given['status']}'",
        cancelled_because="''",
    )


def _second(second: str) -> str:
    return _insert(
        "operations_secondvisit",
        id="gen_random_uuid()",
        operation_id=_LED,
        first_id="gen_random_uuid()",
        second_id=second,
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


def _nobody() -> list[str]:
    return ["delete from operations_candidate"]


_OTHERS = (
    f"update intelligence_intelligencereport set organisation_id = '{OTHER}',"
    " sensitivity = 1, is_restricted = false where id <> (select report_id from"
    " intelligence_item where id = (select item_id from intelligence_mention"
    " order by id limit 1))"
)
_NOTHING = [*_intelligence(OWN), _OTHERS]
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
    return Attempt("use_entry count_entry", name, who, steps, expects, before)


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


def _turned(number: str = "W1", of: str = _PLAN) -> str:
    return _insert(
        "operations_enforcementturn",
        id="gen_random_uuid()",
        planned_id=of,
        power="'p'",
        authority=f"'{number}'",
        decided_by_id=f"'{PERSON}'",
        decided_at="now()",
        told="'t'",
        recorded_by_id=f"'{PERSON}'",
        recorded_at="now()",
    )


def _risk(
    *,
    operation: str = _SEEN,
    likelihood: int = 3,
    control: str = " ",
    closed: str = "null",
) -> str:
    return _insert(
        "operations_commandrisk",
        id="gen_random_uuid()",
        operation_id=operation,
        subject="'occupants'",
        risk="'r'",
        likelihood=str(likelihood),
        impact="5",
        control=f"'{control}'",
        owner="'silver'",
        review_on=_TODAY,
        closed_at=closed,
        version="1",
    )


def _stands(status: str, operation: str = _SEEN) -> str:
    return f"update operations_operation set status = '{status}' where id = {operation}"


def _met(
    member: str | None = None,
    *,
    kind: str = "soft",
    status: str = "planned",
    of: str = _SEEN,
    **warrant: str,
) -> list[str]:
    """A visit of this person's team, and a warrant that lets it in now."""
    held = {
        "operation": of,
        "issued": "now() - interval '1 day'",
        "expires": "now() + interval '1 day'",
    } | warrant
    return [
        "delete from operations_enforcementturn",
        "delete from operations_commandrisk",
        *_warrant(**held),  # type: ignore[arg-type]  # the arguments' own types
        *_planned(of, kind=kind, status=status, authority=""),
        _member() if member is None else member,
        _stands("running", of),
    ]


def _turns(
    name: str,
    expects: str,
    before: list[str],
    who: tuple[str, str] = _GOES,
    decided: str = "now()",
) -> Attempt:
    steps = [
        f"select wall.turn_visit({_PLAN}, 'p', 'W1', '{PERSON}', {decided}, 't',"
        " now())",
        "reset role",
        "select (select count(*) from operations_enforcementturn) || ' ' ||"
        " (select count(*) from operations_warrantentry)",
    ]
    return Attempt(
        "turn_visit count_entry find_entry_fault", name, who, steps, expects, before
    )


ATTEMPTS = [
    _lawful("in time, by its number", "True", _warrant()),
    _lawful("where another operation keeps one", "True", _warrant(operation=_SEEN)),
    _lawful("by another number", "False", _warrant(number="W2")),
    _lawful("before it is granted", "False",
            _warrant(issued="timestamptz '2026-06-03 11:30+01'")),
    _lawful("when it was withdrawn", "False", _warrant(withdrawn="now()")),
    _lawful("by another number, where the warrant was withdrawn", "True",
            _warrant(withdrawn="now()"), number="W2"),
    _lawful("by the number of one that was withdrawn elsewhere", "True",
            _warrant(place=_NOWHERE, withdrawn="now()")),
    _lawful("when it ends", "False", _warrant(), "time '12:00'"),
    _lawful("after it ended", "False", _warrant(), "time '13:00'"),
    _lawful("without an hour on the day it ends", "False", _warrant(), "null"),
    _lawful("without an hour on a day within", "True",
            _warrant(expires="timestamptz '2026-06-04 00:00+01'"), "null"),
    _lawful("when its entry was used", "False", [*_warrant(), _USED]),
    _lawful("when one of two was used", "True", [*_warrant(entries=2), _USED]),
    _lawful("when another warrant was used", "True",
            [*_warrant(),
             *_warrant(id=_ANOTHER_WARRANT, number="W2", place=_NOWHERE)[2:],
             _entry(of=_ANOTHER_WARRANT)]),
    _lawful("without an hour on the day it is granted", "False",
            _warrant(expires="timestamptz '2026-06-05 00:00+01'"), "null",
            "date '2026-06-02'"),
    _lawful("by its own entry", "True", [*_warrant(), _entry(_PLAN)]),
    _lawful("without a number", "False", _warrant(place=_NOWHERE), number=""),
    _lawful("where no warrant is kept, by a number of its own", "True",
            _warrant(place=_NOWHERE), number="W9"),
    _lawful("by the warrant of another place", "False", _warrant(place=_NOWHERE)),
    _lawful("to save a life, by a number of its own", "True",
            [*_warrant(), *_planned(_LED), _second(_PLAN)], number="W9"),
    _lawful("while another saves a life", "False",
            [*_warrant(), *_planned(_LED), _second(_OTHER_PLAN)], number="W9"),
    _lawful("while another is tasked by it", "False", [*_warrant(), _tasked()]),
    _lawful("while another of two is tasked by it", "True",
            [*_warrant(entries=2), _tasked()]),
    _lawful("when it is tasked itself", "True", [*_warrant(), _tasked(_PLAN)]),
    _lawful("when another that is tasked made the entry", "True",
            [*_warrant(entries=2), _tasked(), _entry(_OTHER_PLAN)]),
    _lawful("while another waits for its team", "True",
            [*_warrant(), _tasked(team="null")]),
    _lawful("when another was cancelled", "True",
            [*_warrant(), _tasked(status="cancelled")]),
    _lawful("while another goes by consent", "True",
            [*_warrant(), _tasked(kind="soft")]),
    _lawful("while another is tasked by another number", "True",
            [*_warrant(), _tasked(authority="W2")]),
    _lawful("while another place is tasked by that number", "True",
            [*_warrant(), _tasked(place=_NOWHERE)]),
    _menu("a safeguarding visit alone", "False", "safeguarding"),
    _menu("another beside it", "True", "soft"),
    _menu("a safeguarding visit at another place", "True", "safeguarding", "false"),
    Attempt("has_other_options", "of another candidate", _PLANS,
            [f"select wall.has_other_options({_ANOTHER}, true)"],
            "False", _option("soft")),
    _finds("nobody's", "0", [*_NOTHING, *_HERE]),
    _finds("a visit of others", "1", [*_NOTHING, *_HERE, *_planned()]),
    _finds("a visit to a place that this operation visits", "1",
           [*_NOTHING, *_nobody(), *_planned(), _tasked()]),
    _finds("where this operation cancelled its visit", "0",
           [*_NOTHING, *_nobody(), *_planned(), _tasked(status="cancelled")]),
    _finds("where another operation of others visits too", "0",
           [*_NOTHING, *_nobody(), *_planned(), _tasked(operation=_SEEN)]),
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
    _uses("of a visit by consent while others enforce", "0",
          [*_raid(kind="soft"), _tasked(operation=_SEEN), _turned(of=_OTHER_PLAN)]),
    _uses("by another number", "0", _raid(number="W2")),
    _uses("under one that was withdrawn", "0", _raid(withdrawn="now()")),
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
    _uses("of a visit that was turned", "1", [*_raid(kind="soft"), _turned()]),
    _uses("of a visit that was turned by another number", "0",
          [*_raid(kind="soft"), _turned("W2")]),
    _turns("a visit of one's team", "1 1", _met()),
    _turns("a visit that one plans", "1 1", _met("", of=_LED), _PLANS),
    _turns("where no warrant is kept", "1 0", _met(place=_NOWHERE, number="W2")),
    _turns("by a warrant that ended", "0 0", _met(expires="now()")),
    _turns("by another number", "0 0", _met(number="W2")),
    _turns("by the warrant of another operation", "0 0", _met(operation=_STRANGE)),
    _turns("where another operation keeps another", "1 0",
           _met(operation=_STRANGE, number="W2")),
    _turns("while another operation is tasked by that number", "1 1",
           [*_met(), _tasked(operation=_STRANGE)]),
    _turns("while another visit was turned", "2 1", [*_met(), _turned(of=_OTHER_PLAN)]),
    _turns("once", "1 0", [*_met(), _turned()]),
    _turns("with a high risk without a control", "0 0", [*_met(), _risk()]),
    _turns("with a high risk of another operation", "1 1",
           [*_met(), _risk(operation=_STRANGE)]),
    _turns("with a control", "1 1", [*_met(), _risk(control="Wait")]),
    _turns("with a risk that is closed", "1 1", [*_met(), _risk(closed="now()")]),
    _turns("with a risk that is not high", "1 1", [*_met(), _risk(likelihood=2)]),
    _turns("a visit of a colleague's team", "1 1", _met(_member(DESK))),
    _turns("a visit of others", REFUSED, _met(_member(PERSON, OTHER))),
    _turns("a visit of an operation that one only reads", REFUSED, _met(""), _PLANS),
    _turns("at another task", REFUSED, _met(), ("officer", "investigation")),
    _turns("a safeguarding visit", REFUSED, _met(kind="safeguarding")),
    _turns("an enforcement visit", REFUSED, _met(kind="enforcement")),
    _turns("a visit that was made", REFUSED, _met(status="done")),
    _turns("before the operation runs", REFUSED, [*_met(), _stands("planned")]),
    _turns("by what is decided later", REFUSED, _met(),
           decided="now() + interval '1 s'"),
]  # fmt: skip
