"""What the next lead of a case can do at once, and who may not become its lead."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.agencies import make_colleague
from tests.made.safeguarding import make_case_offer, make_person, take_on
from tests.made.transfers import (
    GIVER,
    TAKER,
    WORKER,
    accept,
    hand_over,
    make_agreed_case,
    make_transfer,
    say,
)
from tests.support import audited
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding.models import Case, CaseTransfer, IdentityMark, Note
from unhidden.safeguarding.people.actions import team
from unhidden.safeguarding.people.actions.refusals import NobodyToAsk
from unhidden.safeguarding.people.queries.twins import list_twins
from unhidden.safeguarding.transfers.actions import moving
from unhidden.sharing.actions import exclusions
from unhidden.vault.models import RecordKey

pytestmark = pytest.mark.django_db


def _identify(cast: Cast, case_id: UUID, name: str, *, by: str) -> None:
    safeguarding.record_identity(
        case_id=case_id,
        identity=safeguarding.SurvivorIdentity(name, "1990"),
        actor=cast.actor(by),
        at=NOON,
    )


def _came_before(cast: Cast) -> UUID:
    """Somebody whom the Red Cross supports already; gives their case."""
    offer_id = make_case_offer(cast, make_person(cast), to="red_cross")
    theirs = take_on(cast, offer_id, by=TAKER, worker=WORKER)
    _identify(cast, theirs, "Hasan Fatimah", by=WORKER)
    return theirs


def _move(cast: Cast, case_id: UUID, items: tuple[str, ...]) -> None:
    transfer_id = make_transfer(cast, case_id, items=items)
    accept(cast, transfer_id)
    hand_over(cast, transfer_id)


def test_who_came_to_both_is_found_twice_once_their_case_has_moved(cast: Cast) -> None:
    theirs, case_id = _came_before(cast), make_agreed_case(cast)
    _identify(cast, case_id, "Fatima Hassan", by=GIVER)
    supervisor = cast.actor(TAKER)
    before = list_twins(viewer=supervisor)

    _move(cast, case_id, ("identity", "notes"))

    (found,) = list_twins(viewer=supervisor)
    assert before == []
    assert {found.case_id, found.other_id} == {theirs, case_id}


def test_two_cases_from_one_organisation_are_found_under_new_marks_alone(
    cast: Cast,
) -> None:
    case_id = make_agreed_case(cast)
    _identify(cast, case_id, "Fatima Hassan", by=GIVER)

    _move(cast, case_id, ("identity",))

    marks = IdentityMark.objects.using("stored").filter(case_id=case_id)
    version = Case.objects.using("stored").get(id=case_id).identity_version
    new = set(marks.filter(version=version).values_list("mark", flat=True))
    former = set(marks.exclude(version=version).values_list("mark", flat=True))
    assert new
    assert not new & former


def test_nobody_is_found_by_who_they_are_where_that_did_not_pass(cast: Cast) -> None:
    _came_before(cast)
    case_id = make_agreed_case(cast)
    _identify(cast, case_id, "Fatima Hassan", by=GIVER)

    _move(cast, case_id, ("notes",))

    assert list_twins(viewer=cast.actor(TAKER)) == []


def _holders(row_id: UUID) -> set[UUID]:
    """The organisations with a key to what is sealed in a row."""
    keys = RecordKey.objects.using("stored").filter(record_id=row_id)
    return set(keys.values_list("team_id", flat=True))


def _add(cast: Cast, case_id: UUID, part: str, *, by: str) -> None:
    team.add_member(
        case_id=case_id,
        person_id=cast.people[part],
        role="worker",
        actor=cast.actor(by),
        at=NOON,
    )


def test_a_guest_who_becomes_lead_opens_what_was_chosen_alone(cast: Cast) -> None:
    case_id, taker = make_agreed_case(cast), cast.organisations["red_cross"]
    _identify(cast, case_id, "Fatima Hassan", by=GIVER)
    note = Note.objects.using("stored").get(case_id=case_id).id
    _add(cast, case_id, WORKER, by="safeguarding_lead")
    transfer_id = make_transfer(cast, case_id, items=("identity",))
    before = [taker in _holders(each) for each in (note, case_id, transfer_id)]

    accept(cast, transfer_id)
    hand_over(cast, transfer_id)

    after = [taker in _holders(each) for each in (note, case_id, transfer_id)]
    assert before == [True, True, False]
    assert after == [False, True, True]


def test_a_former_lead_who_helps_again_and_leaves_keeps_nothing_that_is_new(
    cast: Cast,
) -> None:
    case_id, bawso = make_agreed_case(cast), cast.organisations["bawso"]
    _identify(cast, case_id, "Fatima Hassan", by=GIVER)
    transfer_id = make_transfer(cast, case_id, items=("notes",))
    accept(cast, transfer_id, worker=TAKER)
    hand_over(cast, transfer_id)
    left = _holders(case_id)
    _add(cast, case_id, GIVER, by=TAKER)
    _identify(cast, case_id, "Fatima Hassan", by=TAKER)
    helping = _holders(case_id)

    team.end_member(
        case_id=case_id,
        person_id=cast.people[GIVER],
        actor=cast.actor(TAKER),
        at=NOON,
    )

    assert left == {bawso}
    assert bawso in helping
    assert _holders(case_id) == {cast.organisations["red_cross"]}
    assert bawso in _holders(Note.objects.using("stored").get(case_id=case_id).id)


def test_who_led_it_two_moves_ago_keeps_what_they_wrote_when_they_help_again(
    cast: Cast,
) -> None:
    case_id, bawso = make_agreed_case(cast), cast.organisations["bawso"]
    note = Note.objects.using("stored").get(case_id=case_id).id
    council = cast.organisations["council"]
    there = make_colleague(cast, "Manager There", "council", "support_manager")
    cast.people["there"] = there
    transfer_id = make_transfer(cast, case_id, items=("notes",))
    accept(cast, transfer_id, worker=TAKER)
    hand_over(cast, transfer_id)
    say(cast, case_id, "share", "yes", by=TAKER, receiver_id=council,
        categories=("narrative",))  # fmt: skip
    on = make_transfer(cast, case_id, by=TAKER, to=council, items=("notes",))
    accept(cast, on, by="there", worker="there")
    hand_over(cast, on, by=TAKER)
    _add(cast, case_id, GIVER, by="there")

    team.end_member(
        case_id=case_id,
        person_id=cast.people[GIVER],
        actor=cast.actor("there"),
        at=NOON,
    )

    assert bawso in _holders(note)


def _keep_out(cast: Cast, case_id: UUID, **whom: UUID) -> None:
    exclusions.keep_out(
        domain="safeguarding_case",
        record_id=case_id,
        reason="They know who controlled her.",
        actor=cast.actor("safeguarding_lead"),
        at=NOON,
        **whom,
    )


def _is_moved(case_id: UUID) -> bool:
    done = CaseTransfer.objects.using("stored").filter(case_id=case_id, state="done")
    return done.exists()


def test_a_case_goes_to_nobody_who_is_kept_out_of_it(cast: Cast) -> None:
    case_id = make_agreed_case(cast)
    transfer_id = make_transfer(cast, case_id)
    accept(cast, transfer_id)
    _keep_out(cast, case_id, person_id=cast.people[WORKER])

    with pytest.raises(moving.ReceiverKeptOut):
        hand_over(cast, transfer_id)
    assert not _is_moved(case_id)


def test_a_case_goes_to_no_organisation_that_is_kept_out_of_it(cast: Cast) -> None:
    case_id = make_agreed_case(cast)
    transfer_id = make_transfer(cast, case_id)
    accept(cast, transfer_id)
    _keep_out(cast, case_id, organisation_id=cast.organisations["red_cross"])

    with pytest.raises(moving.ReceiverKeptOut):
        hand_over(cast, transfer_id)
    moving.withdraw_transfer(transfer_id=transfer_id, actor=cast.actor(GIVER), at=NOON)
    with pytest.raises(moving.ReceiverKeptOut):
        make_transfer(cast, case_id)


def test_no_case_and_nobody_goes_to_who_enforces_immigration_law(cast: Cast) -> None:
    make_colleague(cast, "Colleague There", "border_force", "support_manager")
    there, case_id = cast.organisations["border_force"], make_agreed_case(cast)
    say(cast, case_id, "share", "yes", receiver_id=there, categories=("narrative",))

    with pytest.raises(NobodyToAsk):
        make_transfer(cast, case_id, to=there, items=("notes",))
    with pytest.raises(NobodyToAsk):
        make_case_offer(cast, make_person(cast), to="border_force")


def _again(cast: Cast, act: Any, by: str, **given: Any) -> None:
    """The very same pressed twice: no refusal, and one event."""
    for _ in range(2):
        act(actor=cast.actor(by), at=NOON, **given)


def test_an_answer_pressed_twice_is_given_once(cast: Cast) -> None:
    transfer_id = make_transfer(cast, make_agreed_case(cast))
    one: dict[str, Any] = {"transfer_id": transfer_id}

    _again(cast, moving.accept_transfer, TAKER, **one, worker_id=cast.people[WORKER])
    with pytest.raises(moving.TransferMoved):
        moving.accept_transfer(
            **one, worker_id=cast.people[TAKER], actor=cast.actor(TAKER), at=NOON
        )
    _again(cast, moving.decline_transfer, TAKER, **one, reason="no_room")
    with pytest.raises(moving.TransferMoved):
        _again(cast, moving.withdraw_transfer, GIVER, **one)

    names = audited.names_about(subject_id=transfer_id)
    assert names.count("safeguarding.transfer_accepted") == 1
    assert names.count("safeguarding.transfer_declined") == 1


def test_a_case_is_handed_over_or_kept_once_however_often_it_is_pressed(
    cast: Cast,
) -> None:
    kept = make_transfer(cast, make_agreed_case(cast))
    gone = make_transfer(cast, make_agreed_case(cast))
    accept(cast, gone)

    _again(cast, moving.withdraw_transfer, GIVER, transfer_id=kept)
    hand_over(cast, gone)
    hand_over(cast, gone)

    withdrawn = audited.names_about(subject_id=kept)
    done = audited.names_about(subject_id=gone)
    assert withdrawn.count("safeguarding.transfer_withdrawn") == 1
    assert done.count("safeguarding.transfer_done") == 1
