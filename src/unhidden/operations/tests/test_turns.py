"""A soft visit that turns says how; a safeguarding visit never turns."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.cast import NOON, TODAY, Cast
from tests.made.command import add_risk, appoint
from tests.made.operations import POWER, make_planned_visit, make_team
from tests.made.places import make_premises
from tests.made.targets import make_warrant
from tests.made.visits import Planned, make_planned, make_visit
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.access.context import acting_as
from unhidden.operations.frame.actions.refusals import (
    OperationNotRunning,
    RisksUncontrolled,
)
from unhidden.operations.targets.actions.refusals import EntryNotLawful
from unhidden.operations.targets.queries.warrants import list_warrants
from unhidden.operations.targets.rules.warrants import EntryFault
from unhidden.operations.tests.steps import assign, cancel, card, plan
from unhidden.operations.visits.actions import refusals, turns, visits
from unhidden.operations.visits.actions.plans import NewPlannedVisit
from unhidden.operations.visits.actions.turns import NewSecondVisit, NewTurn
from unhidden.operations.visits.queries.turns import find_turn, get_visit_to_turn
from unhidden.visits.actions.records import RecordDoesNotAddUp
from unhidden.visits.rules.consistency import VisitInconsistency

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
S17 = "Police and Criminal Evidence Act 1984, section 17(1)(e)"
SECOND = {"power": S17, "authority": "Incident 7", "purpose": "Somebody screams"}


def _turn(cast: Cast, planned: Planned, by: str = "officer", **change: object) -> None:
    new = NewTurn(POWER, "W7", cast.people["officer"], NOON, "We have a warrant now")
    turns.turn_visit(
        planned_id=planned.id,
        new=replace(new, **change),  # type: ignore[arg-type]  # the fields' own types
        actor=cast.actor(by),
        at=NOON,
    )


def test_a_visit_by_power_is_recorded_once_it_says_how_it_turned(cast: Cast) -> None:
    planned = make_planned(cast)
    by_power: dict[str, Any] = {"entry_basis": "power", "entry_detail": POWER}

    with pytest.raises(RecordDoesNotAddUp) as refusal:
        make_visit(cast, planned=planned, narrative="A warrant came", **by_power)
    _turn(cast, planned)
    visit_id = make_visit(cast, planned=planned, **by_power)

    turn = find_turn(viewer=cast.actor("planner"), planned_id=planned.id)
    assert refusal.value.problems == (VisitInconsistency.NOT_TURNED,)
    assert turn is not None
    assert (turn.power, turn.authority, turn.told) == (
        POWER,
        "W7",
        "We have a warrant now",
    )
    assert (turn.decided_by, turn.decided_at) == ("Officer", NOON)
    assert visit_id
    assert "operations.visit_turned" in audit.names_about(subject_id=planned.id)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"power": " "}, refusals.TurnIncomplete),
        ({"authority": ""}, refusals.TurnIncomplete),
        ({"told": ""}, refusals.TurnIncomplete),
        ({"decided_at": NOON + timedelta(minutes=1)}, refusals.TurnInFuture),
    ],
)
def test_a_turn_names_everything(
    cast: Cast, change: dict[str, Any], refusal: type[Exception]
) -> None:
    planned = make_planned(cast)

    with pytest.raises(refusal):
        _turn(cast, planned, **change)


def test_who_decided_takes_part(cast: Cast) -> None:
    with pytest.raises(Absent):
        _turn(cast, make_planned(cast), decided_by_id=cast.people["analyst"])


def test_silver_decides_by_radio_while_the_post_lasts(cast: Cast) -> None:
    planned, silver = make_planned(cast), cast.people["planner"]
    began, ends = NOON - HOUR, NOON - timedelta(minutes=30)
    appoint(
        cast,
        planned.operation_id,
        "silver",
        "planner",
        from_at=began,
        to_at=ends,
        at=began,
    )

    with pytest.raises(refusals.DeciderHeldNoPost):
        _turn(cast, planned, decided_by_id=silver, decided_at=ends)
    _turn(cast, planned, decided_by_id=silver, decided_at=began)

    turn = find_turn(viewer=cast.actor("officer"), planned_id=planned.id)
    offered = get_visit_to_turn(viewer=cast.actor("officer"), planned_id=planned.id)
    assert turn is not None
    assert turn.decided_by == "Planner"
    assert (str(silver), "Planner") in offered.people


def test_a_visit_turns_once_while_it_runs_and_for_its_own_people(cast: Cast) -> None:
    planned, waiting = make_planned(cast), make_planned(cast, is_running=False)

    with pytest.raises(Absent):
        _turn(cast, planned, by="partner")
    with pytest.raises(OperationNotRunning):
        _turn(cast, waiting)
    _turn(cast, planned, by="planner")
    with pytest.raises(refusals.VisitTurned):
        _turn(cast, planned)


def test_a_safeguarding_visit_never_turns_nor_becomes_another_kind(cast: Cast) -> None:
    planned = make_planned(cast, kind="safeguarding")

    with pytest.raises(refusals.SafeguardingStays):
        _turn(cast, planned)
    for kind in ("enforcement", "soft"):
        with pytest.raises(refusals.SafeguardingStays):
            visits.change_visit(
                planned_id=planned.id,
                plan=plan(kind=kind, power=POWER),
                actor=cast.actor("planner"),
                at=NOON,
            )

    assert card(cast, planned.id).kind == "safeguarding"


def _open_second(cast: Cast, planned: Planned, team_id: UUID) -> UUID:
    return turns.open_second_visit(
        planned_id=planned.id,
        new=NewSecondVisit(team_id=team_id, **SECOND),
        actor=cast.actor("planner"),
        at=NOON,
    )


def _response(cast: Cast, planned: Planned, *people: str) -> UUID:
    return make_team(cast, planned.operation_id, name="Response", people=people)


def test_danger_to_life_opens_a_second_visit_with_its_own_leader(cast: Cast) -> None:
    planned = make_planned(cast, kind="safeguarding")
    team_id = _response(cast, planned, "colleague", "officer")

    second_id = _open_second(cast, planned, team_id)

    first, second = card(cast, planned.id), card(cast, second_id)
    assert (first.kind, first.team_id) == ("safeguarding", planned.team_id)
    assert (second.kind, second.power, second.authority) == (
        "enforcement",
        S17,
        "Incident 7",
    )
    assert (second.team_id, second.premises_id) == (team_id, planned.premises_id)
    with pytest.raises(refusals.SecondVisitOpened):
        _open_second(cast, planned, team_id)


def test_a_second_visit_tells_its_readers_nothing_of_the_first(cast: Cast) -> None:
    planned = make_planned(cast, kind="safeguarding")
    second_id = _open_second(
        cast, planned, _response(cast, planned, "partner", "colleague")
    )
    ordinary = make_planned(cast, kind="enforcement", power=S17)
    row = "select to_jsonb(p)::text from operations_plannedvisit p where p.id = %s"
    said = (
        "select jsonb_object_keys(jsonb_strip_nulls(to_jsonb(p)))"
        " from operations_plannedvisit p where p.id = %s"
    )
    pairs = "select second_id from operations_secondvisit"

    with acting_as(cast.actor("partner").doing("operation_delivery")):
        met = [_ask(row, second_id), _ask(pairs), _ask(row, planned.id)]
        told = _ask(said, second_id)
    with acting_as(cast.actor("planner").doing("operation_delivery")):
        known, plain = _ask(pairs), _ask(said, ordinary.id)

    assert (met[1:], known) == ([[], []], [second_id])
    assert set(told) - {"starts_at"} == set(plain)
    assert str(planned.id) not in str(met)
    assert audit.names_about(subject_id=second_id) == ["operations.visit_planned"]


def _ask(statement: str, *given: UUID) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return [value for (value,) in cursor.fetchall()]


def test_a_second_visit_waits_for_no_warrant_of_the_place(cast: Cast) -> None:
    planned = make_planned(cast, kind="safeguarding")
    make_warrant(cast, planned.operation_id, planned.premises_id, number="W7")

    second_id = _open_second(
        cast, planned, _response(cast, planned, "colleague", "officer")
    )

    assert card(cast, second_id).team == "Response"


def test_a_second_visit_is_tasked_as_any_other(cast: Cast) -> None:
    planned = make_planned(cast, kind="safeguarding")
    team_id = _response(cast, planned, "colleague", "partner")
    elsewhere = make_planned_visit(
        cast, planned.operation_id, team_id=team_id, starts_at=time(12)
    )
    make_warrant(
        cast,
        planned.operation_id,
        make_premises(by=cast.actor("planner")),
        number="Incident 7",
    )

    with pytest.raises(EntryNotLawful) as unlawful:
        _open_second(cast, planned, team_id)
    turns_open = {**SECOND, "authority": "Incident 8"}
    with pytest.raises(refusals.TeamIsBusy):
        turns.open_second_visit(
            planned_id=planned.id,
            new=NewSecondVisit(team_id=team_id, **turns_open),
            actor=cast.actor("planner"),
            at=NOON,
        )
    cancel(cast, elsewhere)
    add_risk(cast, planned.operation_id)
    with pytest.raises(RisksUncontrolled):
        turns.open_second_visit(
            planned_id=planned.id,
            new=NewSecondVisit(team_id=team_id, **turns_open),
            actor=cast.actor("planner"),
            at=NOON,
        )

    assert unlawful.value.fault is EntryFault.ELSEWHERE


def test_a_second_visit_is_given_another_team(cast: Cast) -> None:
    planned = make_planned(cast, kind="safeguarding")
    second_id = _open_second(
        cast, planned, _response(cast, planned, "colleague", "officer")
    )
    other = make_team(
        cast, planned.operation_id, name="B", people=("partner", "colleague")
    )

    assign(cast, second_id, other, starts_at=time(12))

    assert card(cast, second_id).team == "B"


@pytest.mark.parametrize(
    ("people", "kind", "refusal"),
    [
        (None, "safeguarding", refusals.SameTeamAgain),
        (("colleague",), "safeguarding", refusals.TeamDoesNotFit),
        (("colleague", "officer"), "soft", refusals.NotInDanger),
    ],
)
def test_a_second_visit_is_refused_where_it_is_none(
    cast: Cast, people: tuple[str, ...] | None, kind: str, refusal: type[Exception]
) -> None:
    planned = make_planned(cast, kind=kind)
    team_id = (
        make_team(cast, planned.operation_id, name="Response", people=people)
        if people
        else planned.team_id
    )

    with pytest.raises(refusal):
        _open_second(cast, planned, team_id)


def _warrant(cast: Cast, planned: Planned, **terms: Any) -> UUID:
    return make_warrant(
        cast, planned.operation_id, planned.premises_id, number="W7", **terms
    )


@pytest.mark.parametrize(
    ("by", "terms", "fault"),
    [
        ("officer", {"expires_at": NOON}, EntryFault.ENDED),
        ("planner", {"expires_at": NOON}, EntryFault.ENDED),
        (
            "officer",
            {"issued_at": NOON + timedelta(minutes=1)},
            EntryFault.NOT_GRANTED_YET,
        ),
        ("officer", {"number": "W8"}, EntryFault.ANOTHER_NUMBER),
    ],
)
def test_a_visit_turns_by_no_warrant_that_lets_nobody_in_then(
    cast: Cast, by: str, terms: dict[str, Any], fault: EntryFault
) -> None:
    planned = make_planned(cast)
    make_warrant(
        cast, planned.operation_id, planned.premises_id, **{"number": "W7"} | terms
    )

    with pytest.raises(EntryNotLawful) as refusal:
        _turn(cast, planned, by)

    assert refusal.value.fault is fault


def test_a_visit_turns_by_no_warrant_of_another_place_or_operation(cast: Cast) -> None:
    planned, other = make_planned(cast), make_planned(cast)
    _warrant(cast, other)

    with pytest.raises(EntryNotLawful) as refusal:
        _turn(cast, planned)

    assert refusal.value.fault is EntryFault.ELSEWHERE


def test_the_entry_of_a_turned_visit_is_counted_once(cast: Cast) -> None:
    planned = make_planned(cast)
    _warrant(cast, planned)

    _turn(cast, planned, authority=" W7 ")
    by_power: dict[str, Any] = {"entry_basis": "power", "entry_detail": POWER}
    make_visit(cast, planned=planned, **by_power)
    again = make_planned_visit(
        cast, planned.operation_id, premises_id=planned.premises_id,
        kind="enforcement", on=TODAY + timedelta(1),
    )  # fmt: skip

    (held,) = list_warrants(
        viewer=cast.actor("planner"), operation_id=planned.operation_id
    )
    assert held.entries_left == 0
    with pytest.raises(EntryNotLawful) as refusal:
        visits.change_visit(
            planned_id=again,
            plan=plan(
                kind="enforcement", power=POWER, authority="W7",
                on=TODAY + timedelta(1), team_id=planned.team_id,
            ),
            actor=cast.actor("planner"),
            at=NOON,
        )  # fmt: skip
    assert refusal.value.fault is EntryFault.USED_UP


def test_the_last_entry_that_a_team_is_sent_for_turns_no_visit(cast: Cast) -> None:
    planned = make_planned(cast)
    _warrant(cast, planned)
    visits.plan_visit(
        operation_id=planned.operation_id,
        new=NewPlannedVisit(
            planned.premises_id, "enforcement", "To look", POWER,
            TODAY + timedelta(1), None, planned.team_id, "W7",
        ),
        actor=cast.actor("planner"),
        at=NOON,
    )  # fmt: skip

    with pytest.raises(EntryNotLawful) as refusal:
        _turn(cast, planned)

    assert refusal.value.fault is EntryFault.USED_UP


def test_no_visit_turns_while_a_high_risk_has_no_control(cast: Cast) -> None:
    planned = make_planned(cast)
    add_risk(cast, planned.operation_id)

    for by in ("officer", "planner"):
        with pytest.raises(RisksUncontrolled):
            _turn(cast, planned, by)
