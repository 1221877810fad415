"""What sealing costs: a value, a sign-in, new keys, and the bytes on top.

Everything goes through the vault's own actions, under the staff site's role and with
the key derivation of an installation; each is undone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.access.policy import Purpose
from unhidden.hosting.failing import StepFailure
from unhidden.reporting.models import Report
from unhidden.vault import actions, rings
from unhidden.vault.fields import SealedValue
from unhidden.vault.models import RecordKey
from unhidden.vault.rings import KeyRing

T = TypeVar("T")
SETS_UP = Actor(None, None, frozenset(), role="system", purpose=Purpose.SYSTEM_ADMIN)
SECRET = "a secret of the bench"  # noqa: S105  # made and undone here
WORDS = "Three men sleep behind the car wash and never leave it. " * 8
RECORDS, QUICK_RECORDS = 5_000, 1_000
SIGN_INS, QUICK_SIGN_INS = 20, 5
MILLISECONDS, THOUSAND = 1_000, 1_000
PASSKEY = bytes(range(32))


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure; nothing stays in the database."""
    with context.acting_as(SETS_UP):
        for line in _all(QUICK_RECORDS if quick else RECORDS, quick=quick):
            yield line
            # A context is good for a minute only.
            context.enter_wall(SETS_UP)
        transaction.set_rollback(True)


def _all(count: int, *, quick: bool) -> Iterator[dict[str, object]]:
    team_id, ring = _team()
    sealing, sealed = _each(count, lambda: _sealed(team_id))
    yield _measure("seal_ms", sealing, "ms", records=count)
    opening, texts = _each_of(sealed, lambda value: value.open(ring))
    if set(texts) != {WORDS}:
        sentence = "What was sealed did not open unchanged."
        raise StepFailure(sentence)
    yield _measure("open_ms", opening, "ms", records=count)
    at_once, _ = _timed(lambda: actions.open_all(sealed, by=ring))
    yield _measure("open_together_ms", at_once * MILLISECONDS / count, "ms")
    yield from _sign_in(ring, QUICK_SIGN_INS if quick else SIGN_INS)
    yield from _keys(team_id, ring, count)
    yield from _bytes(sealed[0])


def _sign_in(ring: KeyRing, times: int) -> Iterator[dict[str, object]]:
    who = ring.person_id
    actions.add_passkey(ring=ring, output=PASSKEY, label="bench", at=timezone.now())
    unlock, _ = _each(times, lambda: rings.unlock_ring(person_id=who, secret=SECRET))
    yield _measure("unlock_ms", unlock, "ms", times=times)
    passkey, _ = _each(
        times,
        lambda: rings.unlock_by_key(person_id=who, output=PASSKEY, label="bench"),
    )
    yield _measure("unlock_passkey_ms", passkey, "ms", times=times)
    cookie_key = rings.new_cookie_key()
    session, _ = _each(
        times,
        lambda: KeyRing.from_session(ring.sealed_for_session(cookie_key), cookie_key),
    )
    yield _measure("session_ms", session, "ms", times=times)


def _keys(team_id: UUID, ring: KeyRing, count: int) -> Iterator[dict[str, object]]:
    now = timezone.now()
    rotating, _ = _timed(
        lambda: actions.rotate_team_keys(team_id=team_id, by=ring, at=now)
    )
    yield _measure("rotate_ms", rotating * MILLISECONDS, "ms", records=count)
    moving, moved = _timed(lambda: _move_all(team_id, ring))
    if moved != count:
        sentence = f"Of {count} record keys {moved} were moved."
        raise StepFailure(sentence)
    per_thousand = moving * MILLISECONDS / count * THOUSAND
    yield _measure("rewrap_1000_ms", per_thousand, "ms", records=count)
    newcomer = _member(team_id)
    admitting, _ = _timed(
        lambda: actions.admit_member(
            team_id=team_id,
            person_id=newcomer.person_id,
            fingerprint=newcomer.fingerprint,
            by=ring,
            at=now,
        )
    )
    yield _measure("admit_ms", admitting * MILLISECONDS, "ms", records=count)


def _move_all(team_id: UUID, ring: KeyRing) -> int:
    total = 0
    while moved := actions.carry_on(team_id=team_id, by=ring, at=timezone.now()):
        total += moved
    return total


def _bytes(sealed: SealedValue) -> Iterator[dict[str, object]]:
    plain, kept = len(WORDS.encode()), len(sealed.slot.content)
    yield _measure("overhead_bytes", kept - plain, "bytes", plain=plain, kept=kept)
    table = RecordKey._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("select count(*), avg(pg_column_size(k)) from vault_recordkey k")
        _, row = cursor.fetchone()
        cursor.execute(
            "select pg_indexes_size(%s) / count(*) from vault_recordkey", [table]
        )
        (indexes,) = cursor.fetchone()
    yield _measure("key_row_bytes", float(row), "bytes", of_indexes=int(indexes))


def _team() -> tuple[UUID, KeyRing]:
    """A team whose set-up is finished, as in a house that is used."""
    team_id, now = uuid4(), timezone.now()
    actions.create_team(team_id=team_id, at=now)
    ring = _member(team_id)
    actions.finish_set_up(team_id=team_id, by=ring, at=now)
    return team_id, ring


def _member(team_id: UUID) -> KeyRing:
    person_id, now = uuid4(), timezone.now()
    actions.create_member(person_id=person_id, secret=SECRET, at=now)
    actions.join_team(team_id=team_id, person_id=person_id, at=now)
    return rings.unlock_ring(person_id=person_id, secret=SECRET)


def _sealed(team_id: UUID) -> SealedValue:
    """A value with its record key kept; the row it would be of is not needed."""
    return actions.seal_field(Report(), "sealed_answers", WORDS, teams=[team_id])


def _timed(do: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    found = do()
    return time.perf_counter() - began, found


def _each(times: int, do: Callable[[], T]) -> tuple[float, list[T]]:
    """The median in milliseconds, and what each gave."""
    pairs = [_timed(do) for _ in range(times)]
    return median(seconds for seconds, _ in pairs) * MILLISECONDS, [
        found for _, found in pairs
    ]


def _each_of(
    values: list[SealedValue], do: Callable[[SealedValue], T]
) -> tuple[float, list[T]]:
    left = iter(values)
    return _each(len(values), lambda: do(next(left)))


def _measure(name: str, value: float, unit: str, **more: int) -> dict[str, object]:
    return {"bench": f"vault.{name}", "value": round(value, 3), "unit": unit, **more}
