"""Why two names were taken as alike or not, as codes for the page to put into words.

``same``               the part is the same in plain letters
``same_other_script``  the same, or sounding the same, in another script
``form_of``            another language's form, or a short form
``sounds_alike``       the same consonants
``misspelt``           a few letters differ
``initial``            one has only the first letter
``shortened``          one begins the other
``differs``            the part is another name
``missing``            a part that only one name has
``order``              the parts stand in another order

Each but the last two is followed by which part: ``given``, ``middle`` or ``surname``,
by where it stands; names that put the surname first have it in the place of the given.
"""

from __future__ import annotations

from unhidden.linkage.names.alignment import Alignment, WordPair
from unhidden.linkage.names.parts import PartLevel

_CODES = {
    PartLevel.SAME: "same",
    PartLevel.EQUIVALENT: "form_of",
    PartLevel.SOUNDS_ALIKE: "sounds_alike",
    PartLevel.MISSPELT: "misspelt",
    PartLevel.INITIAL: "initial",
    PartLevel.SHORTENED: "shortened",
    PartLevel.DIFFERENT: "differs",
}


def explain_alignment(alignment: Alignment) -> tuple[str, ...]:
    """``("sounds_alike:surname", "same:given", "missing:middle")``, worst first."""
    ordered = sorted(alignment.pairs, key=lambda pair: (pair.match.level, pair.at))
    codes = [f"{_code(pair)}:{_place(pair.at, alignment.size)}" for pair in ordered]
    missing = (*alignment.left_over, *alignment.right_over)
    codes += ["missing"] * any(not part.is_weak for part in missing)
    return (*codes, *(["order"] if alignment.is_reordered else []))


def _code(pair: WordPair) -> str:
    if pair.match.is_other_script and pair.match.level >= PartLevel.SOUNDS_ALIKE:
        return "same_other_script"
    return _CODES[pair.match.level]


def _place(at: int, size: int) -> str:
    if at == size - 1:
        return "surname"
    return "middle" if at else "given"
