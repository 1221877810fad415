"""What a visit taught us becomes intelligence that knows the visit."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.visits import make_planned, make_visit
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.intelligence import actions as intelligence
from unhidden.intelligence import queries as desk
from unhidden.intelligence.actions import NewMention
from unhidden.intelligence.reports.queries import lists
from unhidden.visits.actions import learnings
from unhidden.visits.actions.learnings import HandlingTooOpen, SignNotSeen, VisitLesson
from unhidden.visits.queries import one as one_queries
from unhidden.visits.rules.records import SignAnswered

pytestmark = pytest.mark.django_db

LEARNING: dict[str, Any] = {
    "text": "Three people sleep above the shop and are not let out.",
    "raw": "The woman at the till said so while the manager was out.",
    "provenance": "Told to the officer at the till.",
    "conditions": "Not to be shared with the landlord.",
}
SEEN = (
    SignAnswered("gen_cannot_leave", "seen"),
    SignAnswered("gen_no_docs", "not_seen"),
)


def learn(cast: Cast, visit_id: UUID, *, by: str = "officer", **change: Any) -> UUID:
    return learnings.report_learning(
        visit_id=visit_id,
        learning=VisitLesson(**{**LEARNING, **change}),
        actor=cast.actor(by),
        at=NOON,
    )


def test_the_report_names_the_visit_and_its_premises(cast: Cast) -> None:
    planned = make_planned(cast)
    visit_id = make_visit(cast, planned=planned, signs=SEEN)

    report_id = learn(
        cast,
        visit_id,
        sign_codes=("gen_cannot_leave",),
        mentions=(NewMention("vehicle", "AB12 CDE"),),
    )

    report = desk.get_graded_report(
        viewer=cast.actor("analyst"), intelligence_id=report_id
    )
    (item,) = report.items
    assert (report.origin, report.visit_id) == ("visit", visit_id)
    assert report.event_on == TODAY
    assert item.stands.grade.code == "1AC"
    assert [sign.code for sign in item.signs] == ["gen_cannot_leave"]
    assert {(one.kind, one.text) for one in item.mentions} == {
        ("premises", "Castle Nails"),
        ("vehicle", "AB12 CDE"),
    }
    assert planned.premises_id in {one.premises_id for one in item.mentions}


def test_several_things_can_be_learnt_at_one_visit(cast: Cast) -> None:
    visit_id = make_visit(cast)

    first = learn(cast, visit_id)
    second = learn(cast, visit_id, text="The shop opens at night.")

    visit = one_queries.get_visit(viewer=cast.actor("officer"), visit_id=visit_id)
    assert {row.id for row in visit.learnings} == {first, second}
    assert sorted(audit.names_about(subject_id=visit_id)) == [
        "visits.learning_reported",
        "visits.learning_reported",
        "visits.visit_recorded",
    ]


def test_a_page_sent_twice_is_written_once(cast: Cast) -> None:
    visit_id, key = make_visit(cast), uuid4()
    learn(cast, visit_id, id=key)

    with pytest.raises(intelligence.ReportAlreadyWritten):
        learn(cast, visit_id, id=key)

    assert lists.list_graded_reports(viewer=cast.actor("analyst")).total == 1


@pytest.mark.parametrize("code", ["gen_no_docs", "gen_punished", "gen_invented"])
def test_only_what_the_visit_saw_is_reported_as_seen(cast: Cast, code: str) -> None:
    visit_id = make_visit(cast, signs=SEEN)

    with pytest.raises(SignNotSeen):
        learn(cast, visit_id, sign_codes=(code,))


def test_what_a_safeguarding_visit_learnt_is_shared_with_conditions(
    cast: Cast,
) -> None:
    visit_id = make_visit(cast, planned=make_planned(cast, kind="safeguarding"))

    with pytest.raises(HandlingTooOpen):
        learn(cast, visit_id, handling="P", conditions="")

    assert learn(cast, visit_id)


def test_what_a_soft_visit_learnt_may_be_shared_openly(cast: Cast) -> None:
    open_to_all = {"handling": "P", "conditions": ""}
    assert learn(cast, make_visit(cast), **open_to_all)

    with pytest.raises(intelligence.ReportRefused) as refused:
        learn(cast, make_visit(cast), told_by="Mair", **open_to_all)
    assert refused.value.fault == intelligence.DraftFault.HANDLING_NOT_THEIRS


@pytest.mark.parametrize("by", ["charity_visitor", "planner", "support_worker"])
def test_only_those_who_write_intelligence_report(cast: Cast, by: str) -> None:
    visit_id = make_visit(cast)

    with pytest.raises(Absent):
        learn(cast, visit_id, by=by)

    assert lists.list_graded_reports(viewer=cast.actor("analyst")).total == 0


def test_partners_without_intelligence_see_no_learnings(cast: Cast) -> None:
    visit_id = make_visit(cast, by="charity_visitor")
    learn(cast, visit_id)

    visit = one_queries.get_visit(
        viewer=cast.actor("charity_visitor"), visit_id=visit_id
    )

    assert visit.learnings == ()
    assert not visit.may_report


def test_the_words_that_were_said_are_not_in_what_is_read(cast: Cast) -> None:
    visit_id = make_visit(cast)
    learn(cast, visit_id)

    visit = one_queries.get_visit(viewer=cast.actor("officer"), visit_id=visit_id)

    assert "the till" not in repr(visit)


def test_an_unknown_visit_teaches_nothing(cast: Cast) -> None:
    with pytest.raises(Absent):
        learn(cast, uuid4())
