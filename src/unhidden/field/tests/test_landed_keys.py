"""What phones sealed to a team opens for it, whatever its keys did meanwhile."""

from __future__ import annotations

import json
from threading import Event
from time import sleep
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from tests.cast import NOON
from tests.made.vault import (
    WORDS,
    by_system,
    generations,
    make_finished,
    make_member,
    of_team,
)
from tests.support.together import together
from unhidden.field.models import InnerEnvelope
from unhidden.field.tests.landing import run_as_guard
from unhidden.vault import actions, opening, sealing
from unhidden.vault.actions import NotForYou, SealBroken
from unhidden.vault.landed import LandedKey, accept_landed_keys, place_of
from unhidden.vault.models import Generation, Rewrap
from unhidden.vault.rings import KeyRing
from unhidden.vault.sealing import SealedSlot

pytestmark = pytest.mark.django_db


def seal(team_id: UUID, number: int, place: SealedSlot | None = None) -> LandedKey:
    """As a phone seals to the keys of this number."""
    place = place or place_of(InnerEnvelope, "content_sealed", uuid4())
    generation = Generation.objects.using("stored").get(team_id=team_id, number=number)
    data_key = sealing.new_key()
    content = sealing.seal_text(WORDS, data_key=data_key, slot=place)
    sealed = sealing.seal_key(data_key, public_key=bytes(generation.public_key))
    slot = SealedSlot(place.table, place.column, place.row, content)
    return LandedKey(slot, team_id, number, sealed)


def keep(*keys: LandedKey) -> list[UUID]:
    """Keep them as what applies a submission does; gives what is not kept."""
    return keep_described(accept_landed_keys(keys))


def keep_described(described: list[dict[str, str | int]]) -> list[UUID]:
    said = json.dumps(described)
    (unkept,) = run_as_guard("select wall.keep_landed_keys(%s::jsonb, now())", said)
    return list(unkept)


def opens(key: LandedKey, ring: KeyRing) -> bool:
    return by_system(opening.open_slots)([key.slot], by=ring) == [WORDS]


def moving(team_id: UUID) -> list[tuple[int, int]]:
    rows = Rewrap.objects.using("stored").filter(generation__team_id=team_id)
    found = rows.filter(ended_at=None).order_by("generation__number")
    return list(found.values_list("generation__number", "total"))


def test_the_team_opens_it_and_nobody_else() -> None:
    team_id, ring = make_finished()
    key = seal(team_id, 2)

    assert keep(key) == []

    assert opens(key, ring)
    assert moving(team_id) == []
    with pytest.raises(NotForYou):
        opens(key, make_finished()[1])


def test_a_key_needs_no_id_and_is_kept_once() -> None:
    team_id, ring = make_finished()
    key = seal(team_id, 2)
    (described,) = accept_landed_keys([key])
    unnamed = {name: each for name, each in described.items() if name != "id"}

    assert keep_described([unnamed]) == []
    assert keep_described([unnamed]) == [key.slot.row]

    assert opens(key, ring)


def test_what_was_sealed_before_the_keys_were_changed_is_kept_and_moved_on() -> None:
    team_id, ring = make_finished()
    late, later, unmoved = seal(team_id, 2), seal(team_id, 2), seal(team_id, 2)
    by_system(actions.rotate_team_keys)(team_id=team_id, by=ring, at=NOON)

    assert keep(late, later) == []
    assert keep(unmoved) == []

    assert moving(team_id) == [(2, 3)]
    assert opens(late, ring)
    assert by_system(actions.carry_on)(team_id=team_id, by=ring, at=NOON) == 3
    assert moving(team_id) == []
    assert opens(late, ring)
    # What comes when all was moved begins anew.
    assert keep(seal(team_id, 2)) == []
    assert moving(team_id) == [(2, 1)]


def test_who_comes_to_the_team_gets_the_older_keys_for_it() -> None:
    team_id, ring = make_finished()
    late = seal(team_id, 2)
    by_system(actions.rotate_team_keys)(team_id=team_id, by=ring, at=NOON)
    keep(late)
    newcomer = make_member(team_id)

    by_system(actions.admit_member)(
        team_id=team_id,
        person_id=newcomer.person_id,
        fingerprint=newcomer.fingerprint,
        by=ring,
        at=NOON,
    )

    assert opens(late, newcomer)


def test_what_nobody_here_has_keys_for_is_named_and_keeps_back_nothing_else() -> None:
    team_id, ring = make_finished()
    good, elsewhere = seal(team_id, 2), seal(team_id, 2)
    unknown = LandedKey(elsewhere.slot, uuid4(), 2, elsewhere.sealed_key)
    other = seal(team_id, 2)
    to_come = LandedKey(other.slot, team_id, 9, other.sealed_key)

    unkept = keep(good, unknown, to_come)

    assert set(unkept) == {unknown.slot.row, to_come.slot.row}
    assert opens(good, ring)


def test_a_key_replaces_no_other_and_is_of_nothing_but_what_phones_send() -> None:
    team_id, ring = make_finished()
    first = seal(team_id, 2)
    place = SealedSlot("reporting_report", "sealed_answers", uuid4())

    assert keep(first) == []
    assert keep(seal(team_id, 2, first.slot)) == [first.slot.row]
    assert keep(seal(team_id, 2, place)) == [place.row]

    assert opens(first, ring)


def test_what_is_no_sealed_key_is_not_taken() -> None:
    key = LandedKey(place_of(InnerEnvelope, "content_sealed", uuid4()), uuid4(), 1, b"")

    with pytest.raises(SealBroken):
        accept_landed_keys([key])


@pytest.mark.django_db(transaction=True)
def test_keys_that_are_changed_at_the_same_moment_leave_nothing_behind() -> None:
    team_id, ring = make_finished()
    key, begun = seal(team_id, 2), Event()

    @by_system
    def rotate_slowly() -> None:
        with transaction.atomic():
            actions.rotate_team_keys(team_id=team_id, by=ring, at=NOON)
            begun.set()
            sleep(0.5)

    def keep_meanwhile() -> list[UUID]:
        begun.wait()
        return keep(key)

    assert together(rotate_slowly, keep_meanwhile) == [None, []]

    by_system(actions.carry_on)(team_id=team_id, by=ring, at=NOON)
    assert opens(key, ring)
    assert of_team(team_id) == {generations(team_id)[-1]}
