"""Thousands of members: one more is quick, and one fewer moves keys only."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOON
from tests.made.vault import (
    SYSTEM,
    WORDS,
    engagement_of,
    make_finished,
    make_member,
    make_row,
)
from tests.support.roles import as_guard
from tests.support.sizes import choose_size
from unhidden.access import context
from unhidden.agencies.models import Engagement, Person
from unhidden.vault import actions, sealing, teams
from unhidden.vault.models import Generation, Member, MemberKey, Membership
from unhidden.vault.rings import KeyRing
from unhidden.vault.rosters import RosterHolder
from unhidden.vault.steps import step_of

pytestmark = pytest.mark.django_db

MANY = choose_size(2_000, whole=10_000)


def fill(team_id: UUID, ring: KeyRing) -> list[UUID]:
    """Give the team as many members as nobody would add one by one."""
    rings = [
        KeyRing(person_id=uuid4(), private_key=sealing.new_key_pair()[1])
        for _ in range(MANY)
    ]
    people = [
        Person(id=each.person_id, email=f"{each.person_id}@x.y") for each in rings
    ]
    Person.objects.bulk_create(people)
    engagements = Engagement.objects.bulk_create(
        engagement_of(each.person_id, team_id) for each in rings
    )
    holders = [
        each.prove(
            RosterHolder(
                each.person_id, engaged.id, None, each.public_key, each.signer
            ),
            team=team_id,
        )
        for each, engaged in zip(rings, engagements, strict=True)
    ]
    with as_guard():
        Member.objects.bulk_create(
            Member(id=each.person, public_key=each.key, created_at=NOON)
            for each in holders
        )
        Membership.objects.bulk_create(
            Membership(team_id=team_id, member_id=each.person, asked_at=NOON)
            for each in holders
        )
    ids = [each.person for each in holders]
    team = teams.lock_team_for_change(team_id)
    step = step_of(team, teams.held_keys(team, by=ring), ring, NOON)
    step.take("admit", added=holders, admitted=ids)
    return ids


def test_a_team_of_thousands() -> None:
    team_id, ring = make_finished()
    row = make_row(team_id)
    before = row.sealed_answers.slot.content
    ids = fill(team_id, ring)
    context.enter_wall(SYSTEM)  # what comes now is another page: each lasts a minute
    newcomer = make_member(team_id)

    with CaptureQueriesContext(connection) as asked:
        actions.admit_member(
            team_id=team_id,
            person_id=newcomer.person_id,
            fingerprint=newcomer.fingerprint,
            by=ring,
            at=NOON,
        )
    assert len(asked) <= 16

    context.enter_wall(SYSTEM)
    actions.remove_member(team_id=team_id, person_id=ids[0], by=ring, at=NOON)
    newest = Generation.objects.filter(team_id=team_id).latest("number")
    assert MemberKey.objects.filter(generation=newest).count() == MANY + 1
    assert not MemberKey.objects.filter(member_id=ids[0]).exists()
    row.refresh_from_db(using="stored")
    assert row.sealed_answers.slot.content == before
    assert row.sealed_answers.open(newcomer) == WORDS
