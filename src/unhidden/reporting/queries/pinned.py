"""What a browser goes on from when it verifies: each desk's last link, in one file.

Made once, when the public program starts, and the same for every visitor: its address
and its digest stand in the form's first page, and the browser takes nothing else. A
chain that grows meanwhile is told from there on (``links_after``). The file stays for
pages that were open when the program was started again; other processes of this
folder give it out as well.
"""

from __future__ import annotations

import json
import logging
import re
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256, sha384
from pathlib import Path
from typing import Any

from django.conf import settings

from unhidden.agencies import queries as agencies
from unhidden.reporting.queries.routes import list_desk_ids
from unhidden.vault import queries as vault

_log = logging.getLogger(__name__)
_KEPT_FOR = 7 * 86_400  # seconds: no page is open for longer
_DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Pinned:
    """The file's bytes, the digest in its address, and its Subresource Integrity."""

    body: bytes
    digest: str
    integrity: str


def find_pins() -> Pinned:
    """The file of this process, from the chains as it finds them good at first.

    Another one once a chain was set back: pages would wait for links that are gone.
    """
    return _made(vault.set_backs())


def forget_pins() -> None:
    """Be as a program that has just been started."""
    _made.cache_clear()


@cache
def _made(set_backs: int) -> Pinned:
    """The file as it is after so many."""
    body = json.dumps(_content()).encode()
    made = Pinned(body, sha256(body).hexdigest(), compute_integrity(body))
    if settings.PINS:
        try:
            _keep(settings.PINS, made)
        except OSError as error:
            _log.error("The pins of this start are not kept: %s", error.strerror)
    return made


def kept_pins(digest: str) -> bytes | None:
    """The file of this digest: this process's own, or one of the last week."""
    if digest == find_pins().digest:
        return find_pins().body
    if not settings.PINS or not _DIGEST.fullmatch(digest):
        return None
    try:
        return (settings.PINS / f"{digest}.json").read_bytes()
    except OSError:
        return None


def compute_integrity(body: bytes) -> str:
    """What a page names for the browser to hold these bytes to."""
    return f"sha384-{b64encode(sha384(body).digest()).decode()}"


def _content() -> dict[str, Any]:
    """The root, which begins the chains of desks that come later; and the desks."""
    teams = list_desk_ids()
    names = agencies.names_of(teams)
    by_team = {pin["team"]: pin for pin in vault.list_pins(team_ids=teams)}
    return {
        "root": settings.KEY_ROOT.hex() if settings.KEY_ROOT else "",
        "desks": [
            {"name": names[team], **by_team[str(team)]}
            for team in sorted(teams)
            if str(team) in by_team
        ],
    }


def _keep(folder: Path, made: Pinned) -> None:
    """Put the file beside those of earlier starts, and take the oldest away."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = folder / f"{made.digest}.half"
    half.write_bytes(made.body)
    half.replace(folder / f"{made.digest}.json")
    for file in _old(folder):
        file.unlink(missing_ok=True)


def _old(folder: Path) -> Iterator[Path]:
    since = time.time() - _KEPT_FOR
    for file in folder.glob("*.json"):
        if file.stat().st_mtime < since:
            yield file
