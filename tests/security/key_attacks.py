"""What somebody who may write to the whole database does to keys and their chains."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import psycopg

from tests.cast import NOON
from tests.support import audited
from unhidden.vault import (
    chain,
    links,
    rosters,
    sealing,
    signing,
)
from unhidden.vault.chain import ChainState
from unhidden.vault.models import RecordKey
from unhidden.vault.rosters import Roster, RosterHolder
from unhidden.vault.signing_keys import seed_of

Database = psycopg.Connection[Any]


PUBLIC_KEY, PRIVATE_KEY = sealing.new_key_pair()


SEED = seed_of(PRIVATE_KEY)


SIGNER = signing.public_key_of(SEED)


def put_generation(database: Database, team: UUID, number: int = 3) -> None:
    database.execute(
        "insert into vault_generation (team_id, number, public_key, created_at,"
        " opens_first_version) values (%s, %s, %s, now(), false)",
        [team, number, PUBLIC_KEY],
    )


def put_link(database: Database, team: UUID, generation: int = 3) -> None:
    """The next link, to the attacker's key and signed by the attacker alone."""
    put_generation(database, team, generation)
    (number, header) = database.execute(
        "select number, header from vault_link where team_id = %s"
        " order by number desc limit 1",
        [team],
    ).fetchone() or (0, b"")
    _put(database, chain.read_known_state(bytes(header)), number + 1)


def put_first_link(database: Database, team: UUID) -> None:
    """A whole other chain, by another root, in place of the team's own."""
    put_generation(database, team)
    take_chain(database, team)
    beginning = chain.make_first_state(root=SIGNER, team=team)
    _put(database, beginning, 1)


def _put(database: Database, before: ChainState, number: int) -> None:
    holder = RosterHolder(uuid4(), uuid4(), None, PUBLIC_KEY, SIGNER)
    proven = rosters.prove_holder(holder, team=before.link.team, seed=SEED)
    roster = rosters.roster_of(Roster("rotate", (proven,)))
    link = replace(
        before.link,
        number=number,
        previous=before.hash,
        day=max(NOON.date(), before.link.day),
        generation=before.link.generation + 1,
        key=PUBLIC_KEY,
        roster=links.hash_of(roster),
        signers=(SIGNER,),
    )
    header = links.header_of(link)
    signatures = links.signatures_of({SIGNER: links.sign_header(header, SEED)})
    database.execute(
        "insert into vault_link (team_id, number, header, signatures)"
        " values (%s, %s, %s, %s)",
        [before.link.team, number, header, signatures],
    )


def take_last_link(database: Database, team: UUID) -> None:
    database.execute(
        "delete from vault_link l where team_id = %s and number ="
        " (select max(number) from vault_link m where m.team_id = l.team_id)",
        [team],
    )


def take_chain(database: Database, team: UUID) -> None:
    database.execute("delete from vault_link where team_id = %s", [team])


def put_garbage(database: Database, team: UUID) -> None:
    database.execute(
        "insert into vault_link (team_id, number, header, signatures)"
        " values (%s, 99, 'x', 'y')",
        [team],
    )


ATTEMPTS = [
    put_generation, put_link, put_first_link, take_last_link, take_chain, put_garbage,
]  # fmt: skip


def sealed_keys(row_id: UUID) -> list[bytes]:
    rows = RecordKey.objects.using("stored").filter(record_id=row_id)
    return [bytes(row.sealed_key) for row in rows]


def refusals(team_id: UUID) -> list[str]:
    names = audited.names_about(subject_id=team_id)
    return [name for name in names if name == "agencies.keys_refused"]
