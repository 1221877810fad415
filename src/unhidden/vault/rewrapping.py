"""Moving record keys to a team's newest generation: keys only, never content."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from unhidden.vault import chains, changes, sealing
from unhidden.vault.chains import NotCertified
from unhidden.vault.changes import Change
from unhidden.vault.models import Generation, Helper, Rewrap
from unhidden.vault.sealing import SealBroken

BATCH = 500
START = UUID(int=0)
_HELPER = b"unhidden vault helper"
_TO_MOVE = "select id, sealed_key from wall.keys_to_move(%s, %s, %s)"


def hand_to_helper(held: Mapping[int, bytes]) -> list[Change]:
    """The older generations of a team, with what the helper needs to move their keys.

    ``held`` are private keys by generation; the helper gets them sealed to its own.
    """
    helper = helpers_key()
    return [
        {"generation": generation}
        | (
            {"handed": sealing.seal_key(private_key, public_key=helper)}
            if helper
            else {}
        )
        for generation, private_key in held.items()
    ]


def carry_on(rewrap: Rewrap, *, private_key: bytes, at: datetime, most: int) -> int:
    """Move at most ``most`` record keys, each batch in a transaction; gives how many.

    A record key that does not open is left where it is and counted: it was broken.
    """
    moved, after = 0, START
    while moved < most:
        done, broken, last = _batch(rewrap, private_key, after)
        if last is None:
            changes.call_key_procedure("end_moving", rewrap.id, rewrap.broken, at)
            break
        rewrap.done += done
        rewrap.broken += broken
        moved, after = moved + done, last
    return moved


@transaction.atomic
def _batch(
    rewrap: Rewrap, private_key: bytes, after: UUID
) -> tuple[int, int, UUID | None]:
    """How many were moved, how many are broken, and the last; None at the end."""
    newest = _newest(rewrap.generation_id)
    with connection.cursor() as cursor:
        cursor.execute(_TO_MOVE, [rewrap.id, after, BATCH])
        rows = cursor.fetchall()
    if not rows:
        return 0, 0, None
    moved = _moved(rows, private_key, public_key=bytes(newest.public_key))
    changes.call_key_procedure(
        "move_keys", rewrap.id, list(moved), list(moved.values())
    )
    return len(moved), len(rows) - len(moved), rows[-1][0]


def _moved(
    rows: Collection[tuple[UUID, bytes | memoryview]],
    private_key: bytes,
    *,
    public_key: bytes,
) -> dict[UUID, bytes]:
    found: dict[UUID, bytes] = {}
    for row_id, sealed in rows:
        try:
            data_key = sealing.open_key(bytes(sealed), private_key=private_key)
        except SealBroken:
            continue
        found[row_id] = sealing.seal_key(data_key, public_key=public_key)
    return found


def _newest(generation_id: int) -> Generation:
    """Of the same team, its newest by the chain; raises NotCertified."""
    team = Generation.objects.filter(id=generation_id).values_list("team_id", flat=True)
    for newest in chains.find_newest_generations(team).values():
        return newest
    raise NotCertified


def helpers_key() -> bytes | None:
    """The running worker's public key, if it is truly one of ours; else None."""
    server_key: bytes | None = settings.VAULT_KEY
    row = Helper.objects.first()
    if row is None or server_key is None:
        return None
    try:
        return sealing.unwrap_key(
            bytes(row.wrapped_public_key), key=server_key, bound_to=_HELPER
        )
    except SealBroken:
        return None


class HelperKeys:
    """A worker's own key pair: its private half is nowhere but in this object."""

    def __init__(self) -> None:
        self._public_key, self._private_key = sealing.new_key_pair()

    def announce(self, *, at: datetime) -> None:
        """Say which key to seal to, so that a database's thief cannot say another."""
        server_key: bytes | None = settings.VAULT_KEY
        if server_key is None:
            return
        wrapped = sealing.wrap_key(self._public_key, key=server_key, bound_to=_HELPER)
        if helpers_key() != self._public_key:
            changes.call_key_procedure("announce_helper", wrapped, at)

    def work(self, *, at: datetime, most: int = 100_000) -> int:
        """Move what was handed to this worker; gives how many record keys."""
        moved = 0
        waiting = Rewrap.objects.filter(ended_at=None, handed__isnull=False)
        for rewrap in waiting.order_by("id"):
            try:
                private_key = sealing.open_key(
                    bytes(rewrap.handed or b""), private_key=self._private_key
                )
                moved += carry_on(rewrap, private_key=private_key, at=at, most=most)
            except (SealBroken, NotCertified):
                # Handed to a worker that is gone, or to keys that nobody signed for: a
                # member carries on.
                continue
        return moved

    def __repr__(self) -> str:
        return "<help>"
