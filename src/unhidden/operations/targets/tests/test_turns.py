"""A soft visit that turns says how; a safeguarding visit never turns."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import NOON, Cast
from tests.made.operations import POWER, make_team
from tests.made.visits import Planned, make_planned, make_visit
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.operations.frame.actions.refusals import OperationNotRunning
from unhidden.operations.models import PlannedVisit
from unhidden.operations.targets.actions import refusals, turns
from unhidden.operations.targets.actions.turns import NewTurn, SecondVisit
from unhidden.operations.targets.queries.turns import find_turn
from unhidden.operations.tests.steps import card, plan
from unhidden.operations.visits.actions import visits
from unhidden.visits.actions.records import RecordDoesNotAddUp
from unhidden.visits.rules.consistency import VisitInconsistency

pytestmark = pytest.mark.django_db
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


def test_danger_to_life_opens_a_second_visit_with_its_own_leader(cast: Cast) -> None:
    planned = make_planned(cast, kind="safeguarding")
    team_id = make_team(
        cast, planned.operation_id, name="Response", people=("colleague", "officer")
    )

    second_id = turns.open_second_visit(
        planned_id=planned.id,
        new=SecondVisit(team_id=team_id, **SECOND),
        actor=cast.actor("planner"),
        at=NOON,
    )

    first, second = card(cast, planned.id), card(cast, second_id)
    assert (first.kind, first.team_id) == ("safeguarding", planned.team_id)
    assert (second.kind, second.power, second.authority) == (
        "enforcement",
        S17,
        "Incident 7",
    )
    assert (second.team_id, second.premises_id) == (team_id, planned.premises_id)
    assert PlannedVisit.objects.using("stored").get(id=second_id).follows_id == (
        planned.id
    )
    with pytest.raises(refusals.SecondVisitOpened):
        turns.open_second_visit(
            planned_id=planned.id,
            new=SecondVisit(team_id=team_id, **SECOND),
            actor=cast.actor("planner"),
            at=NOON,
        )


@pytest.mark.parametrize(
    ("people", "kind", "refusal"),
    [
        (None, "safeguarding", refusals.SameTeamAgain),
        (("colleague",), "safeguarding", refusals.SecondTeamDoesNotFit),
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
        turns.open_second_visit(
            planned_id=planned.id,
            new=SecondVisit(team_id=team_id, **SECOND),
            actor=cast.actor("planner"),
            at=NOON,
        )
