"""A high risk without a control stops visits from being tasked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON, TODAY, Cast
from tests.made.command import COMMANDER, appoint, make_commander
from tests.made.operations import (
    make_operation,
    make_planned_visit,
    make_team,
    make_week,
    start,
)
from unhidden.access.absent import Absent
from unhidden.access.context import acting_as
from unhidden.operations.command.actions import refusals, risks
from unhidden.operations.command.queries import list_risks
from unhidden.operations.command.rules.risks import is_blocking, rate_risk
from unhidden.operations.frame.actions import refusals as operation_refusals
from unhidden.operations.models import CommandRisk
from unhidden.operations.visits.actions import visits

RISK = risks.RiskWords(
    subject="occupants",
    risk="Somebody is moved before the team arrives",
    likelihood=3,
    impact=5,
    control="",
    owner="silver",
    review_on=TODAY,
)


def add(cast: Cast, operation_id: UUID, **changed: object) -> UUID:
    words = replace(RISK, **changed)  # type: ignore[arg-type]  # the fields' own types
    return risks.add_risk(
        operation_id=operation_id, words=words, actor=cast.actor("planner"), at=NOON
    )


@given(st.integers(1, 5), st.integers(1, 5), st.text(max_size=3))
def test_only_a_high_risk_without_a_control_blocks(
    likelihood: int, impact: int, control: str
) -> None:
    blocks = is_blocking(likelihood, impact, control)

    is_high = rate_risk(likelihood, impact) == "high"
    assert blocks == (is_high and not control.strip())
    assert is_high == (likelihood * impact >= 15)


def test_no_team_is_named_while_a_high_risk_has_no_control(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    planned_id = make_planned_visit(cast, operation_id)
    risk_id = add(cast, operation_id)

    with pytest.raises(operation_refusals.RisksUncontrolled) as refused:
        make_planned_visit(cast, operation_id, team_id=team_id)
    assert refused.value.risks == [RISK.risk]
    task = {
        "planned_id": planned_id,
        "team_id": team_id,
        "on": TODAY,
        "starts_at": None,
        "actor": cast.actor("planner"),
        "at": NOON,
    }
    with pytest.raises(operation_refusals.RisksUncontrolled):
        visits.assign_visit(**task)  # type: ignore[arg-type]  # the arguments' own types

    risks.change_risk(
        risk_id=risk_id,
        words=replace(RISK, control="Go in unannounced, two teams at once"),
        version=1,
        actor=cast.actor("planner"),
        at=NOON,
    )

    visits.assign_visit(**task)  # type: ignore[arg-type]  # the arguments' own types


def test_no_operation_starts_while_a_high_risk_has_no_control(cast: Cast) -> None:
    week = make_week(cast, is_running=False)
    risk_id = add(cast, week.operation_id)

    with pytest.raises(operation_refusals.RisksUncontrolled):
        start(cast, week.operation_id)
    risks.close_risk(
        risk_id=risk_id,
        version=1,
        is_closed=True,
        actor=cast.actor("planner"),
        at=NOON,
    )

    start(cast, week.operation_id)


@pytest.mark.parametrize(
    ("post", "part"), [("bronze", "charity_visitor"), ("controller", "officer")]
)
def test_no_other_post_writes_the_register_nor_the_planner_beside_a_silver(
    cast: Cast, post: str, part: str
) -> None:
    operation_id = make_operation(cast)
    risk_id = add(cast, operation_id)
    appoint(cast, operation_id, "silver", make_commander(cast))
    appoint(cast, operation_id, post, part, strand="A" if post == "bronze" else "")
    close = {"risk_id": risk_id, "version": 1, "is_closed": True, "at": NOON}

    for who in (part, "planner"):
        actor = cast.actor(who)
        assert list_risks(viewer=actor, operation_id=operation_id, at=NOON)
        with pytest.raises(Absent):
            risks.close_risk(**close, actor=actor)  # type: ignore[arg-type]  # the arguments' own types
        with acting_as(actor.doing("operation_delivery")):
            rows = CommandRisk.objects.filter(id=risk_id)
            assert rows.update(closed_at=NOON) == 0

    risks.close_risk(**close, actor=cast.actor(COMMANDER))  # type: ignore[arg-type]  # the arguments' own types


def test_the_owner_of_a_risk_writes_its_control_and_nothing_else(cast: Cast) -> None:
    operation_id = make_operation(cast)
    own = add(cast, operation_id, owner="controller")
    other = add(cast, operation_id, owner="bronze")
    appoint(cast, operation_id, "controller")
    officer = cast.actor("officer")

    def write(risk_id: UUID, control: str, version: int = 1) -> None:
        risks.write_control(
            risk_id=risk_id, control=control, version=version, actor=officer, at=NOON
        )

    write(own, "Two cars")
    with pytest.raises(refusals.RiskMoved):
        write(own, "Three cars")
    with pytest.raises(refusals.ControlMissing):
        write(own, " ", 2)
    with pytest.raises(Absent):
        write(other, "Two cars")
    cards = {
        each.id: each
        for each in list_risks(viewer=officer, operation_id=operation_id, at=NOON)
    }
    assert (cards[own].control, cards[own].is_owned) == ("Two cars", True)
    assert (cards[other].control, cards[other].is_owned) == ("", False)


def test_a_cancelled_visit_comes_back_without_its_team_while_one_has_none(
    cast: Cast,
) -> None:
    week = make_week(cast)
    planner = cast.actor("planner")
    visits.cancel_visit(
        planned_id=week.planned_id, reason="Rain", actor=planner, at=NOON
    )
    add(cast, week.operation_id)

    has_team = visits.reinstate_visit(
        planned_id=week.planned_id, actor=planner, at=NOON
    )

    assert not has_team


def test_the_register_shows_the_highest_open_risk_first(cast: Cast) -> None:
    operation_id = make_operation(cast)
    add(cast, operation_id, risk="Low", likelihood=1)
    add(cast, operation_id, risk="High")
    closed = add(cast, operation_id, risk="Closed", impact=5, likelihood=5)
    risks.close_risk(
        risk_id=closed, version=1, is_closed=True, actor=cast.actor("planner"), at=NOON
    )

    found = list_risks(viewer=cast.actor("planner"), operation_id=operation_id, at=NOON)

    assert [card.risk for card in found] == ["High", "Low", "Closed"]
    assert [card.is_blocking for card in found] == [True, False, False]


def test_of_two_who_change_a_risk_the_second_reads_it_again(cast: Cast) -> None:
    operation_id = make_operation(cast)
    risk_id = add(cast, operation_id)
    change = {"risk_id": risk_id, "version": 1, "words": RISK, "at": NOON}
    risks.change_risk(**change, actor=cast.actor("planner"))  # type: ignore[arg-type]  # the arguments' own types

    with pytest.raises(refusals.RiskMoved):
        risks.change_risk(**change, actor=cast.actor("planner"))  # type: ignore[arg-type]  # the arguments' own types


def test_the_register_is_open_to_posts_and_planners_alone(cast: Cast) -> None:
    operation_id = make_operation(cast)
    officer = cast.actor("officer")
    with pytest.raises(Absent):
        list_risks(viewer=officer, operation_id=operation_id, at=NOON)
    with pytest.raises(Absent):
        risks.add_risk(operation_id=operation_id, words=RISK, actor=officer, at=NOON)

    appoint(cast, operation_id, to_at=NOON + timedelta(days=9000))

    risks.add_risk(operation_id=operation_id, words=RISK, actor=officer, at=NOON)
