"""A case moves on its person's word, and nothing passes before it is accepted."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.courses import make_turn, meet_all
from tests.made.transfers import (
    GIVER,
    NOTE,
    TAKER,
    WORDS,
    WORKER,
    accept,
    hand_over,
    make_agreed_case,
    make_moved_case,
    make_transfer,
    say,
)
from unhidden.access.absent import Absent
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding.course.queries import get_course
from unhidden.safeguarding.models import Case, CaseOutgoing, CaseTransfer, Note
from unhidden.safeguarding.people.actions.identity import open_identity
from unhidden.safeguarding.people.actions.refusals import NobodyToAsk
from unhidden.safeguarding.support.queries.notes import list_notes_of_case
from unhidden.safeguarding.transfers import queries
from unhidden.safeguarding.transfers.actions import moving as actions
from unhidden.vault.models import RecordKey

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=30)


def _holders(row_id: UUID) -> set[UUID]:
    """The organisations with a key to what is sealed in a row."""
    keys = RecordKey.objects.using("stored").filter(record_id=row_id)
    return set(keys.values_list("team_id", flat=True))


def _note(case_id: UUID) -> UUID:
    return Note.objects.using("stored").filter(case_id=case_id).latest("written_at").id


def _card(cast: Cast, transfer_id: UUID, by: str) -> queries.TransferCard:
    return queries.get_transfer(viewer=cast.actor(by), transfer_id=transfer_id, at=NOON)


def _state(transfer_id: UUID) -> str:
    return CaseTransfer.objects.using("stored").get(id=transfer_id).state


def test_nothing_opens_for_the_next_lead_before_it_is_handed_over(cast: Cast) -> None:
    case_id = make_agreed_case(cast)
    taker = cast.organisations["red_cross"]

    transfer_id = make_transfer(cast, case_id)
    offered = _holders(_note(case_id)) | _holders(transfer_id)
    accept(cast, transfer_id)
    accepted = _holders(_note(case_id)) | _holders(transfer_id)

    assert taker not in offered | accepted
    assert _card(cast, transfer_id, TAKER).words is None
    assert _card(cast, transfer_id, TAKER).head is None
    with pytest.raises(Absent):
        list_notes_of_case(viewer=cast.actor(WORKER), case_id=case_id)


def test_who_accepted_leads_it_and_opens_what_was_chosen(cast: Cast) -> None:
    case_id, transfer_id = make_moved_case(cast)

    found = list_notes_of_case(viewer=cast.actor(WORKER), case_id=case_id)
    assert [(note.text, note.led_by) for note in found.notes] == [(NOTE, "BAWSO")]
    assert _card(cast, transfer_id, WORKER).words == WORDS
    case = Case.objects.using("stored").get(id=case_id)
    assert case.lead_id == cast.organisations["red_cross"]


def test_what_was_not_chosen_stays_closed_there(cast: Cast) -> None:
    case_id, _ = make_moved_case(cast, items=("plans",))

    found = list_notes_of_case(viewer=cast.actor(WORKER), case_id=case_id)
    assert [(note.text, note.is_closed) for note in found.notes] == [("", True)]


def test_the_former_team_meets_the_case_no_more(cast: Cast) -> None:
    case_id, _ = make_moved_case(cast)

    for part in (GIVER, "safeguarding_lead"):
        with pytest.raises(Absent):
            list_notes_of_case(viewer=cast.actor(part), case_id=case_id)


def test_the_former_lead_keeps_what_was_theirs_and_nothing_that_follows(
    cast: Cast,
) -> None:
    case_id, transfer_id = make_moved_case(cast)
    safeguarding.add_note(
        case_id=case_id, text="New here.", actor=cast.actor(WORKER), at=LATER
    )
    say(cast, case_id, "nrm", "not_yet", by=WORKER, at=LATER)

    for part in (GIVER, "support_manager"):
        kept = actions.open_kept_notes(
            transfer_id=transfer_id, actor=cast.actor(part), at=LATER
        )
        assert [note.text for note in kept] == [NOTE]
    assert cast.organisations["bawso"] not in _holders(_note(case_id))


def test_who_they_are_is_written_again_without_the_former_lead(cast: Cast) -> None:
    case_id = make_agreed_case(cast)
    who = safeguarding.SurvivorIdentity("Synthetic Person", "about 1990", "")
    safeguarding.record_identity(
        case_id=case_id, identity=who, actor=cast.actor(GIVER), at=NOON
    )
    transfer_id = make_transfer(cast, case_id)
    accept(cast, transfer_id)
    hand_over(cast, transfer_id)

    found = open_identity(case_id=case_id, actor=cast.actor(WORKER), at=LATER)
    safeguarding.record_identity(
        case_id=case_id, identity=who, actor=cast.actor(WORKER), at=LATER
    )

    assert found == who
    assert _holders(case_id) == {cast.organisations["red_cross"]}


@pytest.mark.parametrize("part", [WORKER, TAKER, "investigator", "officer"])
def test_what_was_written_before_is_opened_by_who_wrote_it_alone(
    cast: Cast, part: str
) -> None:
    _, transfer_id = make_moved_case(cast)

    with pytest.raises(Absent):
        actions.open_kept_notes(
            transfer_id=transfer_id, actor=cast.actor(part), at=LATER
        )


@pytest.mark.parametrize("part", ["other_support_worker", "analyst", "investigator"])
def test_nobody_else_learns_that_a_case_moves(cast: Cast, part: str) -> None:
    transfer_id = make_transfer(cast, make_agreed_case(cast))
    viewer = cast.actor(part)

    with pytest.raises((Absent, PermissionError, Exception)):
        queries.get_transfer(viewer=viewer, transfer_id=transfer_id, at=NOON)


def test_without_the_persons_word_for_that_receiver_nobody_is_asked(cast: Cast) -> None:
    case_id = make_agreed_case(cast, categories=("identity",))

    with pytest.raises(actions.TransferNotAgreed):
        make_transfer(cast, case_id, items=("notes",))


def test_only_who_takes_people_on_is_asked(cast: Cast) -> None:
    with pytest.raises(NobodyToAsk):
        make_transfer(cast, make_agreed_case(cast), to=cast.organisations["police"])


def test_a_case_is_offered_to_one_at_a_time(cast: Cast) -> None:
    case_id = make_agreed_case(cast)
    make_transfer(cast, case_id)

    with pytest.raises(actions.AlreadyMoving):
        make_transfer(cast, case_id)


def test_when_the_person_takes_it_back_what_waits_ends_with_it(cast: Cast) -> None:
    case_id = make_agreed_case(cast)
    transfer_id = make_transfer(cast, case_id)
    accept(cast, transfer_id)

    say(cast, case_id, "share", "withdrawn", at=LATER)

    assert _state(transfer_id) == "withdrawn"
    with pytest.raises(actions.TransferMoved):
        hand_over(cast, transfer_id)


def test_it_may_be_declined_even_after_it_was_accepted(cast: Cast) -> None:
    case_id = make_agreed_case(cast)
    transfer_id = make_transfer(cast, case_id)
    accept(cast, transfer_id)

    actions.decline_transfer(
        transfer_id=transfer_id, reason="no_room", actor=cast.actor(TAKER), at=LATER
    )

    assert _state(transfer_id) == "declined"
    assert make_transfer(cast, case_id)


def test_it_may_be_kept_until_it_is_handed_over(cast: Cast) -> None:
    transfer_id = make_transfer(cast, make_agreed_case(cast))

    actions.withdraw_transfer(
        transfer_id=transfer_id, actor=cast.actor(GIVER), at=LATER
    )

    with pytest.raises(actions.TransferMoved):
        accept(cast, transfer_id)


def test_nobody_of_the_giver_accepts_it(cast: Cast) -> None:
    transfer_id = make_transfer(cast, make_agreed_case(cast))

    with pytest.raises(Absent):
        accept(cast, transfer_id, by="support_manager")


def test_what_passed_is_kept_with_the_case(cast: Cast) -> None:
    case_id, transfer_id = make_moved_case(cast)

    row = CaseOutgoing.objects.using("stored").get(case_id=case_id)
    assert (row.kind, row.source_id) == ("transfer", transfer_id)
    assert row.categories == ["identity", "narrative", "operational"]


def test_the_former_worker_is_known_when_it_is_opened_again(cast: Cast) -> None:
    case_id, _ = make_moved_case(cast)

    view = get_course(viewer=cast.actor(WORKER), case_id=case_id, today=TODAY)

    assert view.former_worker == "Support Worker"
    assert view.turns[0].kind == "moved"


def test_a_case_goes_back_by_the_same_door(cast: Cast) -> None:
    case_id, _ = make_moved_case(cast)
    bawso = cast.organisations["bawso"]
    say(cast, case_id, "share", "yes", by=WORKER, receiver_id=bawso,
        categories=("narrative",), at=LATER)  # fmt: skip
    back = make_transfer(cast, case_id, by=WORKER, to=bawso, items=("notes",))
    actions.accept_transfer(
        transfer_id=back,
        worker_id=cast.people[GIVER],
        actor=cast.actor("support_manager"),
        at=LATER,
    )
    hand_over(cast, back, by=WORKER, at=LATER)

    found = list_notes_of_case(viewer=cast.actor(GIVER), case_id=case_id)
    assert [note.text for note in found.notes] == [NOTE]


def test_a_closed_case_does_not_move(cast: Cast) -> None:
    case_id = make_agreed_case(cast)
    meet_all(cast, case_id)
    make_turn(cast, case_id, "closed")

    with pytest.raises(safeguarding.CaseClosed):
        make_transfer(cast, case_id)


@pytest.mark.parametrize("is_accepted", [False, True])
def test_a_move_ends_with_the_case_and_is_not_found_years_later(
    cast: Cast, is_accepted: bool
) -> None:
    case_id = make_agreed_case(cast)
    transfer_id = make_transfer(cast, case_id)
    if is_accepted:
        accept(cast, transfer_id)
    meet_all(cast, case_id)
    make_turn(cast, case_id, "closed")

    assert _state(transfer_id) == "withdrawn"
    assert queries.count_transfers(viewer=cast.actor(GIVER)) == 0
    assert queries.count_transfers(viewer=cast.actor(TAKER)) == 0


def test_who_they_are_is_not_lost_when_it_is_not_chosen(cast: Cast) -> None:
    case_id = make_agreed_case(cast)
    who = safeguarding.SurvivorIdentity("Synthetic Person", "about 1990", "")
    bawso, red_cross = (cast.organisations[one] for one in ("bawso", "red_cross"))
    safeguarding.record_identity(
        case_id=case_id, identity=who, actor=cast.actor(GIVER), at=NOON
    )
    transfer_id = make_transfer(cast, case_id, items=("notes",))
    accept(cast, transfer_id)
    hand_over(cast, transfer_id)
    kept = _holders(case_id)
    with pytest.raises(Absent):
        open_identity(case_id=case_id, actor=cast.actor(GIVER), at=LATER)

    safeguarding.record_identity(
        case_id=case_id, identity=who, actor=cast.actor(WORKER), at=LATER
    )

    assert kept == {bawso}
    assert _holders(case_id) == {red_cross}
