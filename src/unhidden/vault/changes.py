"""Changing keys: the only way to their tables, since no role of a program writes them.

What is to be changed is one text. The program vouches for it with a key that SQL in its
place has not, and the database's procedures check the rest (``sql/``).
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from unhidden.lib import signed_texts

Change = dict[str, Any]
_WHO = "select wall.challenge(), coalesce(wall.person()::text, 'system')"


class VaultLocked(Exception):
    """This process is not given the key that it needs for this."""


def of_member(change: Change, *, at: datetime | None = None) -> bool:
    """Make or renew a key pair, and its ways in; gives whether it was done.

    Raises VaultLocked.
    """
    return bool(_vouched_call("change_member", {**change, "at": at}))


def of_team(team_id: UUID, number: int, change: Change, *, at: datetime) -> None:
    """Change a team's keys, or who has them; ``number`` is its newest generation's.

    Raises VaultLocked.
    """
    named = {**change, "team": team_id, "at": at}
    _vouched_call("change_team", named, team=str(team_id), number=number)


def lock_team(team_id: UUID) -> bool:
    """Hold a team until the transaction ends; False for none. Raises VaultLocked."""
    return bool(_vouched_call("lock_team", {"team": team_id}))


def of_record_keys(change: Change) -> None:
    """Take data keys away, and put some there; raises VaultLocked."""
    _vouched_call("change_record_keys", change)


def may_add_record_keys() -> bool:
    """Whether this program adds data keys itself: the public site, to what it takes."""
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege('vault_recordkey', 'insert')")
        return bool(cursor.fetchone()[0])


def call_key_procedure(procedure: str, *arguments: Any) -> Any:
    """What ``wall.<procedure>`` gives: its one value."""
    marks = ", ".join(["%s"] * len(arguments))
    with connection.cursor() as cursor:
        cursor.execute(f"select wall.{procedure}({marks})", arguments)
        return cursor.fetchone()[0]


def _vouched_call(
    procedure: str, change: Mapping[str, Any], *, team: str = "", number: int = 0
) -> Any:
    key: bytes | None = settings.SIGNING_KEYS.get("link")
    if key is None:
        raise VaultLocked
    text = json.dumps(change, default=_plain)
    with connection.cursor() as cursor:
        cursor.execute(_WHO)
        challenge, who = cursor.fetchone()
    digest = sha256(text.encode()).hexdigest()
    parts = [team, str(number), digest, who, token_hex(16), challenge]
    return call_key_procedure(
        procedure, signed_texts.sign_parts(key, "link", parts), text
    )


def _plain(value: object) -> str | Sequence[object]:
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(value)
