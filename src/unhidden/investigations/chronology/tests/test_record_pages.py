"""Pages of clocks, outcomes and the chronology, without JavaScript, for the team."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made.unused import LEADER, MadeUnused, make_unused
from unhidden.investigations.clocks.actions.starting import NewClock, start_clock
from unhidden.investigations.models import (
    ChronologyEvent,
    ClockStep,
    InvestigationClock,
    OrderReference,
    Outcome,
    RetentionHold,
    VictimUpdate,
)
from unhidden.investigations.people.actions.adding import add_person
from unhidden.investigations.people.actions.roles import give_role
from unhidden.lib.working_days import LONDON

pytestmark = pytest.mark.django_db
TIME = {"time": NOON.astimezone(LONDON).strftime("%H:%M")}


def on(name: str, days: int = 0) -> dict[str, str]:
    day = (NOON + timedelta(days=days)).date()
    return {
        f"{name}_day": str(day.day),
        f"{name}_month": str(day.month),
        f"{name}_year": str(day.year),
    }


def signed_in(cast: Cast, part: str = LEADER) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    return make_unused(cast)


def page(made: MadeUnused, more: str = "") -> str:
    return f"/investigations/{made.id}/{more}"


def test_a_clock_is_started_and_met_on_its_pages(made: MadeUnused, cast: Cast) -> None:
    leader = signed_in(cast)
    told = {"rule": "custody_24", "person": str(made.accused), **on("day"), **TIME}

    silent = leader.post(page(made, "clocks/start/"), told | {"reference": ""})
    done = leader.post(
        page(made, "clocks/start/"), told | {"reference": "WX/12"}, follow=True
    )

    assert "Enter the number of the custody record" in silent.text
    assert "The clock runs" in done.text
    assert "not checked" in done.text
    assert "Law as at" in done.text
    clock = InvestigationClock.objects.using("stored").get()
    own = page(made, f"clocks/{clock.id}/")
    assert "from custody record WX/12: the custody officer’s record counts" in (
        leader.get(own).text
    )
    step = {"step": "met:charged", "seen": "0", **on("day", 1), "time": "00:01"}
    stale = leader.post(own, step | {"seen": "4"})
    met = leader.post(own, step, follow=True)
    assert "Somebody else did something to this clock meanwhile" in stale.text
    assert "They were charged" in met.text
    assert ClockStep.objects.using("stored").count() == 1
    assert leader.post(own, step).status_code == 404
    assert "No clock is like this" in leader.get(page(made, "clocks/?of=bail")).text


def test_a_victim_is_told_on_a_page_of_those_who_reach_them(
    made: MadeUnused, cast: Cast
) -> None:
    told = made.by(made.leader)
    person = add_person(**told)
    give_role(person_id=person, role="victim", **told)
    clock = start_clock(new=NewClock("vc_told_enhanced", NOON, person), **told)
    own = page(made, f"clocks/{clock}/told/")
    leader = signed_in(cast)
    update = {"result": "asked_not", "channel": "supporter", "language": "ro"}

    silent = leader.post(own, update)
    kept = leader.post(own, update | on("day") | TIME, follow=True)

    assert "Enter the day" in silent.text
    assert "They asked not to be told" in kept.text
    assert "Stands still" in kept.text
    assert VictimUpdate.objects.using("stored").count() == 1
    assert signed_in(cast, "other_investigator").get(own).status_code == 404


def test_outcomes_orders_and_holds_are_recorded_on_their_pages(
    made: MadeUnused, cast: Cast
) -> None:
    leader = signed_in(cast)
    said = {"person": str(made.accused), "kind": "charged", **on("happened_on")}
    outcomes = page(made, "outcomes/")

    silent = leader.post(f"{outcomes}record/", said | {"offence": ""})
    done = leader.post(
        f"{outcomes}record/", said | {"offence": "MSA15_S1B"}, follow=True
    )
    assert "Select the offence" in silent.text
    assert "forced or compulsory labour" in done.text
    row = Outcome.objects.using("stored").get()
    back = leader.post(f"{outcomes}{row.id}/back/", follow=True)
    assert "Taken back" in back.text

    order = {"person": str(made.accused), "kind": "STRO", "reference": "M1"}
    order |= {"court": "Wrexham", **on("made_on"), **on("until_on", 9)}
    short = leader.post(f"{outcomes}orders/record/", order)
    made_order = leader.post(
        f"{outcomes}orders/record/", order | on("until_on", 800), follow=True
    )
    assert "at least 2 years on" in short.text
    assert "The order is recorded" in made_order.text
    kept = OrderReference.objects.using("stored").get()
    served = page(made, f"outcomes/orders/{kept.id}/served/")
    early = leader.post(served, on("served_on", -1))
    assert "before the order was made" in early.text
    assert "clock of notifying runs" in (
        leader.post(served, on("served_on"), follow=True).text
    )
    assert leader.get(served).status_code == 404
    assert InvestigationClock.objects.using("stored").get(rule="order_notify")
    end = {"reason": "discharged", **on("ended_on", 0)}
    locked = leader.post(f"{outcomes}orders/{kept.id}/end/", end)
    ended = leader.post(
        f"{outcomes}orders/{kept.id}/end/", end | {"has_consents": "on"}, follow=True
    )
    assert "unless both consent" in locked.text
    assert "Discharged" in ended.text

    hold = {"ground": "appeal", "reference": "A1"}
    held = leader.post(f"{outcomes}holds/begin/", hold, follow=True)
    assert "Everything is kept" in held.text
    assert "Held: Appeal" in leader.get(f"{outcomes}kept/").text
    hold_id = RetentionHold.objects.using("stored").get().id
    assert "Is the ground" in leader.get(f"{outcomes}holds/{hold_id}/end/").text
    leader.post(f"{outcomes}holds/{hold_id}/end/")
    assert "Held: Appeal" not in leader.get(f"{outcomes}kept/").text


def test_an_event_is_entered_looked_at_again_and_taken_out(
    made: MadeUnused, cast: Cast
) -> None:
    leader = signed_in(cast)
    chronology = page(made, "chronology/")
    event = {"item": "1", "what": "They rang 07700 900123", "precision": "day"}
    event |= {**on("day"), **on("learnt_on"), "same_as": ""}

    again = leader.post(f"{chronology}enter/", event)
    entered = leader.post(f"{chronology}enter/", event | {"looked": "on"}, follow=True)

    assert "It seems to have a telephone number" in again.text
    assert "The event is entered" in entered.text
    assert "They rang" in leader.get(f"{chronology}print/").text
    row = ChronologyEvent.objects.using("stored").get()
    out = f"{chronology}{row.id}/out/"
    assert "out of the chronology?" in leader.get(out).text
    assert "It is taken out" in leader.post(out, follow=True).text
    assert "They rang" not in leader.get(f"{chronology}print/").text
    assert leader.get(out).status_code == 404


def test_clocks_that_wait_stand_on_a_page_of_their_own(
    made: MadeUnused, cast: Cast
) -> None:
    none = signed_in(cast).get("/investigations/due/")
    assert "No clock waits for you" in none.text
    new = NewClock("custody_24", NOON, made.accused, "WX/12")
    start_clock(new=new, **made.by(made.leader))

    found = signed_in(cast).get("/investigations/due/")

    assert "Detention without charge" in found.text
    assert "Overdue" in found.text
    assert "1 due" in signed_in(cast).get("/investigations/").text
    worker = signed_in(cast, "support_worker")
    assert worker.get("/investigations/due/").status_code == 404


@pytest.mark.parametrize(
    "more",
    [
        "clocks/",
        "clocks/start/",
        "outcomes/",
        "outcomes/kept/",
        "outcomes/record/",
        "outcomes/orders/record/",
        "outcomes/holds/begin/",
        "chronology/",
        "chronology/print/",
        "chronology/enter/",
    ],
)
def test_the_record_is_not_there_for_others(
    made: MadeUnused, cast: Cast, more: str
) -> None:
    for part in ("officer", "support_worker", "analyst"):
        assert signed_in(cast, part).get(page(made, more)).status_code == 404
    assert signed_in(cast).get(page(made, more)).status_code == 200
