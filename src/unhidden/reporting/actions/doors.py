"""The door that reports come through: a puzzle or a wait, and never a refusal.

Nothing here is stored. What is counted lies in this process's memory for an hour, under
names that only this process can make.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import altcha
from django.core import signing
from django.core.cache import caches

from unhidden.lib import networks
from unhidden.reporting.rules import doors
from unhidden.reporting.rules.doors import Pressure

HOUR = 3_600
PUZZLE_LASTS = timedelta(minutes=30)
#: Rounds of PBKDF2 for each try: about a millisecond on a cheap phone.
ROUNDS = 1_000
_ALGORITHM = "PBKDF2/SHA-256"
_SALT = "unhidden.reporting.ticket"
_EVERYWHERE = "everywhere"
# Names in the counter are of no use to whoever reads this process's memory later.
_HERE = secrets.token_bytes(32)


@dataclass(frozen=True, slots=True)
class Ticket:
    """Which form this is, and how many seconds ago its first page was made."""

    form_key: UUID
    age: float


def network_of(address: str) -> str:
    """The name under which the reports of a part of the network are counted.

    No address can be told from it, and it is another one after every start.
    """
    nearby = networks.name_of(address)
    return signing.Signer(key=_HERE, salt="network").signature(nearby)


def count(network: str) -> Pressure:
    """One more report from this part of the network: how many that makes."""
    return _count(network, doors.REPORT)


def pressure(network: str) -> Pressure:
    """How many reports came in this hour; a puzzle asked for counts as a tenth."""
    held = caches["doors"].get_many([_EVERYWHERE, network])
    return _pressure(held.get(_EVERYWHERE, 0), held.get(network, 0))


def _count(network: str, weight: int) -> Pressure:
    nearby = _add(network, weight)
    everywhere = _add(_EVERYWHERE, doors.spread(nearby, weight))
    return _pressure(everywhere, nearby)


def _pressure(everywhere: int, nearby: int) -> Pressure:
    return Pressure(everywhere // doors.REPORT, nearby // doors.REPORT)


def _add(name: str, weight: int) -> int:
    counter = caches["doors"]
    counter.add(name, 0, timeout=HOUR)
    try:
        return counter.incr(name, weight)
    except ValueError:  # it ran out between the two
        return weight


def begin(*, at: datetime) -> tuple[str, UUID]:
    """A ticket for a form that begins now, which travels in the page; and its key."""
    key = uuid4()
    return signing.dumps([str(key), at.timestamp()], salt=_SALT), key


def new_ticket(*, at: datetime) -> str:
    """The ticket alone."""
    ticket, _ = begin(at=at)
    return ticket


def read_ticket(ticket: str, *, at: datetime) -> Ticket | None:
    """What the ticket says; None for one that is not ours."""
    try:
        key, began = signing.loads(ticket, salt=_SALT)
        return Ticket(form_key=UUID(key), age=at.timestamp() - float(began))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def puzzle(*, form_key: UUID, network: str, at: datetime) -> dict[str, Any]:
    """A puzzle for this form, harder the more reports come (altcha's own format)."""
    least = doors.turns(_count(network, doors.PUZZLE))
    made = altcha.create_challenge(
        _ALGORITHM,
        ROUNDS,
        counter=least + secrets.randbelow(least),
        expires_at=at + PUZZLE_LASTS,
        data={"form": str(form_key)},
        hmac_secret=_secret("puzzle"),
        hmac_key_secret=_secret("answer"),
    )
    return made.to_dict()


def is_solved(answer: str, *, form_key: UUID) -> bool:
    """Whether this is the answer to a puzzle that we gave to this form."""
    found = altcha.verify_solution(
        answer, _secret("puzzle"), hmac_key_secret=_secret("answer")
    )
    return bool(found.verified) and _form_of(answer) == str(form_key)


def _form_of(answer: str) -> str:
    data = altcha.Payload.from_base64(answer).challenge.parameters.data
    return str(data.get("form", "")) if isinstance(data, Mapping) else ""


def _secret(purpose: str) -> str:
    return signing.Signer(salt=_SALT).signature(purpose)
