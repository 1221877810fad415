"""Outcomes flow on, orders take each other's place, and holds keep everything."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.unused import MadeUnused, make_unused
from unhidden.access.absent import Absent
from unhidden.investigations.clocks.queries.clocks import ClockFilter, list_clocks
from unhidden.investigations.models import Material, Outcome
from unhidden.investigations.outcomes.actions import holds, orders, recording, refusals
from unhidden.investigations.outcomes.queries.outcomes import get_outcomes
from unhidden.investigations.outcomes.queries.retention import list_kept_items
from unhidden.investigations.outcomes.rules.orders import OrderDays
from unhidden.investigations.people.actions.adding import add_person
from unhidden.investigations.people.actions.roles import give_role
from unhidden.lib.working_days import day_in_london

pytestmark = pytest.mark.django_db
DAY = day_in_london(NOON)
LATER = NOON + timedelta(days=400)


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    return make_unused(cast)


def record(made: MadeUnused, kind: str, day: date = DAY, **more: Any) -> UUID:
    offence = more.get("offence", "MSA15_S1B" if kind in _OF else "")
    new = recording.NewOutcome(more.get("person", made.accused), kind, day, offence)
    return recording.record_outcome(new=new, **made.by(made.leader, LATER))


_OF = ("charged", "convicted")


def order(made: MadeUnused, kind: str, reference: str, **days: date) -> UUID:
    new = orders.NewOrder(
        made.accused, kind, reference, "Wrexham", OrderDays(**{"made_on": DAY} | days)
    )
    return orders.record_order(new=new, **made.by(made.leader, LATER))


def board(made: MadeUnused, **more: Any) -> Any:
    return get_outcomes(
        viewer=made.leader, investigation_id=made.id, at=more.get("at", LATER)
    )


def test_an_outcome_stands_once_and_is_taken_back(made: MadeUnused) -> None:
    told = made.by(made.leader, LATER)
    victim = add_person(**told)
    give_role(person_id=victim, role="victim", **told)

    first = record(made, "charged")
    again = record(made, "charged")

    assert first == again
    recording.take_back_outcome(outcome_id=first, **told)
    with pytest.raises(refusals.OutcomeTakenBack):
        recording.take_back_outcome(outcome_id=first, **told)
    assert [row.is_taken_back for row in board(made).outcomes] == [True]
    assert record(made, "charged") != first
    assert Outcome.objects.using("stored").count() == 3


def test_an_outcome_is_of_a_suspect_and_a_charge_of_an_offence(
    made: MadeUnused,
) -> None:
    witness = add_person(**made.by(made.leader))
    wrong: list[tuple[str, dict[str, Any], Any]] = [
        ("charged", {"offence": ""}, refusals.OffenceMissing),
        ("charged", {"offence": "THEFT"}, refusals.OffenceMissing),
        ("no_action", {"person": witness}, refusals.NotASuspect),
        ("no_action", {"day": day_in_london(LATER) + timedelta(days=1)}, None),
        ("order_made", {}, Absent),
        ("no_action", {"person": made.id}, Absent),
    ]
    for kind, more, refusal in wrong:
        with pytest.raises(refusal or refusals.OutcomeAhead):
            record(made, kind, **more)


def test_an_interim_order_ends_with_the_main_decision_and_a_later_one_supersedes(
    made: MadeUnused,
) -> None:
    interim = order(made, "STRO_INTERIM", "I1", until_on=DAY + timedelta(days=900))
    main = order(
        made,
        "STRO",
        "M1",
        made_on=DAY + timedelta(days=9),
        served_on=DAY + timedelta(days=9),
    )
    same = order(made, "STRO", "M1", made_on=DAY + timedelta(days=9))
    order(made, "STRO", "M2", made_on=DAY + timedelta(days=99))

    assert main == same
    rows = {row.id: row for row in board(made).orders}
    assert rows[interim].end_label == "The main application was decided"
    assert rows[main].ended_on == DAY + timedelta(days=99)
    assert [row.state for row in rows.values()].count("in_force") == 1
    assert Material.objects.using("stored").filter(kind="order").count() == 3
    end = orders.NewOrderEnd("quashed", DAY + timedelta(days=99))
    with pytest.raises(refusals.OrderEnded):
        orders.end_order(order_id=main, new=end, **made.by(made.leader, LATER))


def test_a_hold_and_an_order_in_force_keep_every_item(made: MadeUnused) -> None:
    told = made.by(made.leader, LATER)
    record(made, "acquitted")

    def kept() -> Any:
        view = list_kept_items(viewer=made.leader, investigation_id=made.id, at=LATER)
        return view.rows[0].kept

    assert kept().until == date(DAY.year + 10, DAY.month, DAY.day)
    hold = holds.begin_hold(ground="inquiry", reference="Q1", **told)
    assert hold == holds.begin_hold(ground="inquiry", reference="Q1", **told)
    assert kept().hold == "Inquiry"
    holds.end_hold(hold_id=hold, **told)
    with pytest.raises(refusals.HoldEnded):
        holds.end_hold(hold_id=hold, **told)
    assert not kept().hold
    order(made, "STRO", "M1")
    assert kept().hold == "An order is in force"


def test_a_hold_is_ended_by_who_leads_the_investigation_alone(
    made: MadeUnused,
) -> None:
    hold = holds.begin_hold(
        ground="appeal", reference="A1", **made.by(made.officer, LATER)
    )

    assert not get_outcomes(
        viewer=made.officer, investigation_id=made.id, at=LATER
    ).may_end_holds
    with pytest.raises(Absent):
        holds.end_hold(hold_id=hold, **made.by(made.officer, LATER))

    assert board(made).may_end_holds
    assert board(made).holds[0].ended_at is None


def test_clocks_of_an_order_run_until_it_ends(made: MadeUnused) -> None:
    made_on, until = DAY, DAY + timedelta(days=900)
    kept = order(made, "STRO", "M1", until_on=until, travel_until_on=until)

    def clocks(at: datetime = LATER) -> dict[str, tuple[str, date]]:
        found = list_clocks(
            viewer=made.leader, investigation_id=made.id, asked=ClockFilter(), at=at
        )
        return {
            row.rule.code: (row.state.value, day_in_london(row.due_at))
            for row in found.rows
        }

    lock = date(made_on.year + 2, made_on.month, made_on.day) - timedelta(days=1)
    running = {
        "order_end": ("running", until),
        "order_travel_end": ("running", until),
        "order_discharge_lock_stro": ("running", lock),
    }
    assert clocks() == running
    over = clocks(LATER + timedelta(days=900))
    assert over["order_discharge_lock_stro"][0] == "over"
    assert over["order_end"][0] == "overdue"
    orders.serve_order(order_id=kept, served_on=DAY, **made.by(made.leader, LATER))
    assert clocks()["order_notify"] == ("overdue", DAY + timedelta(days=2))
    with pytest.raises(refusals.OrderServedBefore):
        orders.serve_order(
            order_id=kept,
            served_on=DAY + timedelta(days=1),
            **made.by(made.leader, LATER),
        )
    end = orders.NewOrderEnd("quashed", DAY + timedelta(days=99))
    orders.end_order(order_id=kept, new=end, **made.by(made.leader, LATER))
    assert {state for state, _due in clocks().values()} == {"met"}
