"""Honest work beside a chain that was tampered with, and a late renewal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.cast import NOON
from tests.made.vault import (
    SECRET,
    by_system,
    kept_keys,
    make_finished,
    make_member,
    make_person,
    make_row,
    make_team,
)
from tests.security.key_attacks import Database, put_garbage, refusals
from unhidden.vault import actions, chains, rings
from unhidden.vault.actions import ChainBroken
from unhidden.vault.models import Membership

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_refused_chain_is_told_even_where_the_page_is_undone(
    superuser: Database,
) -> None:
    team_id, ring = make_finished()
    put_garbage(superuser, team_id)

    for _ in range(2):
        with pytest.raises(ChainBroken):
            by_system(actions.rotate_team_keys)(team_id=team_id, by=ring, at=NOON)
    make_row(team_id)

    assert len(refusals(team_id)) == 1


def test_whoever_waits_signs_in_beside_a_broken_chain(superuser: Database) -> None:
    team_id = make_team()
    person_id = make_person(team_id)
    by_system(actions.join_team)(team_id=team_id, person_id=person_id, at=NOON)
    put_garbage(superuser, team_id)

    by_system(actions.create_member)(person_id=person_id, secret=SECRET, at=NOON)
    ring = by_system(rings.unlock_ring)(person_id=person_id, secret=SECRET)
    by_system(actions.prove_own_keys)(ring=ring, at=NOON)


def test_whoever_leaves_loses_their_keys_beside_a_broken_chain(
    superuser: Database,
) -> None:
    team_id = make_team()
    ring, _ = make_member(team_id), make_member(team_id)
    put_garbage(superuser, team_id)
    assert kept_keys(ring)

    by_system(actions.leave_team)(team_id=team_id, person_id=ring.person_id, at=NOON)

    assert not kept_keys(ring)
    rows = Membership.objects.using("stored").filter(member_id=ring.person_id)
    assert rows.get().ended_at == NOON


def test_a_holder_takes_keys_away_beside_a_broken_chain(superuser: Database) -> None:
    team_id = make_team()
    ring, other = make_member(team_id), make_member(team_id)
    put_garbage(superuser, team_id)

    by_system(actions.remove_member)(
        team_id=team_id, person_id=other.person_id, by=ring, at=NOON
    )

    assert not kept_keys(other)


def until(database: Database, ring: rings.KeyRing, day: date) -> None:
    database.execute(
        "update agencies_engagement set to_on = %s where person_id = %s",
        [day, ring.person_id],
    )


def test_an_engagement_that_is_made_longer_signs_on(
    superuser: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    team_id, today = make_team(), timezone.localdate()
    ring = make_member(team_id)
    until(superuser, ring, today)
    by_system(actions.finish_set_up)(team_id=team_id, by=ring, at=NOON)
    superuser.execute(
        "update agencies_engagement set id = gen_random_uuid(), to_on = to_on + 365"
        " where person_id = %s",
        [ring.person_id],
    )
    by_system(actions.prove_own_keys)(ring=ring, at=NOON)
    monkeypatch.setattr(timezone, "localdate", lambda: today + timedelta(days=1))

    by_system(actions.rotate_team_keys)(team_id=team_id, by=ring, at=NOON)
    by_system(actions.prove_own_keys)(ring=ring, at=NOON)

    assert by_system(chains.find_chain_states)([team_id])[team_id].link.number == 5


def test_a_signer_past_their_last_day_is_told_that_another_must_sign(
    superuser: Database,
) -> None:
    team_id, today = make_team(), timezone.localdate()
    ring = make_member(team_id)
    until(superuser, ring, today)
    by_system(actions.finish_set_up)(team_id=team_id, by=ring, at=NOON)
    until(superuser, ring, today + timedelta(days=365))
    tomorrow = timezone.now() + timedelta(days=1)

    with pytest.raises(actions.NotForYou):
        by_system(actions.rotate_team_keys)(team_id=team_id, by=ring, at=tomorrow)


def test_a_clock_that_was_set_back_is_said_and_no_crash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    team_id, ring = make_finished()
    now = timezone.now()
    by_system(actions.rotate_team_keys)(team_id=team_id, by=ring, at=now)
    before = now - timedelta(days=9)
    monkeypatch.setattr(timezone, "localdate", lambda *_: before.date())
    chains.forget_chains()

    with pytest.raises(ChainBroken):
        by_system(actions.rotate_team_keys)(team_id=team_id, by=ring, at=before)
