"""Whoever gave or received an exhibit says so themselves, and nobody for them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made.exhibits import move, register
from tests.made.unused import LEADER, OFFICER, MadeUnused, make_unused
from unhidden.investigations.exhibits.actions import hands, moving, refusals
from unhidden.investigations.exhibits.queries.exhibits import get_exhibit
from unhidden.investigations.exhibits.queries.hands import list_waiting
from unhidden.investigations.models import ExhibitMove, HandAnswer

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    return make_unused(cast)


def person(made: MadeUnused, part: str) -> UUID:
    return made.cast.people[part]


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def told_of(made: MadeUnused, exhibit_id: UUID) -> list[list[bool | None]]:
    """What the hands of each move say of it."""
    view = get_exhibit(
        viewer=made.leader, investigation_id=made.id, exhibit_id=exhibit_id
    )
    return [[hand.is_so for hand in row.hands] for row in view.moves]


def waiting(made: MadeUnused, part: str) -> list[UUID]:
    viewer = made.leader if part == LEADER else made.officer
    found = list_waiting(viewer=viewer, investigation_id=made.id)
    return [row.id for row in found.rows]


def test_who_records_a_move_through_their_hands_has_confirmed_it(
    made: MadeUnused,
) -> None:
    key = register(made, holder="", receiver=person(made, LEADER))
    name = ExhibitMove.objects.using("stored").get().to_holder

    move(made, ["AB/1"], (name, "Store A"))

    assert told_of(made, key) == [[True], [True]]
    assert waiting(made, LEADER) == []


def test_a_receiver_confirms_for_themselves_and_once(made: MadeUnused) -> None:
    key = register(made)
    move(made, ["AB/1"], ("DC Ash", ""), receiver=person(made, OFFICER))
    assert told_of(made, key) == [[], [None]]
    (asked,) = waiting(made, OFFICER)

    with pytest.raises(refusals.NothingToAnswer):
        hands.answer_moves(moves=[asked], is_so=True, **made.by(made.leader))
    hands.answer_moves(moves=[asked], is_so=True, **made.by(made.officer))
    with pytest.raises(refusals.NothingToAnswer):
        hands.answer_moves(moves=[asked], is_so=False, **made.by(made.officer))

    assert told_of(made, key) == [[], [True]]
    assert HandAnswer.objects.using("stored").count() == 1


def test_what_waits_for_ones_word_is_due_on_the_front_page(
    made: MadeUnused, cast: Cast
) -> None:
    register(made)
    register(made, reference="AB/2")
    for number in ("AB/1", "AB/2"):
        move(made, [number], ("DC Ash", ""), receiver=person(made, OFFICER))
    front, officer = f"/investigations/{made.id}/", signed_in(cast, OFFICER)

    shown = officer.get(front).text

    assert "2 moves went through your hands by the record" in shown
    assert "Waits since then" in shown
    assert f"{front}exhibits/answer/" in shown
    assert "through your hands" not in signed_in(cast, LEADER).get(front).text
    hands.answer_moves(
        moves=waiting(made, OFFICER), is_so=True, **made.by(made.officer)
    )
    assert "through your hands" not in officer.get(front).text


def test_who_says_that_it_was_not_so_is_heard(made: MadeUnused) -> None:
    key = register(made, holder="", receiver=person(made, OFFICER))
    hands.answer_moves(
        moves=waiting(made, OFFICER), is_so=False, **made.by(made.officer)
    )

    assert told_of(made, key) == [[False]]


def test_a_receiver_is_on_the_team(made: MadeUnused) -> None:
    register(made)

    with pytest.raises(refusals.HandUnknown):
        move(made, ["AB/1"], ("DC Ash", ""), receiver=person(made, "analyst"))
    with pytest.raises(refusals.HandUnknown):
        move(made, ["AB/1"], ("DC Ash", " "))


def test_a_hand_outside_signs_on_paper_and_the_page_says_so(made: MadeUnused) -> None:
    key = register(made)
    move(made, ["AB/1"], ("DC Ash", "A. Laboratory"), is_outside=True)

    page = signed_in(made.cast, LEADER).get(
        f"/investigations/{made.id}/exhibits/{key}/"
    )

    assert "A. Laboratory is outside: they sign for it on paper" in page.text


def test_hands_are_confirmed_from_the_list(made: MadeUnused) -> None:
    register(made)
    register(made, reference="AB/2")
    move(made, ["AB/1", "AB/2"], ("DC Ash", ""), receiver=person(made, OFFICER))
    officer = signed_in(made.cast, OFFICER)
    root = f"/investigations/{made.id}/exhibits/"

    shown = officer.get(root)
    silent = officer.post(f"{root}answer/", {"is_so": "yes"})
    chosen = [str(each) for each in waiting(made, OFFICER)]
    done = officer.post(
        f"{root}answer/", {"moves": chosen, "is_so": "yes"}, follow=True
    )

    assert "2 moves went through your hands" in shown.text
    assert "Select the moves" in silent.text
    assert "It is recorded" in done.text
    assert "through your hands" not in done.text
    assert "through your hands" not in signed_in(made.cast, LEADER).get(root).text


def test_a_form_names_one_hand_and_keeps_what_was_typed(made: MadeUnused) -> None:
    register(made)
    told = {
        "exhibits": "AB/1",
        "purpose": "handed_on",
        "from_holder": "DC Ash",
        "to_holder": "DC Birch",
        "receiver": str(person(made, OFFICER)),
        "moved_at": "10am",
        "moved_on_day": "5",
        "moved_on_month": "1",
        "moved_on_year": "2026",
    }
    page = f"/investigations/{made.id}/exhibits/move/"
    leader = signed_in(made.cast, LEADER)

    both = leader.post(page, told)
    none = leader.post(page, told | {"to_holder": "", "receiver": ""})
    done = leader.post(page, told | {"to_holder": ""}, follow=True)

    assert "not both" in both.text
    assert "DC Birch" in both.text
    assert "Enter who receives them, or select a colleague" in none.text
    assert "1 exhibit is moved" in done.text


def test_a_gap_and_its_move_are_written_together(made: MadeUnused) -> None:
    key = register(made)
    found = moving.FoundExhibit(
        "", NOON, NOON - HOUR, "Unsaid.", receiver=person(made, LEADER)
    )

    moving.record_where_now(exhibit_id=key, new=found, **made.by(made.leader))
    moving.record_where_now(exhibit_id=key, new=found, **made.by(made.leader))

    assert told_of(made, key) == [[], [True]]
