"""The ground of the sync bench: keys of the landing and of teams, and who goes out."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from benchmarks.sync.house import SyncHouse
from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.connecting import Connection
from unhidden.lib.working_days import LONDON
from unhidden.vault import chain, landing_keys, links, receipts, sealing, signing

_ADD = "select wall.add_landing_key(%s, %s, %s, %s, now())"
_ADD_TEAM = (
    "set session_replication_role = replica",
    "insert into vault_team (id, created_at) values (%(team)s, now())",
    "insert into vault_generation"
    " (team_id, number, public_key, opens_first_version, created_at)"
    " values (%(team)s, 1, %(key)s, false, now())",
    "update vault_team t set newest_id = g.id from vault_generation g"
    " where g.team_id = t.id and t.id = %(team)s",
    "set session_replication_role = default",
)
_NEWEST = """
select id, public_key from field_landingkey
 where closed is not null and from_on <= (now() at time zone 'Europe/London')::date
 order by from_on desc limit 1
"""


@dataclass(frozen=True, slots=True)
class BenchTeam:
    """A team that phones seal to, with both halves of its key."""

    team: UUID
    generation: int
    link: int
    public_key: bytes
    private_key: bytes

    def tell_chain(self) -> dict[str, object]:
        """What stands before the team's first link, and that link, signed by a root."""
        root, signer = secrets.token_bytes(32), secrets.token_bytes(32)
        before = chain.make_first_state(
            root=signing.public_key_of(root), team=self.team
        )
        header = links.header_of(
            replace(
                before.link,
                number=self.link,
                day=timezone.now().astimezone(LONDON).date(),
                generation=self.generation,
                key=self.public_key,
                roster=secrets.token_bytes(32),  # for staff alone
                signers=(signing.public_key_of(signer),),
            )
        )
        signed = {before.link.root: links.sign_header(header, root)}
        signatures = links.signatures_of(signed).decode()
        link = {"header": header.decode(), "signatures": signatures}
        return {"state": before.as_pin(), "links": [link]}

    def tell_phone(self) -> dict[str, object]:
        """What a phone is told of it."""
        named = {"team": str(self.team), "generation": self.generation}
        return {**named, "link": self.link, "key": self.public_key.hex()}


@dataclass(frozen=True, slots=True)
class SyncGround:
    """What phones are told, and what opens what they send."""

    landing_id: UUID
    landing_key: bytes
    receipt_key: bytes
    usual: BenchTeam
    custodians: BenchTeam

    def tell_phones(self, house: SyncHouse, port: int = 0) -> dict[str, Any]:
        """What every phone of the bench is told; ``port`` is of a line before it."""
        name = receipts.name_key(self.receipt_key)
        return {
            "origin": house.origin,
            "landing": {
                "id": str(self.landing_id),
                "public_key": self.landing_key.hex(),
                "url": house.find_landing(port),
                "receipt_keys": {name: self.receipt_key.hex()},
            },
            "receivers": {
                "usual": self.usual.tell_phone(),
                "custodians": self.custodians.tell_phone(),
            },
            "chain": self.usual.tell_chain(),
        }


def make_ground(house: SyncHouse) -> SyncGround:
    """Have keys: of the landing those that are there, or the very first."""
    pair = landing_keys.make_landing_pair()
    closed = landing_keys.close_private(pair, key=house.read_secret("landing_key"))
    today = timezone.now().astimezone(LONDON).date()
    monday = today - timedelta(days=today.weekday())
    with connecting.connect(house.database) as admin:
        admin.execute(_ADD, [pair.id, pair.public_key, closed, monday])
        row = admin.execute(_NEWEST).fetchone()
        usual, custodians = _make_team(admin), _make_team(admin)
    assert row  # one was just added where there was none
    published = bytes.fromhex(house.fetch_key().split()[-1])
    return SyncGround(row[0], bytes(row[1]), published, usual, custodians)


def _make_team(admin: Connection) -> BenchTeam:
    """A team in the books whose private key the bench has; its links are for phones."""
    public_key, private_key = sealing.new_key_pair()
    team = BenchTeam(uuid4(), 1, 1, public_key, private_key)
    for statement in _ADD_TEAM:
        admin.execute(statement, {"team": team.team, "key": public_key})
    return team
