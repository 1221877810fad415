"""Whoever rules the database puts a signer of their own behind a colleague's name.

A proof is signed with the very key that it names: so it shows who has that key, and
never that the colleague does.
"""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.cast import NOON
from tests.made.vault import by_system, make_finished, make_member, make_row
from tests.security.key_attacks import (
    PRIVATE_KEY,
    SEED,
    SIGNER,
    Database,
    put_link,
    sealed_keys,
)
from unhidden.vault import actions, chains, rosters, sealing
from unhidden.vault.actions import NotNewest, NotWaiting
from unhidden.vault.rings import KeyRing
from unhidden.vault.rosters import RosterHolder

pytestmark = pytest.mark.django_db(transaction=True)


def put_signer(database: Database, team: UUID, ring: KeyRing) -> None:
    """A proof with the attacker's signer for somebody's own key pair."""
    (engagement,) = database.execute(
        "select id from agencies_engagement where person_id = %s", [ring.person_id]
    ).fetchone() or (None,)
    holder = RosterHolder(ring.person_id, engagement, None, ring.public_key, SIGNER)
    proof = rosters.prove_holder(holder, team=team, seed=SEED).proof
    database.execute(
        "insert into vault_proof (team_id, person_id, engagement_id, signer, proof)"
        " values (%s, %s, %s, %s, %s) on conflict (team_id, person_id)"
        " do update set signer = excluded.signer, proof = excluded.proof",
        [team, ring.person_id, engagement, SIGNER, proof],
    )


@by_system
def signers(team: UUID) -> tuple[bytes, ...]:
    return chains.find_chain_states([team])[team].link.signers


def opened_by_the_attacker(database: Database, team: UUID) -> bool:
    """Whether the attacker may sign the next link, and reads what is sealed by it."""
    number = by_system(chains.last_number)(team) + 1
    put_link(database, team, number)
    database.execute(
        "update vault_team t set newest_id = g.id from vault_generation g"
        " where g.team_id = t.id and g.number = %s and t.id = %s",
        [number, team],
    )
    try:
        row = make_row(team)
    except NotNewest:
        return False
    (sealed,) = sealed_keys(row.id)
    return len(sealing.open_key(sealed, private_key=PRIVATE_KEY)) == 32


def test_no_signer_comes_behind_the_name_of_one_who_holds_the_keys(
    superuser: Database,
) -> None:
    team_id, ring = make_finished()
    put_signer(superuser, team_id, ring)

    by_system(actions.rotate_team_keys)(team_id=team_id, by=ring, at=NOON)

    assert not opened_by_the_attacker(superuser, team_id)
    assert signers(team_id) == (ring.signer,)


def test_no_signer_comes_behind_the_name_of_one_who_waits(
    superuser: Database,
) -> None:
    team_id, ring = make_finished()
    other = make_member(team_id)
    put_signer(superuser, team_id, other)

    with pytest.raises(NotWaiting):
        by_system(actions.admit_member)(
            team_id=team_id,
            person_id=other.person_id,
            fingerprint=other.fingerprint,
            by=ring,
            at=NOON,
        )

    assert signers(team_id) == (ring.signer,)
