"""A case has a team of its own; to everybody else it is not there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.cast import NOON, Cast
from tests.made.safeguarding import make_case, make_case_offer, make_person, take_on
from tests.support import audited as audit
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.audit.models import Event
from unhidden.safeguarding import actions, queries
from unhidden.safeguarding.clocks.actions.running import DeadlineNotOpen
from unhidden.safeguarding.clocks.actions.watching import tell_overdue
from unhidden.safeguarding.clocks.rules.states import WrongState
from unhidden.safeguarding.consent.actions.recording import ConsentNotAsked
from unhidden.safeguarding.models import Case, Deadline
from unhidden.safeguarding.overview.queries import CaseView
from unhidden.safeguarding.people.actions import identity as who
from unhidden.safeguarding.people.actions import team as teams
from unhidden.safeguarding.people.actions.refusals import (
    CannotWorkCases,
    CaseAlreadyOpen,
)
from unhidden.safeguarding.referrals.actions.recording import NotAFirstResponder
from unhidden.safeguarding.tasks import WATCHER
from unhidden.sharing import actions as sharing

pytestmark = pytest.mark.django_db

IDENTITY = actions.SurvivorIdentity(
    "Someone Important", "1 May 1990", "By text, after six"
)


def _view(cast: Cast, case_id: Any, part: str = "support_worker") -> CaseView:
    return queries.get_case(viewer=cast.actor(part), case_id=case_id, at=NOON)


def test_opening_a_case_starts_its_team_its_clocks_and_the_fork(cast: Cast) -> None:
    view = _view(cast, make_case(cast))

    assert {member.name for member in view.team} == {
        "Support Worker",
        "Safeguarding Lead",
    }
    assert {each.code for each in view.deadlines} == {"follow_up"}
    assert view.card.state == "consent_pending"


def test_a_childs_case_asks_for_the_council_and_the_guardian(cast: Cast) -> None:
    view = _view(cast, make_case(cast, age_group="unsure"))

    codes = {each.code for each in view.deadlines}
    assert {"child_la_referral", "ictg_referral"} <= codes
    assert view.card.state == "not_required_child"
    assert view.is_child


def test_the_officer_who_opens_a_case_cannot_read_it(cast: Cast) -> None:
    case_id = make_case(cast, by="officer")

    with pytest.raises(Absent):
        queries.get_case(viewer=cast.actor("officer"), case_id=case_id, at=NOON)


@pytest.mark.parametrize(
    "part",
    ["officer", "analyst", "partner", "other_support_worker", "investigator"],
)
def test_nobody_off_the_team_can_tell_that_the_case_exists(
    cast: Cast, part: str
) -> None:
    case_id = make_case(cast)

    with pytest.raises(Absent):
        queries.get_case(viewer=cast.actor(part), case_id=case_id, at=NOON)


def test_a_person_has_one_case_and_the_second_opener_is_told(cast: Cast) -> None:
    person_id = make_person(cast)
    take_on(cast, make_case_offer(cast, person_id))

    with pytest.raises(CaseAlreadyOpen):
        make_case_offer(cast, person_id, by="officer")

    assert Case.objects.using("stored").count() == 1


def test_a_case_is_led_by_a_colleague_who_works_on_cases(cast: Cast) -> None:
    offer_id = make_case_offer(cast, make_person(cast))

    for worker in ("charity_visitor", "other_support_worker"):
        with pytest.raises(CannotWorkCases):
            take_on(cast, offer_id, worker=worker)


def test_the_identity_is_sealed_and_each_opening_is_an_event(cast: Cast) -> None:
    case_id = make_case(cast)
    worker = cast.actor("support_worker")
    actions.record_identity(case_id=case_id, identity=IDENTITY, actor=worker, at=NOON)

    opened = who.open_identity(case_id=case_id, actor=worker, at=NOON)

    assert opened == IDENTITY
    stored = Case.objects.using("stored").get(id=case_id).identity_sealed
    assert stored is not None
    assert b"Important" not in stored.slot.content
    assert "safeguarding.identity_opened" in audit.names_about(subject_id=case_id)


def test_nobody_off_the_team_opens_the_identity(cast: Cast) -> None:
    case_id = make_case(cast)

    with pytest.raises(Absent):
        who.open_identity(
            case_id=case_id, actor=cast.actor("other_support_worker"), at=NOON
        )


def test_three_consents_are_separate(cast: Cast) -> None:
    case_id = make_case(cast)
    worker = cast.actor("support_worker")
    for kind, answer in (("support", "yes"), ("nrm", "no"), ("investigation", "yes")):
        _consent(case_id, kind, answer, worker)

    view = _view(cast, case_id)

    assert view.card.state == "consent_refused"
    assert len(view.consents) == 3
    assert _find_agreement(case_id, worker, NOON) is not None


def test_only_the_latest_word_counts_as_consent(cast: Cast) -> None:
    case_id = make_case(cast)
    worker = cast.actor("support_worker")
    _consent(case_id, "investigation", "yes", worker)
    new = actions.NewConsent("investigation", "no", "cy")
    actions.record_consent(
        case_id=case_id, new=new, actor=worker, at=NOON + timedelta(days=1)
    )

    assert _find_agreement(case_id, worker, NOON + timedelta(days=1)) is None


def test_a_child_is_not_asked_about_the_nrm(cast: Cast) -> None:
    case_id = make_case(cast, age_group="child")

    with pytest.raises(ConsentNotAsked):
        _consent(case_id, "nrm", "yes", cast.actor("support_worker"))


def test_a_referral_needs_consent_a_first_responder_and_a_reference(
    cast: Cast,
) -> None:
    case_id = make_case(cast)
    worker = cast.actor("support_worker")
    with pytest.raises(WrongState):
        _refer(case_id, worker)
    _consent(case_id, "nrm", "yes", worker)

    _refer(case_id, worker)

    view = _view(cast, case_id)
    waiting = {each.code for each in view.deadlines if each.met_at is None}
    assert view.card.state == "submitted"
    assert view.reference == "HO-1"
    assert "dtn_due" not in waiting
    assert "rg_expected" in waiting


def test_a_charity_that_is_no_first_responder_cannot_refer(cast: Cast) -> None:
    case_id = make_case(cast)
    teams.add_member(
        case_id=case_id,
        person_id=cast.people["other_support_worker"],
        role="worker",
        actor=cast.actor("safeguarding_lead"),
        at=NOON,
    )
    _consent(case_id, "nrm", "yes", cast.actor("support_worker"))

    with pytest.raises(NotAFirstResponder):
        _refer(case_id, cast.actor("other_support_worker"))


def test_whoever_refuses_gets_a_duty_to_notify_report(cast: Cast) -> None:
    case_id = make_case(cast)
    worker = cast.actor("support_worker")
    _consent(case_id, "nrm", "no", worker)

    actions.record_referral(
        case_id=case_id, is_dtn=True, reference="DTN-1", actor=worker, at=NOON
    )

    assert _view(cast, case_id).card.state == "dtn_submitted"


def test_a_deadline_is_met_once(cast: Cast) -> None:
    case_id = make_case(cast)
    worker = cast.actor("support_worker")
    met: dict[str, Any] = {
        "case_id": case_id,
        "code": "follow_up",
        "evidence": actions.ClockEvidence(NOON.date(), "in_person", "person"),
        "actor": worker,
        "at": NOON,
    }
    actions.meet_deadline(**met)

    with pytest.raises(DeadlineNotOpen):
        actions.meet_deadline(**met)


def test_whoever_leaves_the_team_sees_nothing_and_the_last_cannot_leave(
    cast: Cast,
) -> None:
    case_id = make_case(cast)
    lead = cast.actor("safeguarding_lead")
    ended: dict[str, Any] = {"case_id": case_id, "actor": lead, "at": NOON}
    teams.end_member(person_id=cast.people["support_worker"], **ended)

    with pytest.raises(Absent):
        _view(cast, case_id)
    with pytest.raises(sharing.TeamNeedsSomebody):
        teams.end_member(person_id=lead.person, **ended)


def test_a_support_worker_cannot_let_others_in(cast: Cast) -> None:
    case_id = make_case(cast)

    with pytest.raises(Absent):
        teams.add_member(
            case_id=case_id,
            person_id=cast.people["other_support_worker"],
            role="worker",
            actor=cast.actor("support_worker"),
            at=NOON,
        )


def test_notes_are_sealed_and_read_by_the_team(cast: Cast) -> None:
    case_id = make_case(cast)
    text = "She slept well for the first time."
    actions.add_note(
        case_id=case_id, text=text, actor=cast.actor("support_worker"), at=NOON
    )

    assert [note.text for note in _view(cast, case_id).notes] == [text]
    with connection.cursor() as cursor:
        cursor.execute("select text_sealed from safeguarding_note")
        assert b"slept" not in bytes(cursor.fetchone()[0])


def test_the_worker_tells_each_passed_deadline_once(cast: Cast) -> None:
    make_case(cast)
    later = NOON + timedelta(days=40)

    with as_role("worker"):
        first = tell_overdue(actor=WATCHER, at=later)
        second = tell_overdue(actor=WATCHER, at=later)

    assert (first, second) == (Deadline.objects.using("stored").count(), 0)


def test_every_write_leaves_an_event(cast: Cast) -> None:
    case_id = make_case(cast)

    names = audit.names_about(subject_id=case_id)

    assert names == ["safeguarding.case_opened"]
    events = Event.objects.using("stored").values_list("name", flat=True)
    assert {name for name in events if name.startswith(("safe", "sharing"))} == {
        "safeguarding.case_opened",
        "safeguarding.nrm_state_changed",
        "safeguarding.offer_accepted",
        "safeguarding.offer_made",
        "sharing.member_added",
    }


def _find_agreement(case_id: Any, viewer: Actor, at: datetime) -> UUID | None:
    return queries.find_agreement(
        viewer=viewer, case_id=case_id, kind="investigation", day=at.date()
    )


def _consent(case_id: Any, kind: str, answer: str, actor: Actor) -> None:
    new = actions.NewConsent(kind, answer, "en")
    actions.record_consent(case_id=case_id, new=new, actor=actor, at=NOON)


def _refer(case_id: Any, actor: Actor) -> None:
    actions.record_referral(
        case_id=case_id, is_dtn=False, reference="HO-1", actor=actor, at=NOON
    )
