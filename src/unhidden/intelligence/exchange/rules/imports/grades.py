"""The grade that stands in a file, and the 3x5x2 grade to suggest for it.

A 5x5x5 grade (B24) is kept as it stands and mapped as a suggestion only. What has no
one answer is left for a person to choose: a source graded C, and information graded 2,
which may be B or C.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from unhidden.intelligence import grades

_BETWEEN = r"[\s/.,-]*"
_OLD = re.compile(rf"([A-E]){_BETWEEN}([1-5]){_BETWEEN}([1-5])")
_NEW = re.compile(rf"([1-3]){_BETWEEN}([A-E]){_BETWEEN}([PC])")

_SOURCE: Mapping[str, str] = {"A": "1", "B": "1", "D": "3", "E": "2"}
_INFORMATION: Mapping[str, str] = {"1": "A", "3": "C", "4": "D", "5": "E"}
_SHARED_BY_DEFAULT = "1"


@dataclass(frozen=True, slots=True)
class SuggestedGrade:
    """A 3x5x2 grade to offer; an empty part is for a person to choose.

    ``old_handling`` is the 5x5x5 code whose condition must be put in words.
    """

    source: str = ""
    assessment: str = ""
    handling: str = ""
    old_handling: str = ""


def suggested_for(text: str) -> SuggestedGrade | None:
    """What to suggest for a grade as written; None where it is of neither standard.

    Without a grade at all, nothing is suggested.
    """
    written = text.strip().upper()
    if not written:
        return SuggestedGrade()
    if found := _NEW.fullmatch(written):
        return SuggestedGrade(*found.groups())
    if found := _OLD.fullmatch(written):
        return _from_old(*found.groups())
    return None


def _from_old(source: str, information: str, handling: str) -> SuggestedGrade:
    is_shared = handling == _SHARED_BY_DEFAULT
    return SuggestedGrade(
        source=_SOURCE.get(source, ""),
        assessment=_INFORMATION.get(information, ""),
        handling=grades.HANDLINGS[0] if is_shared else grades.WITH_CONDITIONS,
        old_handling="" if is_shared else handling,
    )
