"""The planned visits: found, changed, assigned, cancelled, put back."""

from __future__ import annotations

from datetime import time
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import (
    LAST_DAY,
    make_operation,
    make_planned_visit,
    make_team,
    make_week,
)
from tests.made.places import make_premises
from tests.support.signing_in import SignedIn
from unhidden.operations.models import PlannedVisit
from unhidden.operations.tests.reading import is_ticked, words
from unhidden.operations.visits.actions import visits as visits_actions
from unhidden.operations.visits.queries import visits as visits_queries
from unhidden.operations.visits.queries.cards import PlannedVisitCard

pytestmark = pytest.mark.django_db

CHANGED = {
    "kind": "hotel",
    "purpose_hotel": "To talk with the staff.",
    "on": LAST_DAY.isoformat(),
    "starts_at": "9:30am",
    "team": "",
}


def page(name: str, key: UUID) -> str:
    return reverse(f"operations:{name}", args=[key])


def card(cast: Cast, planned_id: UUID) -> PlannedVisitCard:
    return visits_queries.planned_visit(
        viewer=cast.actor("planner"), planned_id=planned_id
    )


def cancelled(cast: Cast, planned_id: UUID) -> None:
    visits_actions.cancel_visit(
        planned_id=planned_id,
        reason="The shop has shut.",
        actor=cast.actor("planner"),
        at=NOON,
    )


def test_an_empty_list_points_a_planner_to_the_premises(
    cast: Cast, signed_in: SignedIn
) -> None:
    operation_id = make_operation(cast)
    visits = page("visits", operation_id)

    planners = signed_in("planner").get(visits)
    officers = signed_in("officer").get(visits)

    assert "No visit is planned yet." in words(planners)
    assert page("pick", operation_id) in planners.content.decode()
    assert "No visit is planned that you may see." in words(officers)
    assert page("pick", operation_id) not in officers.content.decode()


def test_whoever_changes_a_visit_is_warned_that_another_operation_comes(
    cast: Cast, planner: Client
) -> None:
    place = make_premises(by=cast.actor("planner"))
    mine, other = make_operation(cast), make_operation(cast, name="Spring week")
    planned_id = make_planned_visit(cast, mine, premises_id=place)
    before = words(planner.get(page("change_visit", planned_id)))
    make_planned_visit(cast, other, premises_id=place)

    after = words(planner.get(page("change_visit", planned_id)))

    assert "Spring week" not in before
    assert "Spring week visits on 5 January 2026" in after


def test_the_list_says_where_when_who_and_what_for(cast: Cast, planner: Client) -> None:
    week = make_week(cast)
    make_planned_visit(cast, week.operation_id, kind="enforcement", on=LAST_DAY)

    text = words(planner.get(page("visits", week.operation_id)))

    assert (
        "Sparkle Hand Car Wash Car wash, 1 Regent Street, Wrexham, LL11 1AA "
        "Monday 5 January 2026, 10am, Team 1 Soft visit Planned "
        "To talk with owners and staff and leave leaflets." in text
    )
    assert "Friday 9 January 2026, no team yet Enforcement visit Planned" in text
    assert "Warrant under section 8" in text


def test_the_list_is_narrowed_by_day_team_and_status(
    cast: Cast, planner: Client
) -> None:
    week = make_week(cast)
    by = cast.actor("planner")
    waiting = make_premises(by=by, name="Waiting")
    shut = make_premises(by=by, name="Shut")
    make_planned_visit(cast, week.operation_id, premises_id=waiting, on=LAST_DAY)
    cancelled(cast, make_planned_visit(cast, week.operation_id, premises_id=shut))
    visits = page("visits", week.operation_id)

    def found(narrowed: str) -> set[str]:
        text = words(planner.get(visits + narrowed))
        names = ("Sparkle Hand Car Wash", "Waiting", "Shut")
        return {name for name in names if f" {name} Car wash" in text}

    assert found("") == {"Sparkle Hand Car Wash", "Waiting", "Shut"}
    assert found(f"?on={LAST_DAY}") == {"Waiting"}
    assert found(f"?team={week.team_id}") == {"Sparkle Hand Car Wash"}
    assert found("?team=none&status=planned") == {"Waiting"}
    assert found("?status=cancelled") == {"Shut"}
    assert found("?status=lost&on=yesterday") == found("")
    assert "No visit is like that." in words(planner.get(visits + "?status=done"))


def test_a_filter_in_force_can_be_taken_away(cast: Cast, planner: Client) -> None:
    week = make_week(cast)
    visits = page("visits", week.operation_id)

    html = planner.get(f"{visits}?status=planned&on={TODAY}").content.decode()

    assert f'href="?on={TODAY}"' in html
    assert 'href="?status=planned"' in html


def test_a_long_list_comes_in_pages(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)
    for number in range(26):
        place = make_premises(by=cast.actor("planner"), name=f"Place {number:02}")
        make_planned_visit(cast, operation_id, premises_id=place)
    visits = page("visits", operation_id)

    first, second = words(planner.get(visits)), words(planner.get(visits + "?page=2"))

    assert "Place 24" in first
    assert "Place 25" not in first
    assert "Place 25" in second


def test_a_cancelled_visit_shows_why_and_can_be_put_back(
    cast: Cast, planner: Client
) -> None:
    week = make_week(cast)
    cancelled(cast, week.planned_id)

    answer = planner.get(page("visits", week.operation_id))

    assert "Cancelled because: The shop has shut." in words(answer)
    assert page("reinstate_visit", week.planned_id) in answer.content.decode()
    assert page("cancel_visit", week.planned_id) not in answer.content.decode()


def test_officers_see_the_plan_and_change_nothing(
    cast: Cast, signed_in: SignedIn
) -> None:
    week = make_week(cast)

    html = signed_in("officer").get(page("visits", week.operation_id)).content.decode()

    for name in ("change_visit", "cancel_visit"):
        assert page(name, week.planned_id) not in html


def test_the_form_begins_with_what_is_planned(cast: Cast, planner: Client) -> None:
    week = make_week(cast)

    answer = planner.get(page("change_visit", week.planned_id))

    assert is_ticked(answer, "soft")
    assert is_ticked(answer, week.team_id)
    assert is_ticked(answer, TODAY)
    assert 'value="10am"' in answer.content.decode()
    assert "To talk with owners and staff and leave leaflets." in words(answer)


def test_a_visit_is_changed(cast: Cast, planner: Client) -> None:
    week = make_week(cast)

    answer = planner.post(page("change_visit", week.planned_id), CHANGED, follow=True)

    visit = card(cast, week.planned_id)
    assert "The visit is changed" in words(answer)
    assert (visit.kind, visit.on, visit.starts_at, visit.team_id) == (
        "hotel",
        LAST_DAY,
        time(9, 30),
        None,
    )


def test_a_visit_is_assigned(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    planned_id = make_planned_visit(cast, operation_id)

    planner.post(page("change_visit", planned_id), CHANGED | {"team": str(team_id)})

    assert card(cast, planned_id).team == "Team 1"


def test_nobody_is_sent_where_others_come_before_these_were_asked(
    cast: Cast, planner: Client
) -> None:
    operation_id, other = make_operation(cast), make_operation(cast, name="Other week")
    planned_id = make_planned_visit(cast, operation_id)
    place = PlannedVisit.objects.get(id=planned_id).premises_id
    make_planned_visit(cast, other, premises_id=place)
    sent = CHANGED | {"team": str(make_team(cast, operation_id))}
    address = page("change_visit", planned_id)

    refused = words(planner.post(address, sent))
    assert "Somebody else has an interest in Sparkle Hand Car Wash: ask" in refused
    assert card(cast, planned_id).team_id is None
    planner.post(address, sent | {"asked": str(place)})
    assert card(cast, planned_id).team_id is not None
    planner.post(address, sent | {"starts_at": "11am"})
    assert card(cast, planned_id).starts_at == time(11)


def test_a_busy_team_is_refused_and_what_was_typed_stays(
    cast: Cast, planner: Client
) -> None:
    week = make_week(cast)
    planned_id = make_planned_visit(cast, week.operation_id)
    typed = CHANGED | {
        "team": str(week.team_id),
        "on": TODAY.isoformat(),
        "starts_at": "10:15",
    }

    answer = planner.post(page("change_visit", planned_id), typed)

    assert "The team has another visit or event at that hour" in words(answer)
    assert is_ticked(answer, week.team_id)
    assert "10:15" in answer.content.decode()
    assert card(cast, planned_id).team_id is None


def test_a_visit_that_was_made_meanwhile_is_not_changed(
    cast: Cast, planner: Client
) -> None:
    week = make_week(cast)
    visits_actions.mark_visited(
        planned_id=week.planned_id, actor=cast.actor("officer"), at=NOON
    )

    answer = planner.post(page("change_visit", week.planned_id), CHANGED)

    assert "It is done already" in words(answer)
    assert card(cast, week.planned_id).kind == "soft"


def test_a_visit_is_cancelled_for_a_reason(cast: Cast, planner: Client) -> None:
    week = make_week(cast)
    cancel = page("cancel_visit", week.planned_id)

    asked = words(planner.get(cancel))
    missing = words(planner.post(cancel, {"reason": " "}))
    answer = planner.post(cancel, {"reason": "The shop has shut."}, follow=True)

    assert "Keep the visit" in asked
    assert "Enter the reason" in missing
    assert "The visit is cancelled" in words(answer)
    assert card(cast, week.planned_id).status == "cancelled"


def test_cancelling_twice_says_so_and_keeps_the_reason(
    cast: Cast, planner: Client
) -> None:
    week = make_week(cast)
    cancelled(cast, week.planned_id)

    answer = planner.post(page("cancel_visit", week.planned_id), {"reason": "Again"})

    assert "It is cancelled already" in words(answer)
    assert "Again" in words(answer)


def test_a_visit_is_put_back_after_a_question(cast: Cast, planner: Client) -> None:
    week = make_week(cast)
    cancelled(cast, week.planned_id)
    reinstate = page("reinstate_visit", week.planned_id)

    asked = words(planner.get(reinstate))
    answer = planner.post(reinstate, follow=True)

    assert "Put the visit to Sparkle Hand Car Wash back into the plan?" in asked
    assert "The visit is back in the plan" in words(answer)
    assert card(cast, week.planned_id).team == "Team 1"


def test_a_visit_that_lost_its_team_asks_for_one(cast: Cast, planner: Client) -> None:
    week = make_week(cast)
    cancelled(cast, week.planned_id)
    make_planned_visit(
        cast, week.operation_id, team_id=week.team_id, starts_at=time(10)
    )

    answer = planner.post(page("reinstate_visit", week.planned_id))

    assert answer.headers["Location"] == page("change_visit", week.planned_id)
    told = words(planner.get(answer.headers["Location"]))
    assert "The visit is back in the plan. Choose a team for it." in told


def test_a_visit_that_never_had_a_team_comes_back_as_it_was(
    cast: Cast, planner: Client
) -> None:
    planned_id = make_planned_visit(cast, make_operation(cast))
    cancelled(cast, planned_id)

    answer = planner.post(page("reinstate_visit", planned_id), follow=True)

    assert "The visit is back in the plan" in words(answer)


def test_what_cannot_be_put_back_says_why(cast: Cast, planner: Client) -> None:
    week = make_week(cast)
    cancelled(cast, week.planned_id)
    make_planned_visit(cast, week.operation_id, premises_id=week.premises_id)

    answer = planner.post(page("reinstate_visit", week.planned_id), follow=True)

    told = "A visit is planned for that day already: Sparkle Hand Car Wash"
    assert told in words(answer)


@pytest.mark.parametrize("name", ["change_visit", "cancel_visit", "reinstate_visit"])
def test_a_visit_that_is_not_there_has_no_page(planner: Client, name: str) -> None:
    assert planner.get(page(name, uuid4())).status_code == 404
    assert planner.post(page(name, uuid4())).status_code == 404
