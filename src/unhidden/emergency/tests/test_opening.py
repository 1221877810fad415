"""One record is opened for four hours, to be read; everything else is refused alike."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from tests.cast import NOON, Cast
from tests.made.emergency import (
    TASK,
    WORDS,
    fresh,
    grants,
    make_ask,
    make_colleagues,
    sees,
    told_of,
)
from tests.made.safeguarding import make_case
from tests.support.audited import names_about
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.access.context import acting_as
from unhidden.audit.models import Event
from unhidden.emergency import actions
from unhidden.emergency.models import Access, Notice
from unhidden.emergency.queries import accesses
from unhidden.emergency.tasks import WATCHER
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding import queries as cases
from unhidden.safeguarding.models import Case
from unhidden.safeguarding.overview import queries as overview
from unhidden.safeguarding.people.actions import identity as who
from unhidden.vault.actions import NotForYou

pytestmark = pytest.mark.django_db

ASKER = "other_support_worker"


def test_a_record_opens_for_four_hours_and_to_nobody_else(cast: Cast) -> None:
    case_id, before = make_case(cast), timezone.now()
    assert not sees(cast, case_id)

    asked = make_ask(cast, case_id)

    (grant,) = grants()
    assert asked.outcome == "opened"
    assert asked.record_id == case_id
    assert sees(cast, case_id)
    assert not sees(cast, case_id, "officer")
    assert grant.person_id == cast.people[ASKER]
    assert grant.source_id == asked.access_id
    assert grant.until_at is not None
    assert before + timedelta(hours=4) <= grant.until_at
    assert grant.until_at <= timezone.now() + timedelta(hours=4)
    assert "immigration" not in grant.categories
    assert grant.purposes == [TASK]


def test_no_moment_that_is_claimed_makes_it_longer(cast: Cast) -> None:
    make_ask(cast, make_case(cast), at=timezone.now() + timedelta(days=9))

    (grant,) = grants()
    assert grant.until_at is not None
    assert grant.until_at <= timezone.now() + timedelta(hours=4)


def test_it_ends_by_itself_although_nobody_notes_it(cast: Cast) -> None:
    case_id = make_case(cast)

    make_ask(cast, case_id, at=timezone.now() - timedelta(hours=4))

    assert len(grants()) == 1
    assert not sees(cast, case_id)


def test_it_stands_in_no_list_and_no_count(cast: Cast) -> None:
    case_id, viewer = make_case(cast), cast.actor(ASKER)
    make_ask(cast, case_id)

    listed = overview.list_cases(viewer=viewer, at=timezone.now())
    sees(cast, case_id)
    with acting_as(viewer.doing(TASK)):
        met = list(Case.objects.all())

    assert listed == []
    assert met == []


def test_it_may_be_read_and_nothing_of_it_changed(cast: Cast) -> None:
    case_id, asker = make_case(cast), fresh(cast, ASKER)
    make_ask(cast, case_id)

    with pytest.raises(Absent):
        safeguarding.add_note(case_id=case_id, text="Seen", actor=asker, at=NOON)
    with pytest.raises(Absent):
        safeguarding.record_identity(
            case_id=case_id,
            identity=safeguarding.SurvivorIdentity("A", "B", "C"),
            actor=asker,
            at=NOON,
        )


IDENTITY = safeguarding.SurvivorIdentity("Someone", "1990", "By text")


def make_sealed_case(cast: Cast) -> UUID:
    """A case with an identity and a note, sealed to BAWSO."""
    case_id, worker = make_case(cast, by="officer"), cast.actor("support_worker")
    safeguarding.record_identity(
        case_id=case_id, identity=IDENTITY, actor=worker, at=NOON
    )
    safeguarding.add_note(case_id=case_id, text="Safe today", actor=worker, at=NOON)
    return case_id


def test_another_organisation_gets_no_key_to_what_is_sealed(cast: Cast) -> None:
    case_id = make_sealed_case(cast)
    make_ask(cast, case_id)

    view = cases.get_case(viewer=cast.actor(ASKER), case_id=case_id, at=timezone.now())

    assert [(note.text, note.is_closed) for note in view.notes] == [("", True)]
    with pytest.raises(NotForYou):
        who.open_identity(case_id=case_id, actor=cast.actor(ASKER), at=NOON)


def test_a_colleague_of_the_owner_opens_what_is_sealed_with_their_own_keys(
    cast: Cast,
) -> None:
    case_id = make_sealed_case(cast)
    (colleague,) = make_colleagues(cast, 1, code="bawso")
    with pytest.raises(Absent):
        who.open_identity(case_id=case_id, actor=colleague, at=NOON)
    make_ask(cast, case_id, by=colleague)

    view = cases.get_case(viewer=colleague, case_id=case_id, at=timezone.now())
    identity = who.open_identity(case_id=case_id, actor=colleague, at=NOON)

    assert [note.text for note in view.notes] == ["Safe today"]
    assert identity == IDENTITY
    assert "safeguarding.identity_opened" in names_about(subject_id=case_id)


def test_what_was_opened_in_an_emergency_is_not_disclosed(cast: Cast) -> None:
    """A survivor's yes does not help: the emergency is no way to investigators."""
    case_id, worker = make_case(cast, by="officer"), cast.actor("support_worker")
    consent = safeguarding.NewConsent("investigation", "yes", "en")
    safeguarding.record_consent(case_id=case_id, new=consent, actor=worker, at=NOON)
    lead = fresh(cast, "safeguarding_lead")
    make_ask(cast, case_id, by=lead)
    assert cases.get_case(viewer=lead, case_id=case_id, at=timezone.now())

    with pytest.raises(Absent):
        cases.get_case(
            viewer=lead.doing("disclosure"), case_id=case_id, at=timezone.now()
        )
    agreed = cases.find_agreement(
        viewer=cast.actor(ASKER),
        case_id=case_id,
        kind="investigation",
        day=NOON.date(),
    )
    assert agreed is None


def test_both_organisations_are_told_at_once(cast: Cast) -> None:
    asked = make_ask(cast, make_case(cast))

    told = Notice.objects.using("stored").filter(access_id=asked.access_id)

    assert {each.organisation_id for each in told} == {
        cast.organisations["bawso"],
        cast.organisations["red_cross"],
    }
    assert accesses.count_waiting_accesses(viewer=cast.actor("support_worker")) == 1


def test_the_opening_is_an_event_with_who_what_when_where_and_why(cast: Cast) -> None:
    case_id = make_case(cast)
    asked = make_ask(cast, case_id)

    event = Event.objects.using("stored").get(name="emergency.opened")

    assert event.subject_id == case_id
    assert event.person_id == cast.people[ASKER]
    assert event.organisation_id == cast.organisations["red_cross"]
    assert event.justification == WORDS
    assert event.detail["access"] == str(asked.access_id)
    assert event.detail["purpose"] == TASK
    assert event.detail["engagement"] == str(cast.actor(ASKER).engagement_id)
    assert event.detail["reason"] == "danger_to_life"
    assert set(event.recipients) == {
        cast.organisations["bawso"],
        cast.organisations["red_cross"],
    }


def test_it_is_ended_early_by_its_person_alone(cast: Cast) -> None:
    case_id = make_case(cast)
    asked, at = make_ask(cast, case_id), timezone.now()

    with pytest.raises(Absent):
        actions.end_emergency(
            access_id=asked.access_id, actor=cast.actor("investigator"), at=at
        )
    actions.end_emergency(access_id=asked.access_id, actor=cast.actor(ASKER), at=at)

    assert not sees(cast, case_id)
    with pytest.raises(actions.EmergencyOver):
        actions.end_emergency(access_id=asked.access_id, actor=cast.actor(ASKER), at=at)
    assert told_of(asked.access_id) == [
        "emergency.opened",
        "emergency.ended",
    ]
    assert make_ask(cast, case_id).outcome == "opened"


def test_when_it_runs_out_the_worker_notes_it_once(cast: Cast) -> None:
    case_id = make_case(cast)
    asked = make_ask(cast, case_id, at=timezone.now() - timedelta(hours=5))

    with as_role("worker"):
        noted = [actions.note_ends(actor=WATCHER, at=timezone.now()) for _ in "12"]

    access = Access.objects.using("stored").get(id=asked.access_id)
    assert noted == [1, 0]
    assert access.ended_at == access.until_at
    assert told_of(asked.access_id) == [
        "emergency.opened",
        "emergency.expired",
    ]
    assert make_ask(cast, case_id).outcome == "opened"
