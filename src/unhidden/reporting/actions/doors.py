"""The door that reports come through: a puzzle or a wait, and never a refusal.

Nothing here is stored. What is counted lies in this process's memory for an hour, under
names that only this process can make.
"""

from __future__ import annotations

import math
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import altcha
from django.conf import settings
from django.core import signing
from django.core.cache import caches

from unhidden.lib import networks
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting.rules import doors
from unhidden.reporting.rules.doors import ReportPressure

HOUR = 3_600
PUZZLE_LASTS = timedelta(minutes=30)
#: Rounds of PBKDF2 for each try: about a millisecond on a cheap phone.
ROUNDS = 1_000
_ALGORITHM = "PBKDF2/SHA-256"
_SALT = "unhidden.reporting.ticket"
#: A ticket's whole life; and how long it may be sent after it was shown and had waited.
_LASTS, _SHOWN_LASTS = timedelta(hours=12), timedelta(hours=1)
_EVERYWHERE, _FILES = "everywhere", "files:"
# Names in the counter are of no use to whoever reads this process's memory later.
_HERE = secrets.token_bytes(32)


class NoRoomForFiles(ActionRefused):
    """So many files came in this hour, or so little of the disk is left."""


@dataclass(frozen=True, slots=True)
class FormTicket:
    """Which form this is, when its first page was made, and when it may be sent.

    ``due`` is None for one that was never shown, or so long ago that it counts no more.
    """

    form_key: UUID
    begun: datetime
    due: datetime | None = None

    @property
    def text(self) -> str:
        """As it travels in the page, signed."""
        moments = [each.timestamp() for each in (self.begun, self.due) if each]
        return signing.dumps([str(self.form_key), *moments], salt=_SALT)

    def wait(self, at: datetime) -> float:
        """Seconds until the form may be sent; of one that was shown."""
        return (self.due - at).total_seconds() if self.due else math.inf

    def wait_for_files(self, at: datetime) -> float:
        """Seconds until files are taken with it: nobody has some ready so soon."""
        return doors.LEAST_WAIT - (at - self.begun).total_seconds()


def network_of(address: str) -> str:
    """The name under which the reports of a part of the network are counted.

    No address can be told from it, and it is another one after every start.
    """
    nearby = networks.name_of(address)
    return signing.Signer(key=_HERE, salt="network").signature(nearby)


def count_report(network: str) -> ReportPressure:
    """One more report from this part of the network: how many that makes."""
    return _count(network, doors.REPORT)


def get_pressure(network: str) -> ReportPressure:
    """How many reports came in this hour; a puzzle asked for counts as a tenth."""
    held = caches["doors"].get_many([_EVERYWHERE, network])
    return _pressure(held.get(_EVERYWHERE, 0), held.get(network, 0))


def _count(network: str, weight: int) -> ReportPressure:
    nearby = _add(network, weight)
    everywhere = _add(_EVERYWHERE, doors.share_pressure(nearby, weight))
    return _pressure(everywhere, nearby)


def _pressure(everywhere: int, nearby: int) -> ReportPressure:
    return ReportPressure(everywhere // doors.REPORT, nearby // doors.REPORT)


def _add(name: str, weight: int) -> int:
    counter = caches["doors"]
    counter.add(name, 0, timeout=HOUR)
    try:
        return counter.incr(name, weight)
    except ValueError:  # it ran out between the two
        return weight


def begin_form(*, at: datetime) -> FormTicket:
    """A ticket for a form that begins now, which travels in the page."""
    return FormTicket(form_key=uuid4(), begun=at)


def read_ticket(text: str, *, at: datetime) -> FormTicket | None:
    """What the ticket says; None for one that is not ours, or has come to its end."""
    try:
        key, begun, *due = signing.loads(text, salt=_SALT)
        ticket = FormTicket(UUID(key), _moment(begun), _moment(due[0]) if due else None)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if at - ticket.begun > _LASTS:
        return None
    is_over = ticket.due is not None and at - ticket.due > _SHOWN_LASTS
    return replace(ticket, due=None) if is_over else ticket


def settle_wait(ticket: FormTicket, *, network: str, at: datetime) -> FormTicket:
    """The ticket as it goes on; how long it waits is settled when it is shown first.

    That is by the reports and forms from this part of the network until now: what comes
    afterwards keeps nobody waiting who was there before.
    """
    if ticket.due is not None:
        return ticket
    seconds = doors.count_wait_seconds(_count(network, doors.REPORT))
    return replace(ticket, due=at + timedelta(seconds=seconds))


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(float(seconds), tz=UTC)


def take_room(network: str, *, kilobytes: int) -> None:
    """Count so much of files from this part of the network; raises NoRoomForFiles.

    Where the disk has no more free than the floor that the operator set, too.
    """
    free = shutil.disk_usage(_folder()).free // 1024
    held = caches["doors"].get_many([_FILES, _FILES + network])
    here, in_all = held.get(_FILES + network, 0), held.get(_FILES, 0)
    if free - kilobytes < settings.FREE_DISK * 1024 or not doors.has_room(
        here, in_all, kilobytes
    ):
        raise NoRoomForFiles
    _add(_FILES, kilobytes)
    _add(_FILES + network, kilobytes)


def _folder() -> Path:
    """Our state folder, or the nearest above it that is there."""
    state = Path(settings.STATE)
    return next(each for each in (state, *state.parents) if each.exists())


def create_puzzle(*, form_key: UUID, network: str, at: datetime) -> dict[str, Any]:
    """A puzzle for this form, harder the more reports come (altcha's own format)."""
    least = doors.count_puzzle_tries(_count(network, doors.PUZZLE))
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
