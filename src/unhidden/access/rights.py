"""The policy table and the signing keys, as PostgreSQL is given them."""

from __future__ import annotations

from collections.abc import Iterable
from secrets import token_bytes

from django.db.backends.utils import CursorWrapper

from unhidden.access.policy import (
    ACTIONS_OF_TEAM_ROLE,
    DOMAINS_OF_PURPOSE,
    RIGHTS,
    Domain,
    Purpose,
    matters_of,
)
from unhidden.lib import signed_texts


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


def store_policy(cursor: CursorWrapper, master: bytes) -> None:
    """Make the database's policy table and signing keys those of this program.

    ``master`` is what the keys of programs follow from; the database's own are drawn.
    """
    for table in ("role_right", "team_right", "domain", "signing_key"):
        cursor.execute(f"delete from wall.{table}")  # noqa: S608  # our own names
    cursor.executemany(
        "insert into wall.role_right values (%s, %s, %s, %s, %s, %s, %s)", role_rows()
    )
    cursor.executemany("insert into wall.team_right values (%s, %s)", team_rows())
    cursor.executemany(
        "insert into wall.domain values (%s)", [(each,) for each in Domain.values]
    )
    cursor.executemany(
        "insert into wall.signing_key values (%s, %s, %s, %s)",
        [
            (kind, parts, *signed_texts.make_hmac_blocks(_key(kind, master)))
            for kind, parts in signed_texts.PARTS.items()
        ],
    )


def _key(kind: str, master: bytes) -> bytes:
    if kind in signed_texts.BY_PROGRAMS:
        return signed_texts.derive_key(master, kind)
    return token_bytes(32)


def store_events(
    cursor: CursorWrapper, events: Iterable[tuple[str, str, bool]]
) -> None:
    """Make the database's list of who writes which event that of this program."""
    cursor.execute("delete from wall.event_name")
    cursor.executemany("insert into wall.event_name values (%s, %s, %s)", [*events])


def _words(items: Iterable[str]) -> str:
    return ",".join(sorted(str(item) for item in items))
