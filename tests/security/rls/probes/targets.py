"""Warrants that let somebody in, menus, and others' interests."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.records import OPERATION, record
from tests.security.rls.rows import key
from tests.security.rls.states import OTHER, OWN, PERSON, Way

PLANS = ("planner", "operation_delivery")
GOES = ("partner", "operation_delivery")
LED = record(OPERATION, (Way("team", "lead"),))
SEEN = record(OPERATION, (Way("team", "worker", whose="organisation"),))
STRANGE = record(OPERATION, ())
_PLACE, _WARRANT = key("places_premises", "'pl'"), key("operations_warrant", "'w'")
PLAN, TEAM = key("operations_plannedvisit", "'p'"), key("operations_team", "'t'")
_ANOTHER_WARRANT = key("operations_warrant", "'v'")
OTHER_PLAN = key("operations_plannedvisit", "'q'")
_QUIET = key("operations_candidate", "'c'")
_ANOTHER = key("operations_candidate", "'d'")
TODAY, NOWHERE = "wall.today()", key("x", "'o'")


def make_insert(table: str, **given: str) -> str:
    named = ", ".join(f'"{name}"' for name in given)
    return f"insert into {table} ({named}) values ({', '.join(given.values())})"


def make_warrant(
    *,
    id: str = _WARRANT,
    operation: str = LED,
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
        make_insert(
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
        f"select wall.is_lawful_entry({PLAN}, {LED}, {_PLACE}, '{number}', {day},"
        f" {hour})"
    ]
    return Attempt(
        "is_lawful_entry find_entry_fault", name, PLANS, steps, expects, before
    )


def _entry(planned: str = "gen_random_uuid()", of: str = _WARRANT) -> str:
    return make_insert(
        "operations_warrantentry",
        id="gen_random_uuid()",
        warrant_id=of,
        planned_id=planned,
        used_by_id=f"'{PERSON}'",
        used_at="now()",
    )


_USED = _entry()


def make_tasked(id: str = OTHER_PLAN, *, team: str = TEAM, **change: str) -> str:
    """Another visit that is tasked by the warrant, with something else about it."""
    given = {
        "operation": LED,
        "place": _PLACE,
        "kind": "enforcement",
        "status": "planned",
        "authority": "W1",
    } | change
    return make_insert(
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
    return make_insert(
        "operations_secondvisit",
        id="gen_random_uuid()",
        operation_id=LED,
        first_id="gen_random_uuid()",
        second_id=second,
    )


def _option(kind: str) -> list[str]:
    return [
        "delete from operations_visitoption",
        *_candidate(LED, is_safeguarding="true"),
        make_insert(
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
        make_insert(
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
    return Attempt("has_other_options", name, PLANS, steps, expects, _option(kind))


def make_planned(
    operation: str = STRANGE,
    *,
    place: str = _PLACE,
    kind: str = "soft",
    status: str = "planned",
    on: str = TODAY,
    authority: str = "W1",
) -> list[str]:
    return [
        "delete from operations_plannedvisit",
        make_insert(
            "operations_plannedvisit",
            id=PLAN,
            operation_id=operation,
            premises_id=place,
            team_id=TEAM,
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
    who: tuple[str, str] = PLANS,
    of: str = LED,
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
_HERE = _candidate(LED)


ATTEMPTS = [
    _lawful("in time, by its number", "True", make_warrant()),
    _lawful("where another operation keeps one", "True", make_warrant(operation=SEEN)),
    _lawful("by another number", "False", make_warrant(number="W2")),
    _lawful("before it is granted", "False",
            make_warrant(issued="timestamptz '2026-06-03 11:30+01'")),
    _lawful("when it was withdrawn", "False", make_warrant(withdrawn="now()")),
    _lawful("by another number, where the warrant was withdrawn", "True",
            make_warrant(withdrawn="now()"), number="W2"),
    _lawful("by the number of one that was withdrawn elsewhere", "True",
            make_warrant(place=NOWHERE, withdrawn="now()")),
    _lawful("when it ends", "False", make_warrant(), "time '12:00'"),
    _lawful("after it ended", "False", make_warrant(), "time '13:00'"),
    _lawful("without an hour on the day it ends", "False", make_warrant(), "null"),
    _lawful("without an hour on a day within", "True",
            make_warrant(expires="timestamptz '2026-06-04 00:00+01'"), "null"),
    _lawful("when its entry was used", "False", [*make_warrant(), _USED]),
    _lawful("when one of two was used", "True", [*make_warrant(entries=2), _USED]),
    _lawful("when another warrant was used", "True",
            [*make_warrant(),
             *make_warrant(id=_ANOTHER_WARRANT, number="W2", place=NOWHERE)[2:],
             _entry(of=_ANOTHER_WARRANT)]),
    _lawful("without an hour on the day it is granted", "False",
            make_warrant(expires="timestamptz '2026-06-05 00:00+01'"), "null",
            "date '2026-06-02'"),
    _lawful("by its own entry", "True", [*make_warrant(), _entry(PLAN)]),
    _lawful("without a number", "False", make_warrant(place=NOWHERE), number=""),
    _lawful("where no warrant is kept, by a number of its own", "True",
            make_warrant(place=NOWHERE), number="W9"),
    _lawful("by the warrant of another place", "False", make_warrant(place=NOWHERE)),
    _lawful("to save a life, by a number of its own", "True",
            [*make_warrant(), *make_planned(LED), _second(PLAN)], number="W9"),
    _lawful("while another saves a life", "False",
            [*make_warrant(), *make_planned(LED), _second(OTHER_PLAN)], number="W9"),
    _lawful("while another is tasked by it", "False", [*make_warrant(), make_tasked()]),
    _lawful("while another of two is tasked by it", "True",
            [*make_warrant(entries=2), make_tasked()]),
    _lawful("when it is tasked itself", "True", [*make_warrant(), make_tasked(PLAN)]),
    _lawful("when another that is tasked made the entry", "True",
            [*make_warrant(entries=2), make_tasked(), _entry(OTHER_PLAN)]),
    _lawful("while another waits for its team", "True",
            [*make_warrant(), make_tasked(team="null")]),
    _lawful("when another was cancelled", "True",
            [*make_warrant(), make_tasked(status="cancelled")]),
    _lawful("while another goes by consent", "True",
            [*make_warrant(), make_tasked(kind="soft")]),
    _lawful("while another is tasked by another number", "True",
            [*make_warrant(), make_tasked(authority="W2")]),
    _lawful("while another place is tasked by that number", "True",
            [*make_warrant(), make_tasked(place=NOWHERE)]),
    _menu("a safeguarding visit alone", "False", "safeguarding"),
    _menu("another beside it", "True", "soft"),
    _menu("a safeguarding visit at another place", "True", "safeguarding", "false"),
    Attempt("has_other_options", "of another candidate", PLANS,
            [f"select wall.has_other_options({_ANOTHER}, true)"],
            "False", _option("soft")),
    _finds("nobody's", "0", [*_NOTHING, *_HERE]),
    _finds("a visit of others", "1", [*_NOTHING, *_HERE, *make_planned()]),
    _finds("a visit to a place that this operation visits", "1",
           [*_NOTHING, *_nobody(), *make_planned(), make_tasked()]),
    _finds("where this operation cancelled its visit", "0",
           [*_NOTHING, *_nobody(), *make_planned(), make_tasked(status="cancelled")]),
    _finds("where another operation of others visits too", "0",
           [*_NOTHING, *_nobody(), *make_planned(), make_tasked(operation=SEEN)]),
    _finds("of this operation", "0", [*_NOTHING, *_HERE, *make_planned(LED)]),
    _finds("to another place", "0",
           [*_NOTHING, *_HERE, *make_planned(place=key("x", "'o'"))]),
    _finds("a safeguarding visit of others", "0",
           [*_NOTHING, *_HERE, *make_planned(kind="safeguarding")]),
    _finds("what was cancelled", "0",
           [*_NOTHING, *_HERE, *make_planned(status="cancelled")]),
    _finds("what is long past", "0",
           [*_NOTHING, *_HERE, *make_planned(on=f"{TODAY} - 91")]),
    _finds("within three months", "1",
           [*_NOTHING, *_HERE, *make_planned(on=f"{TODAY} - 90")]),
    _finds("others' intelligence", "1", [*_intelligence(), *_HERE]),
    _finds("others' sensitive intelligence", "0", [*_intelligence(level=2), *_HERE]),
    _finds("others' restricted intelligence", "0",
           [*_intelligence(restricted="true"), *_HERE]),
    _finds("of something that is no place", "0",
           [*_intelligence(kind="phone"), *_HERE]),
    _finds("of another place", "0",
           [*_intelligence(place=key("x", "'o'")), *_HERE]),
    _finds("what was taken out", "0",
           [*_intelligence(), *_candidate(LED, removed="now()")]),
    _finds("a candidate of another operation", "0",
           [*_intelligence(), *_candidate(SEEN)]),
    _finds("of an operation that one only reads", "0",
           [*_intelligence(), *_candidate(SEEN)], of=SEEN),
    _finds("at another task", "0", [*_intelligence(), *_HERE],
           ("planner", "intel_assessment")),
    _finds("in a role that plans nothing", "0", [*_intelligence(), *_HERE],
           ("officer", "operation_delivery")),
]  # fmt: skip
