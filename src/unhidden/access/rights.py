"""The policy table and the signing key, as PostgreSQL is given them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.backends.utils import CursorWrapper

from unhidden.access.policy import (
    ACTIONS_OF_TEAM_ROLE,
    DOMAINS_OF_PURPOSE,
    RIGHTS,
    Purpose,
    matters_of,
)

_BLOCK = 64  # bytes of a block of SHA-256 (RFC 2104)


def role_rows() -> list[tuple[str, ...]]:
    """Role, purpose, domains, ``domain:action`` of the organisation, overseen,
    the domains of emergency access, and those of its review.

    A matter that is known stands among the domains, as one that is read."""
    return [
        (
            role,
            purpose,
            _words(DOMAINS_OF_PURPOSE[purpose] | matters_of(role, purpose)),
            _words(
                [
                    f"{domain}:{action}"
                    for domain, actions in rights.organisation.items()
                    if domain in DOMAINS_OF_PURPOSE[purpose]
                    for action in actions
                ]
                + [f"{matter}:read" for matter in matters_of(role, purpose)]
            ),
            _words(rights.oversees & DOMAINS_OF_PURPOSE[purpose]),
            _words(rights.emergencies & DOMAINS_OF_PURPOSE[purpose]),
            _words(rights.reviews & DOMAINS_OF_PURPOSE[purpose]),
        )
        for role, rights in RIGHTS.items()
        for purpose in Purpose.values
        if purpose in rights.purposes
    ]


def team_rows() -> list[tuple[str, str]]:
    """Each role on a team with each thing that it may do."""
    return [
        (role, action)
        for role, actions in ACTIONS_OF_TEAM_ROLE.items()
        for action in sorted(actions)
    ]


def key_blocks(key: bytes) -> tuple[bytes, bytes]:
    """The two keyed blocks of HMAC (RFC 2104): the key, padded, over ipad and opad."""
    padded = key.ljust(_BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in padded), bytes(byte ^ 0x5C for byte in padded)


def store(cursor: CursorWrapper, key: bytes) -> None:
    """Make the database's policy table and signing key those of this program."""
    cursor.execute("delete from wall.role_right")
    cursor.execute("delete from wall.team_right")
    cursor.execute("delete from wall.context_key")
    cursor.executemany(
        "insert into wall.role_right values (%s, %s, %s, %s, %s, %s, %s)", role_rows()
    )
    cursor.executemany("insert into wall.team_right values (%s, %s)", team_rows())
    cursor.execute(
        "insert into wall.context_key (inner_block, outer_block) values (%s, %s)",
        key_blocks(key),
    )


def _words(items: Iterable[str]) -> str:
    return ",".join(sorted(str(item) for item in items))
