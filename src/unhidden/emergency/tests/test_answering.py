"""Both organisations know, the owner reviews, oversight counts."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from tests.cast import NOON, Cast
from tests.made.emergency import (
    TASK,
    WORDS,
    exclude,
    fresh,
    make_ask,
    make_colleagues,
    restrict,
    told_of,
)
from tests.made.safeguarding import make_case
from tests.support.audited import names_about
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.emergency import actions
from unhidden.emergency.actions import EmergencyOver
from unhidden.emergency.models import Access, Notice
from unhidden.emergency.queries import accesses, oversight
from unhidden.safeguarding.people.actions import team as teams

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(days=20)


def review(access_id: UUID, actor: Actor, outcome: str = "justified") -> None:
    actions.review_emergency(
        access_id=access_id,
        outcome=outcome,
        words="She was found, and is safe.",
        actor=actor,
        at=timezone.now(),
    )


def told(actor: Actor) -> list[UUID]:
    return [
        each.id
        for each in accesses.list_noticed_accesses(viewer=actor, at=timezone.now())
    ]


def test_the_lead_sees_who_opened_the_record_and_why(cast: Cast) -> None:
    case_id = make_case(cast)
    asked, lead = make_ask(cast, case_id), cast.actor("support_worker")

    (card,) = accesses.of_record(viewer=lead, record_id=case_id, at=timezone.now())

    assert card.id == asked.access_id
    assert card.person == "Other Support Worker"
    assert card.words == WORDS
    assert card.is_open
    assert card.may_review
    assert not card.is_seen
    assert told(lead) == [asked.access_id]


def test_a_manager_of_either_organisation_is_told(cast: Cast) -> None:
    asked = make_ask(cast, make_case(cast))
    (owners,) = make_colleagues(cast, 1, code="bawso", role="support_manager")
    (askers,) = make_colleagues(cast, 1, code="red_cross", role="support_manager")

    for manager, may_review in ((owners, True), (askers, False)):
        card = accesses.find_access(
            viewer=manager, access_id=asked.access_id, at=timezone.now()
        )
        assert card.may_review == may_review
        assert accesses.count_waiting_accesses(viewer=manager) == 1


@pytest.mark.parametrize(
    "part", ["officer", "investigator", "planner", "charity_visitor", "overseer"]
)
def test_nobody_else_is_told(cast: Cast, part: str) -> None:
    case_id = make_case(cast)
    asked = make_ask(cast, case_id)
    viewer, at = cast.actor(part), timezone.now()

    with pytest.raises(Absent):
        accesses.find_access(viewer=viewer, access_id=asked.access_id, at=at)
    assert accesses.of_record(viewer=viewer, record_id=case_id, at=at) == ()
    assert accesses.count_waiting_accesses(viewer=viewer) == 0


def test_whoever_is_kept_out_of_a_record_is_not_told_of_it(cast: Cast) -> None:
    case_id = make_case(cast)
    asked = make_ask(cast, case_id)
    (manager,) = make_colleagues(cast, 1, code="bawso", role="support_manager")
    assert told(manager) == [asked.access_id]

    exclude(cast, case_id, manager.person)

    assert told(manager) == []
    with pytest.raises(Absent):
        review(asked.access_id, manager)


def test_a_review_is_recorded_once(cast: Cast) -> None:
    asked, lead = make_ask(cast, make_case(cast)), cast.actor("support_worker")

    review(asked.access_id, lead, "follow_up")

    access = Access.objects.using("stored").get(id=asked.access_id)
    assert (access.outcome, access.reviewed_by_id) == ("follow_up", lead.person)
    assert told_of(asked.access_id)[-1] == "emergency.reviewed"
    with pytest.raises(EmergencyOver):
        review(asked.access_id, lead, "justified")


@pytest.mark.parametrize("part", ["other_support_worker", "safeguarding_lead"])
def test_neither_the_person_nor_another_organisation_reviews(
    cast: Cast, part: str
) -> None:
    asked = make_ask(cast, make_case(cast))

    with pytest.raises(Absent):
        review(asked.access_id, cast.actor(part))


def test_whoever_only_works_on_the_record_is_told_and_does_not_review(
    cast: Cast,
) -> None:
    case_id, at = make_case(cast), timezone.now()
    (worker,) = make_colleagues(cast, 1, code="bawso")
    teams.add_member(
        case_id=case_id,
        person_id=worker.person,
        role="worker",
        actor=cast.actor("safeguarding_lead"),
        at=NOON,
    )
    asked = make_ask(cast, case_id)

    card = accesses.find_access(viewer=worker, access_id=asked.access_id, at=at)

    assert not card.may_review
    with pytest.raises(Absent):
        review(asked.access_id, worker)


def test_the_owners_own_colleague_is_reviewed_by_another(cast: Cast) -> None:
    """Within one organisation too, never by the person, though they may manage."""
    (manager, other) = make_colleagues(cast, 2, code="bawso", role="support_manager")
    case_id = make_case(cast)
    restrict(cast, case_id)
    asked = make_ask(cast, case_id, by=manager)
    assert asked.outcome == "waiting"

    with pytest.raises(Absent):
        actions.answer_emergency(
            access_id=asked.access_id, is_agreed=True, actor=manager, at=NOON
        )
    actions.answer_emergency(
        access_id=asked.access_id, is_agreed=True, actor=other, at=timezone.now()
    )
    with pytest.raises(Absent):
        review(asked.access_id, manager)
    review(asked.access_id, other)


def test_an_ask_that_never_opened_is_not_reviewed(cast: Cast) -> None:
    case_id = make_case(cast)
    restrict(cast, case_id)
    asked = make_ask(cast, case_id, at=timezone.now() - LONG_AGO)

    with pytest.raises(EmergencyOver):
        review(asked.access_id, cast.actor("support_worker"))
    assert make_ask(cast, make_case(cast)).outcome == "opened"


def test_a_notice_is_seen_once_for_the_organisation(cast: Cast) -> None:
    asked, lead = make_ask(cast, make_case(cast)), cast.actor("support_worker")

    for _ in range(2):
        actions.mark_seen(access_id=asked.access_id, actor=lead, at=NOON)

    notice = Notice.objects.using("stored").get(
        access_id=asked.access_id, organisation_id=cast.organisations["bawso"]
    )
    assert notice.seen_by_id == lead.person
    assert names_about(subject_id=notice.id) == ["emergency.notice_seen"]
    assert accesses.count_waiting_accesses(viewer=lead) == 1  # its review still waits


def test_oversight_counts_and_names_whose_right_rests(cast: Cast) -> None:
    overseer = cast.actor("overseer")
    make_ask(cast, make_case(cast), at=timezone.now() - LONG_AGO)
    (fast,) = make_colleagues(cast, 1)
    for _ in range(3):
        review(
            make_ask(cast, make_case(cast), by=fast).access_id,
            fresh(cast, "support_worker"),
        )

    found = oversight.build_emergency_dashboard(viewer=overseer, at=timezone.now())

    assert (found.asked, found.open_now, found.to_review) == (4, 3, 1)
    assert dict(found.outcomes)["Justified"] == 3
    assert [line.person for line in found.overdue] == ["Other Support Worker"]
    assert found.suspended == ("Other Support Worker",)
    assert found.locked == ("Support Worker 0",)


@pytest.mark.parametrize("part", ["planner", "safeguarding_lead", "communications"])
def test_only_oversight_counts(cast: Cast, part: str) -> None:
    make_ask(cast, make_case(cast))
    viewer = cast.actor(part)

    with pytest.raises(Absent):
        oversight.build_emergency_dashboard(viewer=viewer, at=timezone.now())
    with (
        acting_as(viewer.doing("oversight_statistics")),
        connection.cursor() as cursor,
    ):
        cursor.execute("select count(*) from wall.emergency_figures()")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    "statement",
    [
        "insert into access_grant (id, domain, record_id, person_id, basis, team_role,"
        " categories, granted_by, reason, from_at, until_at) values (gen_random_uuid(),"
        " 'safeguarding_case', %(case)s, %(me)s, 'break_glass', '', '{operational}',"
        " %(me)s, '', now(), now() + interval '1 hour')",
        "update emergency_access set until_at = now() + interval '9 days'",
        "update emergency_access set reviewed_at = now()",
        "delete from emergency_access",
        "update emergency_notice set told_at = now()",
        "select wall.let_in_emergency(%(access)s, now())",
    ],
)
def test_the_staff_role_grants_itself_nothing(cast: Cast, statement: str) -> None:
    case_id = make_case(cast)
    asked, actor = make_ask(cast, case_id), fresh(cast, "other_support_worker")
    values = {"case": case_id, "me": actor.person, "access": asked.access_id}

    with (
        acting_as(actor.doing(TASK)),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)
