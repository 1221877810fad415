"""Archives that leave investigations: their time, changes found, words let slip."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from benchmarks.case.ground import LEADER, OFFICER
from benchmarks.case.measuring import FoundTime, clock
from benchmarks.case.slips import Slip, find_slips
from tests.cast import Cast
from unhidden.investigations.leaving.actions import archives
from unhidden.investigations.leaving.actions.archives import NewArchive
from unhidden.investigations.leaving.queries.packing import find_fingerprint
from unhidden.investigations.leaving.queries.papers import (
    ArchivePaper,
    ArchivePart,
    set_papers,
)
from unhidden.investigations.leaving.rules.archives import write_container
from unhidden.investigations.leaving.tests import mutating
from unhidden.investigations.leaving.tests.verifying import verifier

#: Made by a key of the tests', for what needs one.
_WITH_A_KEY = (
    mutating.hash_anew,
    mutating.sign_anew,
    mutating.sign_the_same,
    mutating.keep_old_files,
    mutating.name_key,
)
_ASKED = NewArchive("open", "The Crown Prosecution Service", "The trial", "en")


@dataclass(frozen=True, slots=True)
class CaseExport:
    """An archive as it was handed over, and how long it took to build."""

    content: bytes
    took: FoundTime


@dataclass(frozen=True, slots=True)
class FoundMutations:
    """How many changes were tried, and which the verifier did not find."""

    tried: int
    missed: list[str]


def export_case(cast: Cast, investigation_id: UUID) -> CaseExport:
    """Ask for the archive for the defence, release it by another, and fetch it."""

    def told(part: str) -> dict[str, Any]:
        return {
            "investigation_id": investigation_id,
            "actor": cast.actor(part),
            "at": timezone.now(),
        }

    asked = archives.ask_for_archive(new=_ASKED, **told(LEADER))
    seconds, _ = clock(archives.release_archive, archive_id=asked, **told(OFFICER))
    packed = archives.fetch_archive(archive_id=asked, **told(LEADER))
    whole, said = clock(lambda: verifier.check_archive(packed.content, _find_key()))
    more: dict[str, object] = {
        "archive_mb": round(len(packed.content) / 1e6, 1),
        "files": said["count"],
        "verified_s": round(whole, 2),
    }
    return CaseExport(packed.content, FoundTime(seconds, more))


def try_mutations(whole: bytes, count: int) -> FoundMutations:
    """Change an archive in so many ways, and one that is made with a key of ours."""
    finds_itself = verifier.shutil.which
    # No program is started for each of them.
    verifier.shutil.which = lambda _name: None
    try:
        draw = Random(20161014)  # noqa: S311  # the same every time
        ours = [each for each in mutating.MUTATIONS if each not in _WITH_A_KEY]
        real = _list_missed(draw, whole, _find_key(), ours, count)
        made = sha256(mutating.KEY).hexdigest()[:32]
        with_key = [*_WITH_A_KEY]
        missed = real + _list_missed(draw, mutating.build(), made, with_key, count // 5)
    finally:
        verifier.shutil.which = finds_itself
    return FoundMutations(count + count // 5, missed)


def _find_key() -> str:
    """The fingerprint of the key that signs archives, as the verifier compares it."""
    return find_fingerprint().replace(" ", "").lower()


def _list_missed(
    draw: Random,
    whole: bytes,
    fingerprint: str,
    mutations: Sequence[Callable[[Random, bytes], bytes]],
    count: int,
) -> list[str]:
    missed = []
    if not _is_whole(whole, fingerprint):
        missed.append("whole")
    for number in range(count):
        mutate = mutations[number % len(mutations)]
        changed = mutate(draw, whole)
        if changed != whole and _is_whole(changed, fingerprint):
            missed.append(f"{number} {mutate.__name__}")
    return missed


def _is_whole(archive: bytes, fingerprint: str) -> bool:
    try:
        verifier.check_archive(archive, fingerprint)
    except (verifier.Wrong, ValueError, KeyError, TypeError, AttributeError):
        return False
    return True


def list_slips(whole: bytes, secrets: Sequence[str]) -> list[Slip]:
    """What of the secrets stands in an archive."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.zip"
        path.write_bytes(whole)
        return find_slips(path, secrets, ())


def list_blind_spots(secrets: Sequence[str]) -> list[str]:
    """Which secrets are not found where they were put: on a paper, in data, in a name.

    Where one is not, finding none of it elsewhere says nothing.
    """
    paper = ArchivePaper(
        path="8-unused/planted.pdf",
        language="en",
        title="Planted",
        intro=(),
        parts=(ArchivePart("Words", words=tuple(secrets)),),
        foot="Planted",
    )
    (printed,) = set_papers([paper])
    data = json.dumps({"words": list(secrets)}).encode()
    places = {"planted.pdf": printed, "planted.json": data}
    missed = []
    for path, content in places.items():
        slips = list_slips(write_container([(path, content)]), secrets)
        found = {slip.secret for slip in slips}
        missed += [f"{path} {each}" for each in secrets if each not in found]
    return missed
