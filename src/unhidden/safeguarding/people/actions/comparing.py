"""The worker's daily look at who wants to be found again, and came to somebody else."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id
from unhidden.audit import actions as audit
from unhidden.safeguarding.models import FoundAgain
from unhidden.vault import again

COMPARE = "safeguarding.compare_people"


class NoAgainSecret(Exception):
    """This process is not given the secret under which people are compared."""


@dataclass(frozen=True, slots=True)
class _Wish:
    case_id: UUID
    person_id: UUID
    lead_id: UUID


@action
def find_again(*, actor: Actor, at: datetime) -> int:
    """Note each case whose person may have come to another organisation since.

    Publishes the key first. What is compared is never stored. Gives how many are new.
    """
    actor.must(COMPARE)
    secret = settings.LANDING_KEY
    if secret is None:
        raise NoAgainSecret
    with connection.cursor() as cursor:
        public_key = again.find_public_key(secret)
        cursor.execute(
            "select wall.note_again_key(%s, %s, %s)", [new_id(), public_key, at]
        )
        cursor.execute("select * from wall.again_letters()")
        rows = cursor.fetchall()
    noted = [_note(one, other, at) for one, other in sorted(set(_pairs(rows, secret)))]
    found = [each for each in noted if each is not None]
    for key in found:
        audit.record_event(
            name="safeguarding.found_again_noted",
            verb=audit.Verb.COMBINATION,
            actor=actor,
            subject=FoundAgain(id=key),
            at=at,
        )
    return len(found)


def _pairs(
    rows: list[tuple[UUID, UUID, UUID, datetime, bytes]], secret: bytes
) -> Iterator[tuple[UUID, UUID]]:
    """The earlier and the later case of two organisations that share a mark."""
    held: dict[bytes, list[_Wish]] = defaultdict(list)
    for case_id, person_id, lead_id, _, letter in rows:
        for told in _open(letter, secret):
            mark = again.make_mark(told, secret=secret)
            held[mark].append(_Wish(case_id, person_id, lead_id))
    # The rows came in the order in which the cases were opened.
    for wishes in held.values():
        for earlier, later in combinations(wishes, 2):
            is_elsewhere = earlier.lead_id != later.lead_id
            if is_elsewhere and earlier.person_id != later.person_id:
                yield earlier.case_id, later.case_id


def _open(letter: bytes, secret: bytes) -> list[str]:
    """What a letter tells; nothing where it was sealed to a secret of before."""
    try:
        told: list[str] = json.loads(again.open_told(bytes(letter), secret=secret))
    except again.SealBroken:
        return []
    return told


def _note(earlier: UUID, later: UUID, at: datetime) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select wall.note_found_again(%s, %s, %s, %s)",
            [new_id(), earlier, later, localdate(at)],
        )
        (made,) = cursor.fetchone()
    return made if isinstance(made, UUID) else None
