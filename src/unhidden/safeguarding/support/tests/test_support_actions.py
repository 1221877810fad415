"""What is noted of somebody's support stays as it was said, and ends once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made import support as made
from tests.made.courses import make_quiet_case, make_turn
from tests.made.safeguarding import make_case
from tests.support import audited
from unhidden.access import context
from unhidden.access.absent import Absent
from unhidden.safeguarding import actions as front
from unhidden.safeguarding.frame.actions import CaseClosed
from unhidden.safeguarding.models import CaseNeed, Note, SupportPlanText
from unhidden.safeguarding.people.actions import team as people
from unhidden.safeguarding.support.actions import (
    contacts,
    files,
    needs,
    notes,
    plans,
)
from unhidden.safeguarding.support.queries import contacts as contact_queries
from unhidden.safeguarding.support.queries import due, finding
from unhidden.safeguarding.support.queries import needs as need_queries
from unhidden.safeguarding.support.queries import notes as note_queries
from unhidden.safeguarding.support.queries import plans as plan_queries
from unhidden.vault.actions import NotForYou

pytestmark = pytest.mark.django_db

NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    return make_case(cast)


def see_needs(
    cast: Cast, case_id: UUID, part: str = "support_worker"
) -> need_queries.NeedsPage:
    return need_queries.list_needs(
        viewer=cast.actor(part), case_id=case_id, today=TODAY
    )


def see_plan(cast: Cast, case_id: UUID) -> plan_queries.PlanPage:
    worker = cast.actor("support_worker")
    return plan_queries.read_plan(viewer=worker, case_id=case_id, today=TODAY)


def test_a_need_is_kept_in_the_persons_words_and_sealed(
    cast: Cast, case_id: UUID
) -> None:
    need_id = made.make_need(cast, case_id)

    (card,) = see_needs(cast, case_id).open
    assert (card.words.text, card.wanted_on) == (made.WORDS, TODAY + timedelta(days=3))
    stored = CaseNeed.objects.using("stored").get(id=need_id).words_sealed
    assert stored is not None
    assert b"doctor" not in stored.slot.content
    assert "safeguarding.need_noted" in audited.names_about(subject_id=need_id)


def test_a_need_moves_to_another_day_and_ends_once(cast: Cast, case_id: UUID) -> None:
    need_id = made.make_need(cast, case_id)
    change: dict[str, Any] = {"case_id": case_id, "need_id": need_id, "at": NOON}
    worker = cast.actor("support_worker")

    needs.change_need(**change, kind="dated", day=NEXT_WEEK, actor=worker)
    (moved,) = see_needs(cast, case_id).open
    needs.change_need(**change, kind="met", day=TODAY, actor=worker)

    assert moved.wanted_on == NEXT_WEEK
    page = see_needs(cast, case_id)
    assert page.open == ()
    assert [(one.end_label, one.ended_on) for one in page.ended] == [("Met", TODAY)]
    for kind in ("met", "dated"):
        with pytest.raises(needs.NeedEnded):
            needs.change_need(**change, kind=kind, day=TODAY, actor=worker)


@pytest.mark.parametrize("days", [1, -10_000])
def test_nothing_ends_on_a_day_to_come_or_before_the_case(
    cast: Cast, case_id: UUID, days: int
) -> None:
    need_id = made.make_need(cast, case_id)

    with pytest.raises(needs.NeedDayImpossible):
        needs.change_need(
            case_id=case_id,
            need_id=need_id,
            kind="met",
            day=TODAY + timedelta(days=days),
            actor=cast.actor("support_worker"),
            at=NOON,
        )


def test_a_need_pressed_twice_is_noted_once(cast: Cast, case_id: UUID) -> None:
    made.make_need(cast, case_id)

    with pytest.raises(needs.NeedAlreadyNoted):
        made.make_need(cast, case_id)

    assert len(see_needs(cast, case_id).open) == 1


def test_a_need_of_another_case_is_not_there(cast: Cast, case_id: UUID) -> None:
    need_id = made.make_need(cast, case_id)
    other = make_case(cast)

    with pytest.raises(Absent):
        needs.change_need(
            case_id=other,
            need_id=need_id,
            kind="met",
            day=TODAY,
            actor=cast.actor("support_worker"),
            at=NOON,
        )


def test_two_who_write_a_plan_at_once_are_both_kept(cast: Cast, case_id: UUID) -> None:
    assert made.write_plan(cast, case_id, "A room of my own")
    assert made.write_plan(cast, case_id, "A room and a job", read_to=1)

    alone = made.write_plan(
        cast, case_id, "A room near my sister", read_to=1, part="safeguarding_lead"
    )

    assert not alone
    goals = see_plan(cast, case_id).parts[0]
    assert goals.is_split
    texts = [text.words.text for text in goals.current]
    assert texts == ["A room and a job", "A room near my sister"]
    assert [text.words.text for text in goals.earlier] == ["A room of my own"]
    assert made.write_plan(cast, case_id, "All of it", read_to=3)
    assert not see_plan(cast, case_id).parts[0].is_split


def test_a_plan_pressed_twice_is_kept_once(cast: Cast, case_id: UUID) -> None:
    made.write_plan(cast, case_id, "A room of my own")
    made.write_plan(cast, case_id, "A room of my own")

    assert SupportPlanText.objects.using("stored").count() == 1


def test_who_judges_a_risk_has_read_how_it_was_judged_before(
    cast: Cast, case_id: UUID
) -> None:
    made.judge_risk(cast, case_id, "now", words="He was outside her house")

    with pytest.raises(plans.RiskJudgedMeanwhile):
        made.judge_risk(cast, case_id, "low", part="safeguarding_lead")
    made.judge_risk(cast, case_id, "medium", seen=1)

    (risk,) = see_plan(cast, case_id).risks
    assert (risk.level, [each.level for each in risk.earlier]) == ("medium", ["now"])
    assert risk.earlier[0].words.text == "He was outside her house"


def test_a_risk_that_is_there_is_looked_at_again_on_a_day_to_come(
    cast: Cast, case_id: UUID
) -> None:
    with pytest.raises(plans.RiskNeedsReview):
        made.judge_risk(cast, case_id, "low", review_on=None)
    with pytest.raises(plans.ReviewDayPassed):
        made.judge_risk(cast, case_id, "low", review_on=TODAY)

    made.judge_risk(cast, case_id, "gone", review_on=None)


def test_what_came_of_a_contact_is_said_once_and_not_before_it(
    cast: Cast, case_id: UUID
) -> None:
    worker = cast.actor("support_worker")
    contact_id = made.make_contact(cast, case_id, NOON + timedelta(days=2))
    told: dict[str, Any] = {
        "case_id": case_id,
        "contact_id": contact_id,
        "actor": worker,
    }

    with pytest.raises(contacts.ContactNotYet):
        contacts.tell_outcome(**told, result="kept", at=NOON)
    contacts.tell_outcome(**told, result="kept", at=NOON + timedelta(days=3))
    with pytest.raises(contacts.ContactAlreadyTold):
        contacts.tell_outcome(**told, result="missed", at=NOON + timedelta(days=3))


def test_only_a_contact_that_was_kept_ends_the_silence(
    cast: Cast, case_id: UUID
) -> None:
    later = NOON + timedelta(days=20)
    for days, result in ((1, "kept"), (19, "missed"), (18, "called_off_by_us")):
        at = NOON + timedelta(days=days)
        made.make_contact(cast, case_id, at, result=result, at=at)

    page = contact_queries.list_contacts(
        viewer=cast.actor("support_worker"), case_id=case_id, at=later
    )

    assert page.lapse is not None
    assert page.lapse.last_on == (NOON + timedelta(days=1)).date()
    assert page.lapse.is_overdue


def test_a_contact_is_noted_once_and_on_a_possible_day(
    cast: Cast, case_id: UUID
) -> None:
    made.make_contact(cast, case_id, NOON)

    with pytest.raises(contacts.ContactAlreadyNoted):
        made.make_contact(cast, case_id, NOON)
    for away in (timedelta(days=-9000), timedelta(days=9000)):
        with pytest.raises(contacts.ContactDayImpossible):
            made.make_contact(cast, case_id, NOON + away)


def test_a_note_is_put_right_by_another_below_it(cast: Cast, case_id: UUID) -> None:
    worker = cast.actor("support_worker")
    front.add_note(case_id=case_id, text="She has two sons", actor=worker, at=NOON)
    note_id = Note.objects.using("stored").get().id

    notes.add_to_note(
        case_id=case_id,
        note_id=note_id,
        text="A son and a daughter",
        actor=worker,
        at=NOON + timedelta(days=1),
    )

    (card,) = note_queries.list_notes_of_case(viewer=worker, case_id=case_id).notes
    assert card.text == "She has two sons"
    assert [each.text for each in card.additions] == ["A son and a daughter"]


def test_words_are_found_again_by_who_works_on_the_case(
    cast: Cast, case_id: UUID
) -> None:
    worker = cast.actor("support_worker")
    front.add_note(case_id=case_id, text="Her sister is Siân", actor=worker, at=NOON)
    made.make_need(cast, case_id, words="A letter to Sian")
    made.judge_risk(cast, case_id, words="Nobody knows of it")

    _, found = finding.find_in_case(viewer=worker, case_id=case_id, words="sian")

    assert {each.kind for each in found} == {"note", "need"}
    assert {each.words for each in found} == {"Siân", "Sian"}
    with pytest.raises(Absent):
        finding.find_in_case(
            viewer=cast.actor("other_support_worker"), case_id=case_id, words="sian"
        )


def test_what_is_due_stands_by_day_and_of_ones_own_cases_alone(
    cast: Cast, case_id: UUID
) -> None:
    made.make_need(cast, case_id)
    made.judge_risk(cast, case_id)
    made.write_plan(cast, case_id, "Go out alone", review_on=NEXT_WEEK)
    made.make_contact(cast, case_id, NOON + timedelta(days=1))

    found = due.list_due(viewer=cast.actor("support_worker"), today=TODAY)

    kinds = [item.kind for item in found]
    assert set(kinds) == {"need", "risk", "plan", "appointment", "deadline", "contact"}
    days = [item.due_on for item in found]
    assert days == sorted(days)
    other = due.list_due(viewer=cast.actor("other_support_worker"), today=TODAY)
    assert other == []


def test_what_is_sealed_goes_with_an_organisation_that_joins_and_leaves(
    cast: Cast, case_id: UUID
) -> None:
    made.make_need(cast, case_id)
    made.write_plan(cast, case_id, "A room of my own")
    file_id = made.make_case_file(cast, case_id, b"A letter")
    newcomer, lead = cast.actor("other_support_worker"), cast.actor("safeguarding_lead")
    member: dict[str, Any]
    member = {"case_id": case_id, "person_id": cast.people["other_support_worker"]}

    people.add_member(**member, role="worker", actor=lead, at=NOON)

    (need,) = see_needs(cast, case_id, "other_support_worker").open
    assert need.words.text == made.WORDS
    opened = files.open_file(case_id=case_id, file_id=file_id, actor=newcomer, at=NOON)
    assert opened.content == b"A letter"
    people.end_member(**member, actor=lead, at=NOON)
    with pytest.raises(Absent):
        see_needs(cast, case_id, "other_support_worker")
    row = CaseNeed.objects.using("stored").get()
    assert row.words_sealed is not None
    with (
        context.acting_as(newcomer.doing("safeguarding_support")),
        pytest.raises(NotForYou),
    ):
        row.words_sealed.open(newcomer)


def test_a_closed_case_takes_nothing(cast: Cast) -> None:
    case_id = make_quiet_case(cast)
    need_id = made.make_need(cast, case_id)
    worker = cast.actor("support_worker")
    make_turn(cast, case_id, "closed")
    writes = (
        lambda: made.make_need(cast, case_id, code="housing"),
        lambda: needs.change_need(
            case_id=case_id,
            need_id=need_id,
            kind="met",
            day=TODAY,
            actor=worker,
            at=NOON,
        ),
        lambda: made.write_plan(cast, case_id, "Later"),
        lambda: made.judge_risk(cast, case_id),
        lambda: made.make_contact(cast, case_id, NOON),
        lambda: made.make_case_file(cast, case_id, b"A letter"),
        lambda: front.add_note(case_id=case_id, text="Late", actor=worker, at=NOON),
    )

    for write in writes:
        with pytest.raises(CaseClosed):
            write()
    assert see_needs(cast, case_id).open


def test_a_note_sent_twice_is_kept_once_and_a_later_one_again(
    cast: Cast, case_id: UUID
) -> None:
    worker = cast.actor("support_worker")
    for seconds in (0, 2, 90):
        front.add_note(
            case_id=case_id,
            text="A quiet day",
            actor=worker,
            at=NOON + timedelta(seconds=seconds),
        )

    cards = note_queries.list_notes_of_case(viewer=worker, case_id=case_id).notes
    assert [card.at - NOON for card in cards] == [timedelta(seconds=90), timedelta()]
