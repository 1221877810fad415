"""A server put back to yesterday opens what phones sent, and asks for the rest."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from tests.made.field import Phone, SentSubmission, TeamKey, seal_submission
from tests.server.backups import Kept
from unhidden.hosting.postgres.connecting import Connection
from unhidden.vault import landing_keys

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("backup")]
PAIR = landing_keys.make_landing_pair()
_COMMIT = "select wall.commit_landing(%s, %s, %s, %s::bytea[])"
_ASK = "select wall.ask_receipts(%s, %s, %s, %s)"
_ADD = """
select wall.add_landing_key(%s, %s, %s,
       date_trunc('week', now() at time zone 'Europe/London')::date, clock_timestamp())
"""
_HELD = """
select p.sealed, k.closed from field_part p, field_landingkey k
 where p.submission_id = %s and k.id = %s
"""


def call(connection: Connection, role: str, statement: str, *given: object) -> Any:
    """What one procedure gives to one process."""
    with connection.transaction():
        connection.execute(f"set local role unhidden_{role}".encode())
        row = connection.execute(statement.encode(), given).fetchone()
        assert row
        return row[0]


def write(phone: Phone, words: str) -> SentSubmission:
    landing = TeamKey("landing", PAIR.public_key)
    return seal_submission(phone, landing=landing, landing_id=PAIR.id, outer=words)


def commit(connection: Connection, sent: SentSubmission) -> Any:
    key, given = sent.phone.public_key, (sent.header, sent.signature, sent.inline)
    return call(connection, "field", _COMMIT, key, *given)


def ask(connection: Connection, phone: Phone, *sent: SentSubmission) -> list[Any]:
    asked = [{"submission": str(e.id), "digest": e.digest.hex()} for e in sent]
    holds = {"waiting": 0, "shifts": []}
    given = (phone.id, phone.public_key, Jsonb(asked), Jsonb(holds))
    found = call(
        connection, "field", "select wall.ask_receipts(%s, %s, %s, %s)", *given
    )
    return list(found["told"])


def read(connection: Connection, sent: SentSubmission, secret: bytes) -> str:
    row = connection.execute(_HELD, [sent.id, PAIR.id]).fetchone()
    assert row
    return landing_keys.open_outer(
        bytes(row[0]), closed=bytes(row[1]), public_key=PAIR.public_key, key=secret
    )


def test_a_restored_server_opens_what_it_had_and_asks_for_what_it_has_not(
    whole: Kept,
) -> None:
    secret = base64.b64decode(whole.installation.secrets["landing_key"])
    phone = Phone()
    before, since = write(phone, "before"), write(phone, "since")
    with whole.inside() as inside:
        closed = landing_keys.close_private(PAIR, key=secret)
        assert call(inside, "worker", _ADD, PAIR.id, PAIR.public_key, closed)
        received = commit(inside, before)
    backup = whole.make()
    with whole.inside() as inside:
        commit(inside, since)

    assert whole.restore(backup) == []

    with whole.inside(whole.copy) as restored:
        first, second = ask(restored, phone, before, since)
        assert (first["is"], second["is"]) == ("received", "unknown")
        # The receipt that the phone has is the one that it would get again.
        assert {name: first[name] for name in ("position", "landed_at", "in")} == {
            name: received[name] for name in ("position", "landed_at", "in")
        }
        assert commit(restored, since)["is"] == "received"
        assert read(restored, before, secret) == "before"
        assert read(restored, since, secret) == "since"
