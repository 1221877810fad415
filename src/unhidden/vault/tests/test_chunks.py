"""Long things, sealed in pieces."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import connection

from tests.cast import NOON
from tests.made.vault import by_system, make_member, make_team
from unhidden.reporting.models import Report
from unhidden.vault import actions, chunks
from unhidden.vault.rings import KeyRing, NotForYou
from unhidden.vault.sealing import SealBroken

pytestmark = pytest.mark.django_db
PIECES = [b"a" * chunks.PIECE, b"b" * 10, b""]


@by_system
def sealed_by(team_id: UUID, row: Report, part: str = "copy") -> list[bytes]:
    assert connection.in_atomic_block
    return list(chunks.seal_pieces(row, part, PIECES, teams=[team_id]))


@by_system
def opened_by(
    ring: KeyRing, row: Report, sealed: list[bytes], part: str = "copy"
) -> list[bytes]:
    return list(chunks.reopen_pieces(row, part, sealed, by=ring))


def test_pieces_come_back_to_their_team_and_to_nobody_else() -> None:
    team, row = make_team(), Report(id=uuid4())
    ring, stranger = make_member(team), make_member(make_team())

    sealed = sealed_by(team, row)

    assert opened_by(ring, row, sealed) == PIECES
    assert {len(each) % chunks.BLOCK for each in sealed} == {24 + 16}
    assert not any(b"aaaa" in each or b"bbbb" in each for each in sealed)
    with pytest.raises(NotForYou):
        opened_by(stranger, row, sealed)


def test_a_piece_stays_where_it_was_put() -> None:
    team, row, other = make_team(), Report(id=uuid4()), Report(id=uuid4())
    ring = make_member(team)
    one, two, three = sealed_by(team, row)
    sealed_by(team, row, "original")
    sealed_by(team, other)
    changed = bytes([two[0] ^ 1]) + two[1:]

    for wrong in (
        [one, two],
        [two, three],
        [two, one, three],
        [one, one, three],
        [one, two, three, three],
        [one, changed, three],
        [],
    ):
        with pytest.raises(SealBroken):
            opened_by(ring, row, wrong)
    for place, part in ((row, "original"), (other, "copy")):
        with pytest.raises(SealBroken):
            opened_by(ring, place, [one, two, three], part)


@by_system
def let_in(row: Report, team_id: UUID, ring: KeyRing) -> None:
    slots = [chunks.slot_name(row, "copy")]
    actions.let_in(record_ids=[row.id], team_id=team_id, by=ring, slots=slots)


def test_another_team_is_let_in_and_keys_change_without_the_pieces() -> None:
    team, partner, row = make_team(), make_team(), Report(id=uuid4())
    ring, theirs = make_member(team), make_member(partner)
    sealed = sealed_by(team, row)

    let_in(row, partner, ring)
    by_system(actions.rotate_team_keys)(team_id=team, by=ring, at=NOON)
    by_system(actions.carry_on)(team_id=team, by=ring, at=NOON)

    assert opened_by(theirs, row, sealed) == PIECES
    assert opened_by(ring, row, sealed) == PIECES
