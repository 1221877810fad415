"""First links on their way to the operator's root and back; without a database."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from unhidden.vault import links, rosters, signing
from unhidden.vault.links import SignedLink
from unhidden.vault.rosters import Roster


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """A first link that waits to be signed, or was."""

    team_id: UUID
    link: SignedLink


def sign_requests(asked: Iterable[LinkRequest], seed: bytes) -> list[LinkRequest]:
    """The same, with the root's signature."""
    root = signing.public_key_of(seed)
    return [
        replace(each, link=replace(each.link, signatures=_signature(each, seed, root)))
        for each in asked
    ]


def _signature(asked: LinkRequest, seed: bytes, root: bytes) -> bytes:
    return links.signatures_of({root: links.sign_header(asked.link.header, seed)})


def to_text(asked: Iterable[LinkRequest]) -> str:
    """Requests as a file."""
    return "\n".join(
        json.dumps(
            {
                "team": str(each.team_id),
                "header": b64encode(each.link.header).decode(),
                "roster": b64encode(each.link.roster or b"").decode(),
                "signatures": b64encode(each.link.signatures).decode(),
            }
        )
        for each in asked
    )


def from_text(text: str) -> list[LinkRequest]:
    """The requests of a file, none of them checked; raises ValueError, KeyError."""
    found = []
    for line in filter(None, text.splitlines()):
        said: dict[str, str] = json.loads(line, object_hook=_words)
        if not isinstance(said, dict):
            raise ValueError(line)
        header, signatures, roster = (
            b64decode(said[name]) for name in ("header", "signatures", "roster")
        )
        link = SignedLink(header, signatures, roster)
        found.append(LinkRequest(UUID(said["team"]), link))
    return found


def _words(said: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in said.items()}


def roster_of(asked: LinkRequest) -> Roster:
    """Who would hold the keys by this link; raises LinkRefused."""
    return rosters.read_roster(asked.link.roster or b"")
