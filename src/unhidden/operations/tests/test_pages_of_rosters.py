"""The pages of rosters, as a planner uses them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import TODAY, Cast
from tests.made.operations import make_operation, make_team
from tests.made.rosters import make_roster, make_shift, make_skill
from tests.support.signing_in import SignedIn
from unhidden.operations.models import RestRule
from unhidden.operations.tests.reading import is_ticked, words

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
WORK = {"kind": "early", "starts_at": "8am", "ends_at": "4pm"}


@pytest.fixture
def operation_id(cast: Cast) -> UUID:
    return make_operation(cast)


@pytest.fixture
def team_id(cast: Cast, operation_id: UUID) -> UUID:
    return make_team(cast, operation_id)


def page(name: str, *keys: object) -> str:
    return reverse(f"operations:{name}", args=keys)


def test_a_roster_without_teams_leads_to_the_teams(
    planner: Client, operation_id: UUID
) -> None:
    answer = planner.get(page("roster", operation_id))

    assert "There is no team yet, so there is nothing to roster." in words(answer)
    assert page("teams", operation_id) in answer.content.decode()


def test_a_shift_is_set_from_its_cell(
    planner: Client, operation_id: UUID, team_id: UUID
) -> None:
    cell = page("crew_shift", operation_id, team_id, TODAY.isoformat())

    before = planner.get(page("roster", operation_id))
    answer = planner.post(cell, WORK, follow=True)

    assert cell in before.content.decode()
    assert "No shift" in words(before)
    assert "The shift of Team 1 is set" in words(answer)
    assert "8am to 4pm" in words(answer)
    assert "Nothing: each crew that has a shift can go out." in words(answer)
    assert "rules that nobody has compared with their source yet" in words(answer)
    assert is_ticked(planner.get(cell), "early")


def test_a_shift_into_the_next_day_says_so(
    planner: Client, operation_id: UUID, team_id: UUID
) -> None:
    cell = page("crew_shift", operation_id, team_id, TODAY.isoformat())

    late = {"kind": "late", "starts_at": "6pm", "ends_at": "2am"}
    answer = planner.post(cell, late, follow=True)

    assert "6pm to 2am the next day" in words(answer)


def test_what_was_typed_of_a_refused_shift_stays(
    planner: Client, operation_id: UUID, team_id: UUID
) -> None:
    cell = page("crew_shift", operation_id, team_id, TODAY.isoformat())

    empty = planner.post(cell, {"kind": "late"})
    same = planner.post(cell, {**WORK, "ends_at": "8am"})

    assert "Enter when the shift starts" in words(empty)
    assert is_ticked(empty, "late")
    assert "The end must be another time than the start" in words(same)
    assert 'value="8am"' in same.content.decode()


def test_faults_are_said_where_they_are_and_lead_to_the_shift(
    cast: Cast, planner: Client, operation_id: UUID, team_id: UUID
) -> None:
    make_shift(cast, operation_id, team_id)
    make_roster(cast, operation_id, team_id)

    answer = planner.get(page("roster", operation_id))

    assert "is away on this day." in words(answer)
    assert "and nobody visits alone. It does not go out." in words(answer)
    assert "8am to 4pm, does not go out" in words(answer)


def test_an_hour_that_is_none_is_told_with_all_that_was_typed(
    cast: Cast, planner: Client
) -> None:
    sunday = date(2026, 3, 29)
    operation_id = make_operation(cast, starts_on=sunday, ends_on=sunday)
    cell = page("crew_shift", operation_id, make_team(cast, operation_id), sunday)

    answer = planner.post(cell, {**WORK, "starts_at": "1:30am", "is_reserve": "on"})

    assert "Between 1am and 2am on 29 March 2026 there is no hour" in words(answer)
    assert 'value="1:30am"' in answer.content.decode()
    assert is_ticked(answer, "early")


def test_nothing_of_a_roster_is_there_for_another_planner_or_operation(
    cast: Cast, planner: Client, signed_in: SignedIn, operation_id: UUID, team_id: UUID
) -> None:
    """Each address with ids of a roster, asked by who leads another operation."""
    made = make_roster(cast, operation_id, team_id)
    other = make_operation(cast, name="Other")
    day, officer = TODAY.isoformat(), cast.people["officer"]
    addresses = [
        page("crew_shift", other, team_id, day),
        page("clear_crew_shift", other, team_id, day),
        page("crew_outfit", other, team_id),
        page("remove_vehicle", other, made["vehicle_id"]),
        page("remove_start_place", other, made["start_place_id"]),
        page("add_skill", other, officer),
        page("remove_skill", other, officer, made["skill_id"]),
        page("add_absence", other, officer),
        page("remove_absence", other, officer, made["absence_id"]),
        page("add_person_shift", other, officer),
        page("clear_person_shift", other, officer, day),
    ]

    ours = {planner.post(address, WORK).status_code for address in addresses}
    theirs = {
        signed_in("partner")
        .post(address.replace(str(other), str(operation_id)), WORK)
        .status_code
        for address in addresses
    }

    assert (ours, theirs) == ({404}, {404})
    assert planner.get(page("crew_person", other, officer)).status_code == 404
    text = words(planner.get(page("crew_person", operation_id, officer)))
    assert "Vietnamese" in text


def test_a_day_is_copied_and_a_shift_cleared(
    cast: Cast, planner: Client, operation_id: UUID, team_id: UUID
) -> None:
    make_shift(cast, operation_id, team_id)
    days = {"from_on": TODAY.isoformat(), "to_on": TOMORROW.isoformat()}
    address = page("roster", operation_id)

    copied = planner.post(address, days, follow=True)
    again = planner.post(address, days)
    cleared = planner.post(
        page("clear_crew_shift", operation_id, team_id, TOMORROW.isoformat()),
        follow=True,
    )

    assert "1 shift is copied" in words(copied)
    assert "Nothing was copied" in words(again)
    assert is_ticked(again, TOMORROW.isoformat())
    assert "The crew has no shift on this day any more" in words(cleared)


def test_last_week_is_copied_by_one_press(planner: Client, operation_id: UUID) -> None:
    answer = planner.post(page("copy_last_week", operation_id), follow=True)

    assert "there is no shift to copy" in words(answer)


@pytest.mark.parametrize("on", ["2026-02-30", "tomorrow", "2031-01-01"])
def test_a_day_that_is_none_of_the_operations_is_not_there(
    planner: Client, operation_id: UUID, team_id: UUID, on: str
) -> None:
    assert planner.get(page("crew_shift", operation_id, team_id, on)).status_code == 404
    assert planner.get(page("capacities_of_day", operation_id, on)).status_code == 404


def test_a_long_operation_is_turned_over_week_by_week(
    cast: Cast, planner: Client
) -> None:
    later = TODAY + timedelta(days=10)
    operation_id = make_operation(cast, ends_on=later)
    make_team(cast, operation_id)
    address = page("roster", operation_id)

    first = words(planner.get(address))
    second = words(planner.get(address, {"from": later.isoformat()}))

    assert "The week after" in first
    assert "The week before" not in first
    assert "The week before" in second


def test_what_a_crew_goes_out_with_is_chosen_from_what_there_is(
    cast: Cast, planner: Client, operation_id: UUID, team_id: UUID
) -> None:
    planner.post(
        page("add_vehicle", operation_id),
        {"name": "NW16 ABC", "seats": "5", "call_sign": ""},
    )
    planner.post(
        page("add_start_place", operation_id),
        {"name": "Wrexham police station", "postcode": "LL11 1AA"},
    )
    resources = planner.get(page("resources", operation_id))
    answer = planner.post(
        page("crew_outfit", operation_id, team_id),
        {"call_sign": "CA10", "radio_channel": "", "vehicle": "", "start_place": ""},
        follow=True,
    )

    assert "Not known: travel from here cannot be worked out" in words(resources)
    assert "CA10" in words(answer)
    assert "Another crew of this operation has this call sign" in words(
        planner.post(
            page(
                "crew_outfit",
                operation_id,
                make_team(cast, operation_id, name="Team 2", people=()),
            ),
            {"call_sign": "ca10"},
        )
    )


def test_capacities_of_a_day_are_typed_and_shown(
    planner: Client, operation_id: UUID
) -> None:
    address = page("capacities_of_day", operation_id, TODAY.isoformat())

    answer = planner.post(
        address, {"custody": "3", "interpreters_zh_hans": "1"}, follow=True
    )

    assert "Chinese, simplified characters 1" in words(answer)
    assert 'value="3"' in planner.get(address).content.decode()
    assert "Enter a whole number" in words(planner.post(address, {"custody": "many"}))


def test_skills_are_added_with_their_last_day_and_removed(
    cast: Cast, planner: Client, operation_id: UUID, team_id: UUID
) -> None:
    officer = cast.people["officer"]
    past = {"expires_on_day": "1", "expires_on_month": "1", "expires_on_year": "2026"}
    answer = planner.post(
        page("add_skill", operation_id, officer),
        {"skill": "language:vi", **past},
        follow=True,
    )

    assert "Vietnamese (expired on 1 January 2026)" in words(answer)
    make_skill(cast, operation_id, "officer", code="fire")
    assert "Fire safety" in words(planner.get(page("crew_people", operation_id)))


def test_rules_that_nobody_checked_are_marked(
    planner: Client, operation_id: UUID
) -> None:
    text = words(planner.get(page("rest_rules", operation_id)))

    assert "Some of these rules were not compared with their source." in text
    assert "11 hours of rest between shifts" in text
    assert "Not checked" in text


def test_an_organisations_own_rule_is_added_and_ended(
    cast: Cast, planner: Client, operation_id: UUID
) -> None:
    typed = {
        "organisation": str(cast.organisations["bawso"]),
        "source": "Volunteer handbook, section 4",
        "from_on_day": "1",
        "from_on_month": "1",
        "from_on_year": "2026",
    }
    add = page("add_rest_rule", operation_id)

    nothing = words(planner.post(add, typed))
    answer = planner.post(add, {**typed, "longest_hours": "4"}, follow=True)

    assert "Enter a rest, a break or a longest shift" in nothing
    assert "no shift longer than 4 hours" in words(answer)
    check = page("check_rest_rule", operation_id, RestRule.objects.get().id)
    assert "Not checked: mark as checked" in words(answer)
    assert "Have you compared" in words(planner.get(check))
    assert "mark as checked" not in words(planner.post(check, follow=True))


def test_the_roster_speaks_welsh(
    cast: Cast, planner: Client, operation_id: UUID, team_id: UUID
) -> None:
    make_shift(cast, operation_id, team_id)

    planner.post(reverse("agencies:language"), {"language": "cy"})

    assert "8am i 4pm" in words(planner.get(page("roster", operation_id)))
