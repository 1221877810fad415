"""A writer proposes a grade, the desk confirms it, and until then the page says so."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from tests.cast import NOON, Cast
from tests.made.agencies import their_analyst
from tests.made.intelligence import (
    make_intelligence,
    make_intelligence_about,
    make_item,
)
from tests.made.places import make_premises
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from tests.support.write_form import OWN, WRITE, typed
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence.gradings import queries as gradings_queries
from unhidden.intelligence.gradings.rules import Grade
from unhidden.intelligence.models import Item
from unhidden.intelligence.reports.actions import gradings as gradings_actions
from unhidden.intelligence.reports.actions.gradings import GradedSince, GradeRefused
from unhidden.intelligence.reports.actions.reports import ReportRefused
from unhidden.intelligence.reports.queries import items
from unhidden.intelligence.reports.queries.items import ItemView
from unhidden.intelligence.reports.rules.drafts import DraftFault
from unhidden.intelligence.risk.queries import risks
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.intelligence.subjects.rules.reasons import RiskReasonKind

pytestmark = pytest.mark.django_db
PERMITTED: dict[str, Any] = {"handling": "P", "conditions": ""}


def item_of(key: UUID, *, by: Actor) -> ItemView:
    (item,) = items.get_graded_report(viewer=by, intelligence_id=key).items
    return item


def confirm(key: UUID, *, by: Actor, reason: str = "It is hers to say.") -> int:
    (row,) = Item.objects.using("stored").filter(report=key)
    return gradings_actions.confirm_grade(
        item_id=row.id, reason=reason, actor=by, at=NOON
    )


@pytest.mark.parametrize("part", ["officer", "investigator"])
def test_what_somebody_else_told_is_shared_with_conditions_until_the_desk_says(
    cast: Cast, part: str
) -> None:
    item = make_item(**PERMITTED)

    with pytest.raises(ReportRefused) as refused:
        make_intelligence(item, by=cast.actor(part), origin="partner")

    assert refused.value.fault == DraftFault.HANDLING_NOT_THEIRS
    make_intelligence(item, by=cast.actor(part), origin="officer")
    make_intelligence(item, by=cast.actor("analyst"), origin="partner")


def test_the_page_says_so_beside_the_handling(signed_in: SignedIn) -> None:
    told = typed(item_0_assessment="C")
    officer, analyst = signed_in("officer"), signed_in("analyst")

    refused = officer.post(f"{WRITE}?origin=partner", told)

    assert "Select C: only those who confirm grades" in words(refused)
    assert officer.post(OWN, told).status_code == 302
    told = typed(item_0_assessment="C")
    assert analyst.post(f"{WRITE}?origin=partner", told).status_code == 302


def test_a_proposed_grade_is_said_to_be_one_until_it_is_confirmed_in_one_step(
    cast: Cast, signed_in: SignedIn
) -> None:
    analyst = cast.actor("analyst")
    key = make_intelligence(by=cast.actor("officer"))
    make_intelligence(by=analyst)
    client, page = signed_in("analyst"), reverse("intelligence:item", args=[key])
    lists = reverse("intelligence:proposed")
    assert "Grades to confirm" in words(client.get(reverse("intelligence:items")))

    before = words(client.get(page))
    (row,) = gradings_queries.grades_proposed(viewer=analyst)
    answer = client.post(
        reverse("intelligence:confirm_grade", args=[key, 1]), {"from": "list"}
    )

    assert " Proposed " in before
    assert "Confirm the grade" in before
    assert (row.id, row.grade.code, row.written_by) == (key, "2CC", "Officer")
    assert answer["Location"] == lists
    assert gradings_queries.grades_proposed(viewer=analyst) == []
    after = words(client.get(page))
    assert " Proposed " not in after
    assert "As it was proposed" in after
    item = item_of(key, by=analyst)
    assert [each.grade for each in item.grades] == [item.stands.grade] * 2
    assert item.waits
    assert "intelligence.grade_confirmed" in audit.names_about(subject_id=key)


def test_a_proposed_grade_counts_in_no_risk_until_it_is_confirmed(
    cast: Cast, signed_in: SignedIn
) -> None:
    officer, analyst = cast.actor("officer"), cast.actor("analyst")
    place = make_premises(by=analyst)
    told: dict[str, Any] = {"source": "1", "sign_codes": ("gen_cannot_leave",)}
    key = make_intelligence_about(place, by=officer, **told)
    page = f"/risk/premises/{place}/"

    before = risks.risk_of(viewer=analyst, premises_id=place)
    shown = words(signed_in("analyst").get(page))
    confirm(key, by=analyst)
    after = risks.risk_of(viewer=analyst, premises_id=place)

    assert (before.score, before.reasons) == (0, ())
    assert "1 item about them has a grade that nobody has confirmed" in shown
    assert key in {each.intelligence_id for each in after.reasons}
    assert after.score > before.score
    assert "nobody has confirmed" not in words(signed_in("analyst").get(page))


def test_another_grade_in_the_place_of_a_proposal_counts_as_it_is(cast: Cast) -> None:
    officer, analyst = cast.actor("officer"), cast.actor("analyst")
    place = make_premises(by=analyst)
    told: dict[str, Any] = {"source": "1", "sign_codes": ("gen_cannot_leave",)}
    key = make_intelligence_about(place, by=officer, **told)

    gradings_actions.regrade_item(
        item_id=item_of(key, by=analyst).id,
        seen=1,
        grade=Grade("2", "C", "C", "Ask us."),
        reason="She was not there.",
        actor=analyst,
        at=NOON,
    )

    first, *_ = risks.risk_of(viewer=analyst, premises_id=place).reasons
    assert (first.grade, first.intelligence_id) == ("2C", key)


def test_nothing_is_shared_by_an_item_whose_grade_nobody_confirmed(cast: Cast) -> None:
    officer, analyst = cast.actor("officer"), cast.actor("analyst")
    here, there = (make_premises(by=analyst) for _ in range(2))
    told: dict[str, Any] = {"source": "1", "assessment": "A"}
    strong = ("gen_cannot_leave", "gen_punished")
    phone = NewMention("phone", "07700 900123")
    at_there = NewMention("premises", "", there)
    make_intelligence(
        make_item(mentions=(at_there, phone), sign_codes=strong, **told), by=analyst
    )
    at_here = NewMention("premises", "", here)
    key = make_intelligence(
        make_item(mentions=(at_here, phone), sign_codes=("gen_no_wages",), **told),
        by=officer,
    )

    before = risks.risk_of(viewer=analyst, premises_id=here)
    confirm(key, by=analyst)
    after = risks.risk_of(viewer=analyst, premises_id=here)

    assert before.score == 0
    assert RiskReasonKind.LINK in {each.code for each in after.reasons}


def test_another_grade_answers_a_proposal_as_well(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    key = make_intelligence(by=cast.actor("officer"))
    item = item_of(key, by=analyst)

    gradings_actions.regrade_item(
        item_id=item.id,
        seen=1,
        grade=Grade("3", "E", "C", "Ask us."),
        reason="She was not there.",
        actor=analyst,
        at=NOON,
    )

    assert not item_of(key, by=analyst).stands.is_proposed
    assert gradings_queries.grades_proposed(viewer=analyst) == []
    with pytest.raises(GradedSince):
        confirm(key, by=analyst)


def test_what_the_desk_wrote_needs_no_confirming_and_a_reason_is_kept(
    cast: Cast,
) -> None:
    analyst = cast.actor("analyst")
    own = make_intelligence(by=analyst)
    key = make_intelligence(by=cast.actor("officer"))

    with pytest.raises(GradedSince):
        confirm(own, by=analyst)
    with pytest.raises(GradeRefused):
        confirm(key, by=analyst, reason=" ")
    assert confirm(key, by=analyst) == 2
    assert item_of(key, by=analyst).stands.reason == "It is hers to say."


@pytest.mark.parametrize("part", ["officer", "planner", "other_analyst"])
def test_nobody_but_their_own_desk_confirms(
    cast: Cast, signed_in: SignedIn, part: str
) -> None:
    key = make_intelligence(by=cast.actor("officer"))
    if part == "other_analyst":
        part = their_analyst(cast)

    with pytest.raises(Absent):
        confirm(key, by=cast.actor(part))
    answer = signed_in(part).post(reverse("intelligence:confirm_grade", args=[key, 1]))
    assert answer.status_code == 404
    assert gradings_queries.grades_proposed(viewer=cast.actor("analyst"))
