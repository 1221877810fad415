"""The people of a team's keys: who holds them after a link, for staff alone to read.

A link's header has the hash of its roster, so that whoever signs the one signs the
other. A reporter's browser never gets it, and learns no names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import date
from hashlib import blake2b
from uuid import UUID

from unhidden.vault import links, signing
from unhidden.vault.links import DAY, ID, KEY, SIGNATURE, require_link, write_value

LONGEST_ROSTER = 1 << 22  # bytes: about eleven thousand holders
_TAG = b"unhidden proof 1\n"
_WORD = b"unhidden witness"
_HOLDER = f"holder ({ID}) ({ID}|none) ({DAY}|none) ({KEY}) ({KEY}) ({SIGNATURE})\n"
_holder = re.compile(_HOLDER.encode())
_roster = re.compile(f"why ([a-z-]+)\n(?:{_HOLDER})*".encode())


@dataclass(frozen=True, slots=True)
class RosterHolder:
    """Somebody who holds a team's keys: who, by which engagement, and until which day.

    ``key`` is what the team's keys are sealed to, ``signer`` what they sign with,
    ``proof`` their own signature over all but ``until``. Without an engagement it is
    the team's recovery, whose private half is split into shares.
    """

    person: UUID
    engagement: UUID | None
    until: date | None
    key: bytes
    signer: bytes
    proof: bytes = b""


@dataclass(frozen=True, slots=True)
class Roster:
    """Why a link was made, and who holds the team's keys from then on."""

    why: str
    holders: tuple[RosterHolder, ...]


def roster_of(roster: Roster) -> bytes:
    """The bytes of a roster, its holders in the order of their persons."""
    lines = [f"why {roster.why}"]
    for holder in sorted(roster.holders, key=lambda holder: str(holder.person)):
        values = (write_value(getattr(holder, field.name)) for field in fields(holder))
        lines.append(f"holder {' '.join(values)}")
    return "\n".join([*lines, ""]).encode()


def read_roster(roster: bytes) -> Roster:
    """What a roster says; raises LinkRefused unless it is in the one form.

    No person stands in it twice.
    """
    why = links.match_form(_roster, roster)[1].decode()
    holders = tuple(
        RosterHolder(
            person=UUID(person),
            engagement=None if engagement == "none" else UUID(engagement),
            until=None if until == "none" else links.parse_day(until),
            key=bytes.fromhex(key),
            signer=bytes.fromhex(signer),
            proof=bytes.fromhex(proof),
        )
        for person, engagement, until, key, signer, proof in (
            map(bytes.decode, groups) for groups in _holder.findall(roster)
        )
    )
    require_link(
        links.are_ascending(holder.person.bytes for holder in holders), "format"
    )
    return Roster(why, holders)


def prove_holder(holder: RosterHolder, *, team: UUID, seed: bytes) -> RosterHolder:
    """The holder with their own signature: these keys are theirs, in this team."""
    return replace(holder, proof=signing.sign_message(_claim(holder, team), seed))


def is_proven(holder: RosterHolder, *, team: UUID) -> bool:
    """Whether the holder themselves signed for their place in this team."""
    return signing.is_signed(_claim(holder, team), holder.proof, holder.signer)


def witness_proof(holder: RosterHolder, *, team: UUID, key: bytes) -> bytes:
    """The holder's proof as the server keeps it, with its own word, 32 bytes, after it.

    A proof shows that its maker has the signer, not that it is the person: only the
    program in which their key ring was open has ``key``.
    """
    said = _claim(holder, team) + holder.proof
    return holder.proof + blake2b(said, key=key, digest_size=32, person=_WORD).digest()


def _claim(holder: RosterHolder, team: UUID) -> bytes:
    parts = {
        "team": team,
        "person": holder.person,
        "engagement": holder.engagement,
        "key": holder.key,
        "signer": holder.signer,
    }
    lines = "".join(f"{name} {write_value(value)}\n" for name, value in parts.items())
    return _TAG + lines.encode()
