"""Choosing premises by risk, and planning visits to all that are ticked."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import NOON, TODAY, Cast
from tests.made.intelligence import make_intelligence_about
from tests.made.operations import (
    AUTHORITY,
    POWER,
    make_operation,
    make_planned_visit,
    make_team,
    make_week,
)
from tests.made.places import CONWY, make_premises
from tests.made.targets import decide, make_candidate
from unhidden.operations.models import VisitOption
from unhidden.operations.tests.reading import is_ticked, words
from unhidden.operations.visits.actions import visits as visits_actions
from unhidden.operations.visits.forms.visits import PURPOSES
from unhidden.operations.visits.queries import visits as visits_queries
from unhidden.operations.visits.queries.cards import PlannedVisitCard
from unhidden.operations.weeks.actions import operations

pytestmark = pytest.mark.django_db


def pick_page(operation_id: UUID) -> str:
    return reverse("operations:pick", args=[operation_id])


def risky(cast: Cast, name: str, **given: str) -> UUID:
    """Premises of which the desk knows a strong sign."""
    premises_id = make_premises(by=cast.actor("planner"), name=name, **given)  # type: ignore[arg-type]  # names only
    make_intelligence_about(premises_id, by=cast.actor("analyst"))
    return premises_id


def typed(*premises_ids: UUID, **given: str) -> dict[str, object]:
    chosen = {"kind": "soft", "purpose_soft": "To talk.", "on": TODAY.isoformat()}
    ticked = [str(key) for key in premises_ids]
    fields = {f"plan-{name}": value for name, value in (chosen | given).items()}
    return fields | {"plan-premises": ticked}


def planned(cast: Cast, operation_id: UUID) -> list[PlannedVisitCard]:
    return visits_queries.planned_visits(
        viewer=cast.actor("planner"), operation_id=operation_id
    )


def test_premises_are_offered_with_their_risk_and_its_reasons(
    cast: Cast, planner: Client
) -> None:
    risky(cast, "Castle Car Wash")
    make_premises(by=cast.actor("planner"), name="Quiet Shop")

    text = words(planner.get(pick_page(make_operation(cast))))

    assert "1 place, the riskiest first" in text
    assert "Castle Car Wash Car wash, 1 Regent Street, Wrexham, LL11 1AA" in text
    assert "of 100" in text
    assert "Quiet Shop" not in text


def test_nothing_known_points_to_the_register(cast: Cast, planner: Client) -> None:
    text = words(planner.get(pick_page(make_operation(cast))))

    assert "No graded intelligence points to any premises yet." in text


def test_the_list_is_narrowed_by_kind_council_and_band(
    cast: Cast, planner: Client
) -> None:
    risky(cast, "Castle Nails", kind="nail_bar")
    risky(cast, "Bay Car Wash", council=CONWY)
    address = pick_page(make_operation(cast))

    nails = words(planner.get(address + "?kind=nail_bar"))
    conwy = words(planner.get(address + f"?council={CONWY}"))
    nothing = words(planner.get(address + "?band=high&kind=hotel"))
    nonsense = words(planner.get(address + "?kind=spaceport"))

    assert "Castle Nails" in nails
    assert "Bay Car Wash" not in nails
    assert "Remove this filter: Nail bar" in nails
    assert "Bay Car Wash" in conwy
    assert "Castle Nails" not in conwy
    assert "No premises match these filters." in nothing
    assert "Castle Nails" in nonsense
    assert "Bay Car Wash" in nonsense


def test_words_search_the_whole_register_and_keep_the_risk(
    cast: Cast, planner: Client
) -> None:
    risky(cast, "Castle Car Wash")
    make_premises(by=cast.actor("planner"), name="Castle Bakery", kind="shop")

    address = pick_page(make_operation(cast)) + "?text=castle&band=high"

    text = words(planner.get(address))

    assert "2 places in the register" in text
    assert "Remove this filter: castle" in text
    assert "Remove this filter: High" not in text
    assert text.index("Castle Bakery") < text.index("Castle Car Wash")
    assert "risk," in text[text.index("Castle Car Wash") :]


def test_all_that_are_ticked_are_planned_at_once(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    first, second = risky(cast, "Castle Car Wash"), risky(cast, "Bay Car Wash")
    risky(cast, "Left Alone")
    address = pick_page(operation_id) + "?kind=car_wash"

    answer = planner.post(address, typed(first, second, team=str(team_id)))

    assert answer.headers["Location"] == address
    visits = planned(cast, operation_id)
    assert {visit.premises for visit in visits} == {"Castle Car Wash", "Bay Car Wash"}
    assert {(visit.kind, visit.purpose, visit.team, visit.on) for visit in visits} == {
        ("soft", "To talk.", "Team 1", TODAY)
    }
    assert "2 visits are planned" in words(planner.get(address))


def test_what_is_planned_already_is_marked(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)
    premises_id = risky(cast, "Castle Car Wash")
    make_planned_visit(cast, operation_id, premises_id=premises_id)

    text = words(planner.get(pick_page(operation_id)))

    assert "Soft visit, Monday 5 January 2026" in text


def test_nothing_ticked_and_nothing_chosen_is_asked_for(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    risky(cast, "Castle Car Wash")

    text = words(planner.post(pick_page(operation_id), {}))

    assert "Select at least one place to visit" in text
    assert "Select the kind of visit" in text
    assert "Select the day of the visit" in text
    assert planned(cast, operation_id) == []


def test_an_error_keeps_the_ticks_and_what_was_typed(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    first, second = risky(cast, "Castle Car Wash"), risky(cast, "Bay Car Wash")
    given = typed(first, kind="enforcement", purpose_enforcement="To inspect.")

    answer = planner.post(pick_page(operation_id), given)

    assert "Enter the power that the enforcement visit goes in by" in words(answer)
    assert is_ticked(answer, first)
    assert not is_ticked(answer, second)
    assert is_ticked(answer, "enforcement")
    assert "To inspect." in answer.content.decode()


def test_an_enforcement_visit_takes_its_power_along(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    premises_id = risky(cast, "Castle Car Wash")
    given = typed(
        premises_id,
        kind="enforcement",
        purpose_enforcement="To inspect.",
        power=POWER,
        authority=AUTHORITY,
    )

    planner.post(pick_page(operation_id), given)

    (visit,) = planned(cast, operation_id)
    assert (visit.kind, visit.power) == ("enforcement", POWER)


def test_each_kind_offers_a_purpose_in_plain_words(cast: Cast, planner: Client) -> None:
    risky(cast, "Castle Car Wash")

    html = planner.get(pick_page(make_operation(cast))).content.decode()

    for purpose in PURPOSES.values():
        assert str(purpose) in html


def test_a_purpose_is_not_left_empty(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)
    premises_id = risky(cast, "Castle Car Wash")

    answer = planner.post(
        pick_page(operation_id), typed(premises_id, purpose_soft="  ")
    )

    assert "Enter the purpose of the visit" in words(answer)
    assert planned(cast, operation_id) == []


def test_a_team_that_does_not_fit_is_refused_and_ticks_stay(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id, people=("officer", "colleague"))
    premises_id = risky(cast, "Castle House")
    given = typed(
        premises_id,
        kind="safeguarding",
        purpose_safeguarding="To see that all are well.",
        team=str(team_id),
    )

    answer = planner.post(pick_page(operation_id), given)

    assert "The team needs somebody from a charity" in words(answer)
    assert is_ticked(answer, premises_id)
    assert is_ticked(answer, team_id)
    assert planned(cast, operation_id) == []


def test_a_place_that_somebody_planned_meanwhile_is_named(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    first, second = risky(cast, "Castle Car Wash"), risky(cast, "Bay Car Wash")
    make_planned_visit(cast, operation_id, premises_id=first)

    answer = planner.post(pick_page(operation_id), typed(first, second))

    assert "A visit is planned for that day already: Castle Car Wash" in words(answer)
    assert is_ticked(answer, first)
    assert is_ticked(answer, second)
    assert len(planned(cast, operation_id)) == 1


def test_a_tick_that_left_the_list_meanwhile_still_counts(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    elsewhere = make_premises(by=cast.actor("planner"), name="Quiet Shop")
    risky(cast, "Castle Car Wash")

    wrong = planner.post(pick_page(operation_id), typed(elsewhere, on=""))
    planner.post(pick_page(operation_id), typed(elsewhere))

    assert is_ticked(wrong, elsewhere)
    assert [visit.premises for visit in planned(cast, operation_id)] == ["Quiet Shop"]


@pytest.mark.parametrize("tick", ["nonsense", str(UUID(int=7))])
def test_a_tick_that_means_nothing_is_refused(
    cast: Cast, planner: Client, tick: str
) -> None:
    operation_id = make_operation(cast)
    risky(cast, "Castle Car Wash")

    answer = planner.post(pick_page(operation_id), typed() | {"plan-premises": [tick]})

    assert "Select from the premises shown" in words(answer)


def test_a_synthetic_operation_offers_no_real_place(
    cast: Cast, planner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unhidden.operations.policies._PUBLISHED_REGISTER", "desk")
    operation_id = make_operation(cast, is_synthetic=True)
    real = make_premises(by=cast.actor("planner"), name="A Real Shop")
    make_premises(by=cast.actor("planner"), name="A Made-up Shop", source="synthetic")
    address = pick_page(operation_id) + "?text=shop"

    shown = planner.get(address)
    answer = planner.post(address, typed(real))

    assert "A real place: a synthetic operation does not visit it." in words(shown)
    assert f'value="{real}"' not in shown.content.decode()
    assert "Select from the premises shown" in words(answer)


def test_a_closed_operation_takes_no_visit(cast: Cast, planner: Client) -> None:
    week = make_week(cast)
    premises_id = risky(cast, "Castle Car Wash")
    visits_actions.mark_visited(
        planned_id=week.planned_id, actor=cast.actor("officer"), at=NOON
    )
    operations.close_operation(
        operation_id=week.operation_id, actor=cast.actor("planner"), at=NOON
    )

    answer = planner.post(pick_page(week.operation_id), typed(premises_id))

    assert "The operation is closed: nothing in it changes" in words(answer)
    assert len(planned(cast, week.operation_id)) == 1


def test_the_rule_proposes_and_a_decision_of_another_kind_stands(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    decided, fresh = risky(cast, "Castle Car Wash"), risky(cast, "Bay Car Wash")
    decide(cast, operation_id, make_candidate(cast, operation_id, premises_id=decided))
    address = pick_page(operation_id)
    hotel = {"kind": "hotel", "purpose_hotel": "To talk."}

    shown = words(planner.get(address))
    refused = words(planner.post(address, typed(decided, fresh, **hotel)))
    before = planned(cast, operation_id)
    planner.post(address, typed(decided, fresh))

    made = VisitOption.objects.get(candidate__premises_id=fresh)
    assert "Decided: Soft visit" in shown
    assert "The rule proposes: " in shown
    assert "Another kind of visit is decided for Castle Car Wash" in refused
    assert (before, len(planned(cast, operation_id))) == ([], 2)
    assert (made.kind, made.decided_by_id) == ("soft", cast.people["planner"])


def test_nobody_is_sent_where_others_were_not_asked(
    cast: Cast, planner: Client
) -> None:
    operation_id, other = make_operation(cast), make_operation(cast, name="Other week")
    premises_id = risky(cast, "Castle Car Wash")
    make_planned_visit(cast, other, premises_id=premises_id)
    address = pick_page(operation_id)

    shown = words(planner.get(address))
    asked = words(planner.post(address, typed(premises_id)))
    before = planned(cast, operation_id)
    planner.post(address, typed(premises_id, asked=str(premises_id)))

    assert "Other week visits on 5 January" in shown
    assert "Ask about each of these places, and tick it" in asked
    assert (before, len(planned(cast, operation_id))) == ([], 1)
