"""Tickets for a stream of the live process, signed by the staff site for a minute.

The staff process alone holds the seed, the live process its public half. A ticket is
two words of base64url (RFC 4648, 5) with a full stop between: what it says, as JSON,
and the Ed25519 signature of that under a label of its own, so that it is mistaken for
nothing else that is signed here.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from secrets import token_hex

from unhidden.vault import signing

#: Seconds for which a ticket is good, and a stream that it opened lasts.
LASTS = 60
#: Seconds by which the clocks of two machines may differ.
SKEW = 5
#: No ticket is longer: what is, is not looked at.
LONGEST = 4096
_LABEL = b"unhidden live 1\0"


@dataclass(frozen=True, slots=True)
class StreamTicket:
    """One person may hear these channels of one operation, until a Unix second.

    ``view`` is what they look at: a day, and one team or "".
    """

    operation: str
    person: str
    view: tuple[str, str]
    channels: tuple[str, ...]
    until: int
    nonce: str


class TicketRefused(Exception):
    """The text is no ticket of ours, or not one for now."""


def write_ticket(
    *,
    operation: str,
    person: str,
    view: tuple[str, str],
    channels: Sequence[str],
    now: float,
    seed: bytes,
) -> str:
    """The signed ticket, good from ``now`` (Unix seconds) for a minute."""
    until, nonce = int(now) + LASTS, token_hex(16)
    ticket = StreamTicket(operation, person, view, tuple(channels), until, nonce)
    body = json.dumps(asdict(ticket), separators=(",", ":")).encode()
    return f"{_pack(body)}.{_pack(signing.sign_message(_LABEL + body, seed))}"


def read_ticket(text: str, *, now: float, public_key: bytes) -> StreamTicket:
    """What a ticket says; raises TicketRefused unless it is ours and for now."""
    body, signature = _split(text)
    if not signing.is_signed(_LABEL + body, signature, public_key):
        raise TicketRefused
    ticket = _read(body)
    if not now < ticket.until <= now + LASTS + SKEW:
        raise TicketRefused
    return ticket


def read_own_ticket(text: str, *, now: float, seed: bytes) -> StreamTicket:
    """The same for whoever signed it; raises TicketRefused."""
    return read_ticket(text, now=now, public_key=signing.public_key_of(seed))


def _read(body: bytes) -> StreamTicket:
    """What was signed; raises TicketRefused for a ticket of another shape."""
    try:
        held = json.loads(body)
        day, team = held.pop("view")
        channels = tuple(held.pop("channels"))
        return StreamTicket(**held, view=(day, team), channels=channels)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise TicketRefused from error


def _split(text: str) -> tuple[bytes, bytes]:
    first, dot, second = text.partition(".")
    if len(text) > LONGEST or not dot or not text.isascii():
        raise TicketRefused
    try:
        return _unpack(first), _unpack(second)
    except (binascii.Error, ValueError) as error:
        raise TicketRefused from error


def _pack(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode()


def _unpack(word: str) -> bytes:
    return base64.b64decode(word, altchars=b"-_", validate=True)
