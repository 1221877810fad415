"""Ten thousand members: one more is quick, and one fewer moves keys only."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOON
from tests.made.vault import WORDS, make_finished, make_member, make_row
from tests.roles import as_guard
from unhidden.vault import actions, sealing
from unhidden.vault.models import Generation, Member, MemberKey, Membership
from unhidden.vault.rings import KeyRing

pytestmark = pytest.mark.django_db

MANY = 10_000


def fill(team_id: UUID, ring: KeyRing) -> list[UUID]:
    """Give the team as many members as nobody would add one by one."""
    newest = Generation.objects.filter(team_id=team_id).latest("number")
    private_key = ring.team_keys([newest.id])[newest.id]
    public_key, _ = sealing.new_key_pair()
    ids = [uuid4() for _ in range(MANY)]
    sealed = sealing.seal_key(private_key, public_key=public_key)
    with as_guard():
        Member.objects.bulk_create(
            Member(id=each, public_key=public_key, created_at=NOON) for each in ids
        )
        Membership.objects.bulk_create(
            Membership(team_id=team_id, member_id=each, asked_at=NOON, admitted_at=NOON)
            for each in ids
        )
        MemberKey.objects.bulk_create(
            MemberKey(generation=newest, member_id=each, sealed_key=sealed)
            for each in ids
        )
    return ids


def test_a_team_of_ten_thousand() -> None:
    team_id, ring = make_finished()
    row = make_row(team_id)
    before = row.sealed_answers.slot.content
    ids = fill(team_id, ring)
    newcomer = make_member(team_id)

    with CaptureQueriesContext(connection) as asked:
        actions.admit(team_id=team_id, person_id=newcomer.person_id, by=ring, at=NOON)
    assert len(asked) <= 14

    actions.remove(team_id=team_id, person_id=ids[0], by=ring, at=NOON)
    newest = Generation.objects.filter(team_id=team_id).latest("number")
    assert MemberKey.objects.filter(generation=newest).count() == MANY + 1
    assert not MemberKey.objects.filter(member_id=ids[0]).exists()
    row.refresh_from_db(using="stored")
    assert row.sealed_answers.slot.content == before
    assert row.sealed_answers.open(newcomer) == WORDS
