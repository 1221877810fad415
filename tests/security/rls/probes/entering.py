"""Entries that are used under a warrant, and visits that turn into enforcement."""

from __future__ import annotations

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.targets import (
    GOES,
    LED,
    NOWHERE,
    OTHER_PLAN,
    PLAN,
    PLANS,
    SEEN,
    STRANGE,
    TEAM,
    TODAY,
    make_insert,
    make_planned,
    make_tasked,
    make_warrant,
)
from tests.security.rls.rows import key
from tests.security.rls.states import DESK, OTHER, OWN, PERSON


def _member(person: object = PERSON, of: object = OWN, team: str = TEAM) -> str:
    return make_insert(
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
    who: tuple[str, str] = GOES,
    times: int = 1,
) -> Attempt:
    use = f"select wall.use_entry({PLAN}, now())"
    steps = [*[use] * times, "reset role", _COUNT]
    return Attempt("use_entry count_entry", name, who, steps, expects, before)


def _raid(
    member: str = "",
    *,
    operation: str = SEEN,
    kind: str = "enforcement",
    number: str = "W1",
    **warrant: str,
) -> list[str]:
    held = {"operation": operation, **warrant}
    return [
        *make_warrant(**held),  # type: ignore[arg-type]  # the arguments' own types
        *make_planned(operation, kind=kind, authority=number),
        member or _member(),
    ]


def _turned(number: str = "W1", of: str = PLAN) -> str:
    return make_insert(
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
    operation: str = SEEN,
    likelihood: int = 3,
    control: str = " ",
    closed: str = "null",
) -> str:
    return make_insert(
        "operations_commandrisk",
        id="gen_random_uuid()",
        operation_id=operation,
        subject="'occupants'",
        risk="'r'",
        likelihood=str(likelihood),
        impact="5",
        control=f"'{control}'",
        owner="'silver'",
        review_on=TODAY,
        closed_at=closed,
        version="1",
    )


def _stands(status: str, operation: str = SEEN) -> str:
    return f"update operations_operation set status = '{status}' where id = {operation}"


def _met(
    member: str | None = None,
    *,
    kind: str = "soft",
    status: str = "planned",
    of: str = SEEN,
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
        *make_warrant(**held),  # type: ignore[arg-type]  # the arguments' own types
        *make_planned(of, kind=kind, status=status, authority=""),
        _member() if member is None else member,
        _stands("running", of),
    ]


def _turns(
    name: str,
    expects: str,
    before: list[str],
    who: tuple[str, str] = GOES,
    decided: str = "now()",
) -> Attempt:
    steps = [
        f"select wall.turn_visit({PLAN}, 'p', 'W1', '{PERSON}', {decided}, 't', now())",
        "reset role",
        "select (select count(*) from operations_enforcementturn) || ' ' ||"
        " (select count(*) from operations_warrantentry)",
    ]
    return Attempt(
        "turn_visit count_entry find_entry_fault", name, who, steps, expects, before
    )


ATTEMPTS = [
    _uses("one's own", "1", _raid()),
    _uses("twice", "1", _raid(), times=2),
    _uses("of a visit by consent while others enforce", "0",
          [*_raid(kind="soft"), make_tasked(operation=SEEN), _turned(of=OTHER_PLAN)]),
    _uses("by another number", "0", _raid(number="W2")),
    _uses("under one that was withdrawn", "0", _raid(withdrawn="now()")),
    _uses("under another operation's warrant", "0",
          [*_raid(), *make_warrant(operation=STRANGE)]),
    _uses("under another place's warrant", "0",
          [*_raid(), *make_warrant(operation=SEEN, place=key("x", "'o'"))]),
    _uses("beside another team's visit", "1",
          [*_raid(), make_tasked(kind="soft", team=key("operations_team", "'u'")),
           f"update operations_plannedvisit set status = status where id = {PLAN}"]),
    _uses("of a colleague's visit", "42501", _raid(_member(DESK))),
    _uses("in another organisation's name", "42501", _raid(_member(PERSON, OTHER))),
    _uses("of another team", "42501",
          _raid(_member(team=key("operations_team", "'u'")))),
    _uses("at another task", "42501", _raid(), ("officer", "investigation")),
    _uses("in a role that never visits", "42501", _raid(),
          ("planner", "operation_delivery")),
    _uses("of an operation that is not in view", "42501", _raid(operation=STRANGE)),
    _uses("of a visit that was turned", "1", [*_raid(kind="soft"), _turned()]),
    _uses("of a visit that was turned by another number", "0",
          [*_raid(kind="soft"), _turned("W2")]),
    _turns("a visit of one's team", "1 1", _met()),
    _turns("a visit beside one that enforces", "1 1",
           [*_met(), make_tasked(operation=SEEN, authority=""),
            f"update operations_plannedvisit set status = status where id = {PLAN}"]),
    _turns("a visit that one plans", "1 1", _met("", of=LED), PLANS),
    _turns("where no warrant is kept", "1 0", _met(place=NOWHERE, number="W2")),
    _turns("by a warrant that ended", "0 0", _met(expires="now()")),
    _turns("by another number", "0 0", _met(number="W2")),
    _turns("by the warrant of another operation", "0 0", _met(operation=STRANGE)),
    _turns("where another operation keeps another", "1 0",
           _met(operation=STRANGE, number="W2")),
    _turns("where that of another operation was withdrawn", "1 0",
           _met(operation=STRANGE, withdrawn="now()")),
    _turns("while another operation is tasked by that number", "1 1",
           [*_met(), make_tasked(operation=STRANGE)]),
    _turns("while another visit was turned", "2 1", [*_met(), _turned(of=OTHER_PLAN)]),
    _turns("once", "1 0", [*_met(), _turned()]),
    _turns("with a high risk without a control", "0 0", [*_met(), _risk()]),
    _turns("with a high risk of another operation", "1 1",
           [*_met(), _risk(operation=STRANGE)]),
    _turns("with a control", "1 1", [*_met(), _risk(control="Wait")]),
    _turns("with a risk that is closed", "1 1", [*_met(), _risk(closed="now()")]),
    _turns("with a risk that is not high", "1 1", [*_met(), _risk(likelihood=2)]),
    _turns("a visit of a colleague's team", "1 1", _met(_member(DESK))),
    _turns("a visit of others", REFUSED, _met(_member(PERSON, OTHER))),
    _turns("a visit of an operation that one only reads", REFUSED, _met(""), PLANS),
    _turns("in a role that plans nothing", REFUSED, _met("", of=LED),
           ("officer", "operation_delivery")),
    _turns("at another task", REFUSED, _met(), ("officer", "investigation")),
    _turns("a safeguarding visit", REFUSED, _met(kind="safeguarding")),
    _turns("an enforcement visit", REFUSED, _met(kind="enforcement")),
    _turns("a visit that was made", REFUSED, _met(status="done")),
    _turns("before the operation runs", REFUSED, [*_met(), _stands("planned")]),
    _turns("by what is decided later", REFUSED, _met(),
           decided="now() + interval '1 s'"),
]  # fmt: skip
