"""A referral is recorded once a person, on its own day, and with what left the case."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, TODAY, Cast
from tests.made.safeguarding import make_case
from unhidden.safeguarding import actions as cases
from unhidden.safeguarding.clocks.actions import recording as course
from unhidden.safeguarding.clocks.actions.moving import StateEvent
from unhidden.safeguarding.clocks.queries.course import get_course
from unhidden.safeguarding.clocks.rules import states
from unhidden.safeguarding.consent.queries import passed
from unhidden.safeguarding.models import Case
from unhidden.safeguarding.people.actions.opening import open_case
from unhidden.safeguarding.referrals.actions import handing, recording, refusals

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)


def say(cast: Cast, case_id: UUID, kind: str, answer: str, *, days: int = 0) -> None:
    cases.record_consent(
        case_id=case_id,
        new=cases.NewConsent(kind, answer, "en"),
        actor=cast.actor("support_worker"),
        at=NOON + timedelta(days=days),
    )


def refer(
    cast: Cast, case_id: UUID, on: date | None = None, *, is_dtn: bool = False
) -> None:
    cases.record_referral(
        case_id=case_id,
        is_dtn=is_dtn,
        reference="HO-1",
        sent_on=on,
        actor=cast.actor("support_worker"),
        at=LATER,
    )


def list_left(cast: Cast, case_id: UUID) -> tuple[passed.OutgoingCard, ...]:
    return passed.list_passed(viewer=cast.actor("support_worker"), case_id=case_id)


def open_second(cast: Cast, case_id: UUID) -> UUID:
    """A second case of the same person, in the same hands."""
    return open_case(
        new=cases.NewCase("walk_in", "child", same_person_as=case_id),
        lead_worker_id=cast.people["support_worker"],
        actor=cast.actor("support_worker"),
        at=NOON,
    )


def test_a_referral_leaves_the_case_on_the_persons_word(cast: Cast) -> None:
    case_id = make_case(cast)
    say(cast, case_id, "nrm", "yes")

    refer(cast, case_id)

    (one,) = list_left(cast, case_id)
    assert (one.kind, one.outside) == ("referral", "home_office")
    assert set(one.categories) == {"identity", "narrative", "operational"}
    assert one.marks == frozenset()
    assert one.consent_label == "Referral to the National Referral Mechanism"


def test_a_referral_is_marked_when_the_person_takes_their_word_back(
    cast: Cast,
) -> None:
    case_id = make_case(cast)
    say(cast, case_id, "nrm", "yes")
    refer(cast, case_id)

    say(cast, case_id, "nrm", "withdrawn", days=4)

    assert list_left(cast, case_id)[0].marks == {"withdrawn"}


@pytest.mark.parametrize("is_named", [True, False])
def test_a_report_tells_who_they_are_only_where_they_agreed(
    cast: Cast, is_named: bool
) -> None:
    case_id = make_case(cast)
    say(cast, case_id, "nrm", "no")
    say(cast, case_id, "named_dtn", "yes" if is_named else "no")

    refer(cast, case_id, is_dtn=True)

    (one,) = list_left(cast, case_id)
    assert one.kind == "duty_to_notify"
    assert ("identity" in one.categories) == is_named


def test_a_handover_leaves_the_case_and_is_marked_when_it_is_taken_back(
    cast: Cast,
) -> None:
    case_id = make_case(cast, age_group="child")
    worker = cast.actor("support_worker")
    council = cast.organisations["council"]
    handing.ask_responder(
        case_id=case_id, responder_id=council, day=TODAY, actor=worker, at=NOON
    )
    (before,) = list_left(cast, case_id)

    handing.note_handover(
        case_id=case_id,
        handover_id=before.source_id or case_id,
        step="withdrawn",
        day=TODAY,
        actor=worker,
        at=LATER,
    )

    assert (before.kind, before.receiver_id) == ("hand_over", council)
    assert before.marks == frozenset()
    assert list_left(cast, case_id)[0].marks == {"recalled"}


def test_a_refused_referral_leaves_nothing(cast: Cast) -> None:
    case_id = make_case(cast)

    with pytest.raises(states.WrongState):
        refer(cast, case_id)

    assert list_left(cast, case_id) == ()


def test_a_referral_has_a_day_of_its_own(cast: Cast) -> None:
    case_id = make_case(cast, age_group="child")

    refer(cast, case_id, TODAY + timedelta(days=1))

    row = Case.objects.using("stored").get(id=case_id)
    assert row.changes.using("stored").get(to_state="submitted").happened_on == date(
        2026, 1, 6
    )


@pytest.mark.parametrize(
    ("days", "refusal"),
    [(4, states.StateNotYet), (-1, states.EventBeforeLast)],
    ids=["to come", "before the case"],
)
def test_a_referral_is_never_of_a_day_to_come_or_before_the_case(
    cast: Cast, days: int, refusal: type[Exception]
) -> None:
    case_id = make_case(cast, age_group="child")

    with pytest.raises(refusal):
        refer(cast, case_id, TODAY + timedelta(days=days))


def test_a_referral_is_never_before_what_was_told(cast: Cast) -> None:
    case_id = make_case(cast, age_group="child")
    told = cases.NewAccount(
        text="They took her passport.",
        told_on=TODAY + timedelta(days=2),
        how="spoken",
        language="en",
        interpreter="",
        is_read_aloud=True,
    )
    worker = cast.actor("support_worker")
    cases.keep_account(case_id=case_id, new=told, actor=worker, at=LATER)

    with pytest.raises(recording.ReferredBeforeTold):
        refer(cast, case_id, TODAY + timedelta(days=1))
    refer(cast, case_id, TODAY + timedelta(days=2))


def test_a_person_is_referred_once_in_whichever_of_their_cases(cast: Cast) -> None:
    first = make_case(cast, age_group="child")
    second = open_second(cast, first)
    refer(cast, first)

    for case_id in (first, second):
        with pytest.raises(refusals.SecondReferral):
            refer(cast, case_id)
    with pytest.raises(refusals.SecondReferral):
        cases.begin_form(case_id=second, actor=cast.actor("support_worker"), at=LATER)


def test_who_withdrew_is_referred_anew_when_they_agree_again(cast: Cast) -> None:
    case_id = make_case(cast)
    say(cast, case_id, "nrm", "yes")
    refer(cast, case_id)
    say(cast, case_id, "nrm", "withdrawn", days=4)
    course.record_state(
        case_id=case_id,
        from_state="submitted",
        to_state="withdrawn",
        event=StateEvent(TODAY + timedelta(days=4)),
        actor=cast.actor("support_worker"),
        at=NOON + timedelta(days=4),
    )
    say(cast, case_id, "nrm", "yes", days=5)

    cases.record_referral(
        case_id=case_id,
        is_dtn=False,
        reference="NRM-2",
        actor=cast.actor("support_worker"),
        at=NOON + timedelta(days=6),
    )

    assert len(list_left(cast, case_id)) == 2
    with pytest.raises(refusals.SecondReferral):
        refer(cast, case_id)


def test_what_was_recorded_by_mistake_is_no_referral(cast: Cast) -> None:
    case_id = make_case(cast, age_group="child")
    second = open_second(cast, case_id)
    worker = cast.actor("support_worker")
    refer(cast, case_id)
    last = get_course(viewer=worker, case_id=case_id, at=LATER).last_id
    later = LATER + timedelta(hours=1)
    course.take_back(case_id=case_id, change_id=last, actor=worker, at=later)

    refer(cast, second)

    assert list_left(cast, case_id)[0].mark_labels == (
        "Recorded by mistake: it did not leave",
    )
    assert [one.mark_labels for one in list_left(cast, second)] == [()]


def test_the_page_keeps_what_was_typed_when_a_second_referral_is_refused(
    cast: Cast,
) -> None:
    case_id = make_case(cast, age_group="child")
    refer(cast, case_id)
    client = Client()
    client.login(email=cast.email("support_worker"), password=PASSWORD)
    day = {"happened_on_day": "5", "happened_on_month": "1"}

    answer = client.post(
        f"/cases/{case_id}/referral/",
        {"reference": "HO-77", "submitted": "on", "happened_on_year": "2026", **day},
    )

    assert "One person is referred once" in answer.text
    assert "HO-77" in answer.text


def test_a_reference_is_no_place_for_words(cast: Cast) -> None:
    case_id = make_case(cast, age_group="child")
    client = Client()
    client.login(email=cast.email("support_worker"), password=PASSWORD)

    answer = client.post(
        f"/cases/{case_id}/referral/", {"reference": "She is Selam Haile"}
    )

    assert "letters and numbers without spaces" in answer.text
