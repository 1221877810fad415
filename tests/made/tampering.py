"""What somebody who rules the database may do to the record: ten ways, by chance.

Each gives the codes of which one must be found.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import psycopg

from unhidden.audit import tree
from unhidden.audit.statements import (
    NONE,
    Anchor,
    CheckpointStatement,
    fingerprint_public_key,
    hash_statement,
    signed_bytes,
)
from unhidden.vault import signing

Database = psycopg.Connection[Any]
Drill = Callable[[Database, random.Random], set[str]]
OTHER_KEY = bytes(32)
_VALUES = {
    "name": "'audit.other'",
    "verb": "'erasure'",
    "person_id": "gen_random_uuid()",
    "at": "at - interval '1 second'",
    "detail": """'{"a": 1}'""",
    "purpose": "'investigation'",
}
_COPY = """
insert into audit_event
select (jsonb_populate_record(e, jsonb_build_object(
         'id', gen_random_uuid(), 'recorded_at', e.recorded_at + %s::interval))).*
  from audit_event e where e.id = %s returning id, recorded_at
"""


def edit(database: Database, chance: random.Random) -> set[str]:
    column = chance.choice(list(_VALUES))
    database.execute(
        f"update audit_event set {column} = {_VALUES[column]} where id = %s",  # noqa: S608
        [_event(database, chance)],
    )
    return {"changed"}


def delete(database: Database, chance: random.Random) -> set[str]:
    _delete(database, _event(database, chance))
    return {"removed"}


def delete_with_its_place(database: Database, chance: random.Random) -> set[str]:
    event = _event(database, chance)
    _delete(database, event)
    database.execute("delete from audit_leaf where event_id = %s", [event])
    return {"removed"}


def insert(database: Database, chance: random.Random) -> set[str]:
    database.execute(_COPY, ["1 microsecond", _event(database, chance)])
    return {"inserted"}


def insert_with_a_place(database: Database, chance: random.Random) -> set[str]:
    event = _event(database, chance)
    row = database.execute(_COPY, ["1 microsecond", event]).fetchone()
    assert row
    database.execute(
        "insert into audit_leaf select e.id, l.checkpoint, (select max(position) + 1"
        " from audit_leaf m where m.checkpoint = l.checkpoint),"
        " sha256('\\x00' || convert_to(wall.line(e), 'UTF8'))"
        " from audit_event e, audit_leaf l where e.id = %s and l.event_id = %s",
        [row[0], event],
    )
    return {"inserted"}


def reorder(database: Database, chance: random.Random) -> set[str]:
    number = chance.choice(_numbers(database, at_least=2))
    one, other = chance.sample(range(_size(database, number)), 2)
    database.execute("alter table audit_leaf drop constraint a_place_holds_one_event")
    database.execute(
        "update audit_leaf set position = %s - position"
        " where checkpoint = %s and position in (%s, %s)",
        [one + other, number, one, other],
    )
    return {"reordered"}


def backdate(database: Database, chance: random.Random) -> set[str]:
    """Added and sealed by the rules, but under the date of yesterday."""
    event = _event(database, chance)
    row = database.execute(_COPY, ["-1 day", event]).fetchone()
    database.execute("insert into audit_waiting values (%s, %s)", row)
    return {"backdated"}


def truncate(database: Database, chance: random.Random) -> set[str]:
    """The last checkpoints go, with all that they sealed."""
    first = chance.choice(_numbers(database))
    database.execute(
        "delete from audit_event where id in"
        " (select event_id from audit_leaf where checkpoint >= %s)",
        [first],
    )
    database.execute("delete from audit_leaf where checkpoint >= %s", [first])
    database.execute("delete from audit_checkpoint where number >= %s", [first])
    return {"checkpoint_removed"}


def drop_checkpoint(database: Database, chance: random.Random) -> set[str]:
    number = chance.choice(_numbers(database))
    database.execute("delete from audit_checkpoint where number = %s", [number])
    return {"checkpoint_replaced", "checkpoint_removed"}


def replace_checkpoint(database: Database, chance: random.Random) -> set[str]:
    """An event goes, and all from there on is made anew and signed with another key."""
    number = chance.choice(_numbers(database))
    database.execute(
        "with gone as (delete from audit_leaf where checkpoint = %s and position = 0"
        " returning event_id) delete from audit_event where id in (table gone)",
        [number],
    )
    database.execute("alter table audit_leaf drop constraint a_place_holds_one_event")
    database.execute(
        "update audit_leaf set position = position - 1 where checkpoint = %s", [number]
    )
    _sign_again(database, number)
    return {"checkpoint_by_another_key"}


DRILLS: tuple[Drill, ...] = (
    edit,
    delete,
    delete_with_its_place,
    insert,
    insert_with_a_place,
    reorder,
    backdate,
    truncate,
    drop_checkpoint,
    replace_checkpoint,
)


def anchors(database: Database) -> list[Anchor]:
    """The heads of the record as it stands."""
    rows = database.execute(
        "select statement, public_key from audit_checkpoint order by number"
    )
    found = []
    for text, key in rows.fetchall():
        said = CheckpointStatement.from_text(text)
        found.append(
            Anchor(
                said.number,
                said.total,
                hash_statement(text),
                fingerprint_public_key(key),
            )
        )
    return found


def _sign_again(database: Database, first: int) -> None:
    """A chain that is right in itself, from this checkpoint on."""
    previous, total = NONE, 0
    for number in _numbers(database):
        row = database.execute(
            "select statement from audit_checkpoint where number = %s", [number]
        ).fetchone()
        assert row
        said = CheckpointStatement.from_text(row[0])
        hashes = [
            bytes(found[0])
            for found in database.execute(
                "select hash from audit_leaf where checkpoint = %s order by position",
                [number],
            )
        ]
        total += len(hashes)
        text = row[0]
        if number >= first:
            text = CheckpointStatement(
                number,
                previous,
                tree.hash_tree(hashes).hex(),
                len(hashes),
                total,
                said.first,
                said.last,
                said.sealed_at,
            ).to_text()
            database.execute(
                "update audit_checkpoint set statement = %s, signature = %s,"
                " public_key = %s where number = %s",
                [
                    text,
                    signing.sign_message(signed_bytes(text), OTHER_KEY),
                    signing.public_key_of(OTHER_KEY),
                    number,
                ],
            )
        previous = hash_statement(text)


def _event(database: Database, chance: random.Random) -> object:
    rows = database.execute("select event_id from audit_leaf order by event_id")
    return chance.choice(rows.fetchall())[0]


def _delete(database: Database, event: object) -> None:
    database.execute("delete from audit_event where id = %s", [event])


def _numbers(database: Database, at_least: int = 1) -> list[int]:
    rows = database.execute(
        "select checkpoint from audit_leaf group by 1 having count(*) >= %s order by 1",
        [at_least],
    )
    return [row[0] for row in rows.fetchall()]


def _size(database: Database, number: int) -> int:
    row = database.execute(
        "select count(*) from audit_leaf where checkpoint = %s", [number]
    ).fetchone()
    assert row
    return int(row[0])
