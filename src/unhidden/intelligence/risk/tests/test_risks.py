"""The risk of premises follows the intelligence, and time."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import translation
from procrastinate.contrib.django import app

from tests.cast import NOON, TODAY, Cast
from tests.made.intelligence import (
    make_intelligence,
    make_intelligence_about,
    make_item,
)
from tests.made.places import CONWY, WREXHAM, make_premises
from tests.support import audited as audit
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence import tasks
from unhidden.intelligence.models import PremisesRisk
from unhidden.intelligence.risk.actions import risks as risks_actions
from unhidden.intelligence.risk.actions.risks import RISK_KEEPER
from unhidden.intelligence.risk.queries import risks as risks_queries
from unhidden.intelligence.subjects.rules.mentions import NewMention

pytestmark = pytest.mark.django_db
HALF_A_YEAR = timedelta(days=180)


@pytest.fixture
def car_wash(cast: Cast) -> UUID:
    return make_premises(by=cast.actor("analyst"))


def score_of(premises_id: UUID) -> int:
    return PremisesRisk.objects.using("stored").get(premises_id=premises_id).score


def test_writing_intelligence_works_out_the_risk_at_once(
    cast: Cast, car_wash: UUID
) -> None:
    make_intelligence_about(car_wash, by=cast.actor("analyst"))

    row = PremisesRisk.objects.using("stored").get(premises_id=car_wash)
    assert (row.score, row.band, row.computed_at) == (34, "medium", NOON)


def test_every_premises_of_a_report_is_worked_out(cast: Cast, car_wash: UUID) -> None:
    other = make_premises(by=cast.actor("analyst"), name="Nail bar")
    items = [
        make_item(mentions=(NewMention("premises", "", premises),))
        for premises in (car_wash, other)
    ]

    make_intelligence(*items, by=cast.actor("analyst"))

    assert score_of(car_wash) == score_of(other) == 34


def test_an_item_that_does_not_mention_the_premises_adds_nothing(
    cast: Cast, car_wash: UUID
) -> None:
    mentioning = make_item(
        mentions=(NewMention("premises", "", car_wash),), sign_codes=()
    )

    make_intelligence(mentioning, make_item(), by=cast.actor("analyst"))

    assert score_of(car_wash) == 0


def test_a_language_gap_never_counts(cast: Cast, car_wash: UUID) -> None:
    make_intelligence_about(
        car_wash, by=cast.actor("analyst"), sign_codes=("gen_language_gap",)
    )

    assert score_of(car_wash) == 0


def test_the_day_of_the_event_counts_and_not_the_day_of_writing(
    cast: Cast, car_wash: UUID
) -> None:
    item = make_item(mentions=(NewMention("premises", "", car_wash),))

    make_intelligence(item, by=cast.actor("analyst"), event_on=TODAY - HALF_A_YEAR)

    assert score_of(car_wash) == 17


def test_a_change_of_risk_is_recorded_and_no_change_is_not(
    cast: Cast, car_wash: UUID
) -> None:
    make_intelligence_about(car_wash, by=cast.actor("analyst"))
    make_intelligence_about(car_wash, by=cast.actor("analyst"))

    row = PremisesRisk.objects.using("stored").get(premises_id=car_wash)
    assert audit.names_about(subject_id=row.id) == ["intelligence.risk_changed"]


def test_risk_decays_each_night_under_the_workers_own_role(
    cast: Cast, car_wash: UUID
) -> None:
    make_intelligence_about(car_wash, by=cast.actor("analyst"))
    half_a_year_on = int((NOON + HALF_A_YEAR).timestamp())

    with as_role("worker"):
        done = tasks.refresh_all_risk(timestamp=half_a_year_on)

    assert (done, score_of(car_wash)) == (1, 17)


def test_the_worker_knows_the_task_and_its_hour() -> None:
    crons = {
        task.task.name: task.cron
        for task in app.periodic_registry.periodic_tasks.values()
    }

    assert crons["intelligence.refresh_all_risk"] == "20 3 * * *"


def test_one_premises_can_be_worked_out_again(cast: Cast, car_wash: UUID) -> None:
    make_intelligence_about(car_wash, by=cast.actor("analyst"))

    with as_role("worker"):
        risks_actions.refresh_risk(
            premises_id=car_wash, actor=RISK_KEEPER, at=NOON + HALF_A_YEAR
        )

    assert score_of(car_wash) == 17


def test_working_risk_out_needs_its_own_permission(cast: Cast, car_wash: UUID) -> None:
    for actor in (cast.actor("analyst"), cast.stranger):
        with pytest.raises(Absent):
            risks_actions.refresh_risk(premises_id=car_wash, actor=actor, at=NOON)
        with pytest.raises(Absent):
            risks_actions.refresh_all_risk(actor=actor, at=NOON)


def test_the_keeper_of_risk_is_the_system_and_may_do_nothing_else() -> None:
    assert Actor(None, None, frozenset({"intelligence.refresh_risk"})) == RISK_KEEPER


def test_premises_are_listed_riskiest_first(cast: Cast, car_wash: UUID) -> None:
    riskier = make_premises(by=cast.actor("analyst"), name="Nail bar")
    clean = make_premises(by=cast.actor("analyst"), name="Chip shop")
    make_intelligence_about(car_wash, by=cast.actor("analyst"))
    make_intelligence_about(riskier, by=cast.actor("analyst"), source="1")
    make_intelligence_about(clean, by=cast.actor("analyst"), assessment="E")

    found = risks_queries.premises_at_risk(viewer=cast.actor("planner"))

    assert [card.premises.id for card in found.cards] == [riskier, car_wash]
    assert found.total == 2


def test_the_list_narrows_by_kind_council_and_band(cast: Cast, car_wash: UUID) -> None:
    analyst, planner = cast.actor("analyst"), cast.actor("planner")
    hotel = make_premises(by=analyst, kind="hotel", council=CONWY, name="Hotel")
    make_intelligence_about(car_wash, by=analyst)
    make_intelligence_about(hotel, by=analyst, source="1", assessment="A")

    def found(**narrowed: str) -> list[UUID]:
        cards = risks_queries.premises_at_risk(viewer=planner, **narrowed).cards  # type: ignore[arg-type]  # only words here
        return [card.premises.id for card in cards]

    assert found(kind="car_wash") == [car_wash]
    assert found(council=CONWY) == [hotel]
    assert found(band="high") == [hotel]
    assert found(kind="hotel", council=WREXHAM) == []


def test_the_list_comes_in_pages_with_the_whole_count(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    for number in range(5):
        place = make_premises(by=analyst, name=f"Shop {number}")
        make_intelligence_about(place, by=analyst)

    pages = [
        risks_queries.premises_at_risk(viewer=analyst, start=start, limit=2)
        for start in (0, 2, 4)
    ]

    shown = {card.premises.id for page in pages for card in page.cards}
    assert ([len(page.cards) for page in pages], len(shown)) == ([2, 2, 1], 5)
    assert {page.total for page in pages} == {5}


def test_reasons_are_sentences_in_both_languages(cast: Cast, car_wash: UUID) -> None:
    key = make_intelligence_about(car_wash, by=cast.actor("analyst"))
    viewer = cast.actor("planner")

    (english,) = risks_queries.risk_of(viewer=viewer, premises_id=car_wash).reasons
    with translation.override("cy"):
        (welsh,) = risks_queries.risk_of(viewer=viewer, premises_id=car_wash).reasons

    assert english.text == "Not free to leave work or home; locked in or watched"
    assert english.detail == "strong sign, graded 2C, 5 January 2026"
    assert welsh.text.startswith("Ddim yn rhydd i adael")
    assert (english.intelligence_id, english.points) == (key, 34)


def test_the_ceiling_of_weak_signs_is_a_reason_in_words(
    cast: Cast, car_wash: UUID
) -> None:
    make_intelligence_about(
        car_wash,
        by=cast.actor("analyst"),
        source="1",
        assessment="A",
        sign_codes=(
            "gen_no_docs",
            "gen_fear_of_authority",
            "gen_same_clothes",
            "bro_no_moving_in",
        ),
    )

    card = risks_queries.risk_of(viewer=cast.actor("planner"), premises_id=car_wash)

    assert (card.score, card.band) == (20, "low")
    assert card.reasons[-1].text == "Weak signs together count no more than 20 points"
    assert card.reasons[-1].points == -12


def test_premises_nobody_spoke_of_have_no_risk(cast: Cast, car_wash: UUID) -> None:
    card = risks_queries.risk_of(viewer=cast.actor("planner"), premises_id=car_wash)

    assert (card.score, card.band, card.reasons) == (0, "low", ())


def test_premises_that_are_not_there_have_no_page(cast: Cast) -> None:
    with pytest.raises(Absent):
        risks_queries.risk_of(viewer=cast.actor("planner"), premises_id=uuid4())


@pytest.mark.parametrize("part", ["officer", "partner", "support_worker", "overseer"])
def test_risk_is_for_those_who_plan_and_assess(
    cast: Cast, car_wash: UUID, part: str
) -> None:
    with pytest.raises(Absent):
        risks_queries.premises_at_risk(viewer=cast.actor(part))
    with pytest.raises(Absent):
        risks_queries.risk_of(viewer=cast.actor(part), premises_id=car_wash)
