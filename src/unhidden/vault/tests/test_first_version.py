"""What was sealed before teams had members still opens, by the key it was sealed to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from nacl import bindings

from tests.cast import NOON
from tests.made.vault import Unringed, by_system, make_member, make_row, make_team
from tests.support.roles import as_guard
from unhidden.vault import actions, certifying, opening, queries, sealing
from unhidden.vault.actions import KeysLocked, NotForYou, SealBroken
from unhidden.vault.models import Generation, Team
from unhidden.vault.sealing import SealedSlot

WORDS = "He said that she may not leave."


def old_value(public_key: bytes, row: UUID) -> SealedSlot:
    """As the first version made it: the data key lies in the value."""
    data_key = sealing.new_key()
    body = sealing.wrap_key(
        bindings.sodium_pad(WORDS.encode(), 512), key=data_key, bound_to=row.bytes
    )
    content = b"\x01" + sealing.seal_key(data_key, public_key=public_key) + body
    return SealedSlot("reporting_report", "sealed_answers", row, content)


def make_old() -> tuple[UUID, SealedSlot]:
    """A team that was there before its members were, and a value sealed then."""
    team_id = make_team()
    rows = Generation.objects.filter(team_id=team_id)
    public_key = bytes(rows.get().public_key)
    return team_id, old_value(public_key, uuid4())


@pytest.fixture
def is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Teams are made as if they had been there before their members."""

    def create_old(*, team_id: UUID, at: datetime) -> None:
        public_key, private_key = sealing.new_key_pair()
        server_key = settings.VAULT_KEY or b""
        wrapped = sealing.wrap_key(private_key, key=server_key, bound_to=team_id.bytes)
        with as_guard():
            Team.objects.create(id=team_id, organisation_id=team_id, created_at=at)
            made = Generation.objects.create(
                team_id=team_id,
                number=1,
                public_key=public_key,
                server_wrapped=wrapped,
                opens_first_version=True,
                created_at=at,
            )
            Team.objects.filter(id=team_id).update(newest_id=made.id)
        by_system(certifying.certify_all)(at=at)

    monkeypatch.setattr(actions, "create_team", create_old)


@pytest.mark.django_db
@pytest.mark.usefixtures("is_old")
def test_an_old_value_opens_for_members_and_before_set_up_by_the_server() -> None:
    team_id, slot = make_old()
    ring = make_member(team_id)

    assert opening.open_slots([slot], by=ring) == [WORDS]
    assert opening.open_slots([slot], by=Unringed(team_id)) == [WORDS]
    with pytest.raises(NotForYou):
        opening.open_slots([slot], by=make_member())


@pytest.mark.django_db
@pytest.mark.usefixtures("is_old")
def test_after_set_up_an_old_value_opens_for_members_only() -> None:
    team_id, slot = make_old()
    ring = make_member(team_id)

    actions.finish_set_up(team_id=team_id, by=ring, at=NOON)
    late = make_member(team_id)
    actions.admit_member(
        team_id=team_id,
        person_id=late.person_id,
        fingerprint=late.fingerprint,
        by=ring,
        at=NOON,
    )

    assert opening.open_slots([slot], by=ring) == [WORDS]
    assert opening.open_slots([slot], by=late) == [WORDS]
    with pytest.raises(KeysLocked):
        opening.open_slots([slot], by=Unringed(team_id))
    assert queries.team_state(team_id=team_id)


@pytest.mark.django_db
@pytest.mark.usefixtures("is_old")
def test_old_and_new_values_open_together_in_their_order() -> None:
    team_id, slot = make_old()
    new = make_row(team_id, text="new").sealed_answers.slot

    opened = opening.open_slots([slot, new, slot], by=make_member(team_id))

    assert opened == [WORDS, "new", WORDS]


@pytest.mark.django_db
@pytest.mark.usefixtures("is_old")
def test_an_old_value_that_was_moved_or_changed_does_not_open() -> None:
    team_id, slot = make_old()
    ring = make_member(team_id)
    moved = SealedSlot(slot.table, slot.column, uuid4(), slot.content)
    changed = bytearray(slot.content)
    changed[-1] ^= 1

    for broken in (
        moved,
        SealedSlot(slot.table, slot.column, slot.row, bytes(changed)),
    ):
        with pytest.raises(SealBroken):
            opening.open_slots([broken], by=ring)


@pytest.mark.django_db
@pytest.mark.usefixtures("is_old")
def test_an_old_value_of_another_organisation_is_not_called_broken() -> None:
    _, slot = make_old()
    other_id = make_team()

    for stranger in (make_member(other_id), Unringed(other_id)):
        with pytest.raises(NotForYou):
            opening.open_slots([slot], by=stranger)


@pytest.mark.django_db
def test_no_old_value_opens_where_there_were_none() -> None:
    team_id, slot = make_old()

    with pytest.raises(SealBroken):
        opening.open_slots([slot], by=make_member(team_id))
