"""How the names of two people are compared: columns of a name, degrees of agreement.

What is one name in other words is known from a table, what sounds alike from the
consonants; the two are kept apart, and so are short names, whose consonants say
nothing: Hong, Hung and Yang are three names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

from unhidden.linkage.conditions import absent, equal, known, shares
from unhidden.linkage.fitting import FORM, LETTER
from unhidden.linkage.known_parts import PartsOfName, fit_across
from unhidden.linkage.names.equivalents import find_equivalents, list_forms
from unhidden.linkage.names.parts import is_latin
from unhidden.linkage.names.reading import SYLLABIC, NamePart, ParsedName
from unhidden.linkage.names.skeleton import make_skeletons
from unhidden.linkage.names.words import PARENT, is_child_of, is_servant
from unhidden.linkage.spec import AgreementLevel, FieldComparison

_CONSONANTS, _LONG_RUN = 3, 5
_TWO = 2


def make_name_columns(name: ParsedName) -> dict[str, Any]:
    """The values that ``NAME`` compares, by column."""
    plain = [part.plain for part in name.strong]
    parts, parents = [_part(word) for word in _telling(name)], _parents(name)
    is_foreign = any(not is_latin(part.written) for part in name.strong)
    ends = (plain[0], plain[-1]) if len(plain) > 1 else None
    return {
        "name": " ".join(sorted(_marked(name))) or None,
        "single": plain[0] if len(plain) == 1 else None,
        "ends": " ".join(sorted(ends)) if ends else None,
        "sounds": " ".join(sorted(map(_sound, ends))) if ends else None,
        "first": ends[0] if ends and len(ends[0]) > 1 else None,
        "last": ends[1] if ends and len(ends[1]) > 1 else None,
        "lone": [_long_sound(plain[0])] if len(plain) == 1 else None,
        "whole": _whole(name) if ends else None,
        "front_run": _head(name) if ends else None,
        "back_run": _tail(name) if ends else None,
        "parts": parts or None,
        "words": plain or None,
        "signs": _signs(name),
        "foreign": [hear_word(word) for word in plain] if is_foreign else None,
        "parents": _forms(parents) or None,
        "child": _forms(own_names(plain, parents)) or None,
    }


def derive_met(row: Mapping[str, Any]) -> list[str] | None:
    """All that the parts of a name may be met as, in one list."""
    return sorted({form for part in row["parts"] or () for form in part}) or None


def derive_heard(row: Mapping[str, Any]) -> list[list[str]] | None:
    """What the parts of a name in Latin letters may be met as in another script."""
    words = () if row["foreign"] else row["words"] or ()
    return [hear_word(word) for word in words] or None


def _telling(name: ParsedName) -> list[str]:
    """The strong parts, and *abdul*: Abdul Mohammad is not Wali Mohammad."""
    return [
        part.plain
        for part in name.parts
        if part in name.strong or is_servant(part.plain)
    ]


def _signs(name: ParsedName) -> str | None:
    """The name as written, where it is all in signs for syllables, as in Chinese."""
    is_signs = all(SYLLABIC.search(part.written) for part in name.parts)
    return "".join(part.written for part in name.parts) or None if is_signs else None


def own_names(plain: list[str], parents: set[str]) -> set[str]:
    """The first part that is no parent's name, of a name that names a parent."""
    own = [word for word in plain if word not in parents]
    return set(own[:1]) if parents else set()


def _parents(name: ParsedName) -> set[str]:
    """The parts after *bin*, *ap*, *ferch*."""
    return {
        parent.plain
        for word, parent in pairwise(name.parts)
        if is_child_of(word.plain) and not parent.is_weak
    }


def _marked(name: ParsedName) -> list[str]:
    """All parts, those of parents marked: Siôn ap Rhys is not Rhys ap Siôn."""
    parents = _parents(name)
    return [
        PARENT + part.plain if part.plain in parents else part.plain
        for part in name.parts
    ]


def _forms(words: set[str]) -> list[str]:
    return sorted({form for word in words for form in (word, *find_equivalents(word))})


def _sound(word: str) -> str:
    """How a part sounds where that says something, else the part."""
    skeleton = make_skeletons(word)[0]
    return skeleton if is_telling(skeleton) else word


def is_telling(skeleton: str) -> bool:
    """Whether consonants are enough to know a name by."""
    return len(skeleton.removeprefix("A")) >= _CONSONANTS


def _head(name: ParsedName) -> list[list[str]] | None:
    """All parts but the last run together, small words too, and the last.

    Min-su is Minsu, Ó Briain O'Brien and ap Rhys Aprhys: spaces come and go.
    """
    parts = name.parts
    return [_part(_run(parts[:-1])), _part(parts[-1].plain)] if parts[_TWO:] else None


def _tail(name: ParsedName) -> list[list[str]] | None:
    """The first part, and all the others run together."""
    parts = name.parts
    return [_part(parts[0].plain), _part(_run(parts[1:]))] if parts[_TWO:] else None


def _whole(name: ParsedName) -> list[str]:
    """The name without any space, and with the last part first."""
    head, last = _run(name.parts[:-1]), name.parts[-1].plain
    return sorted({_long_sound(head + last), _long_sound(last + head)})


def _long_sound(run: str) -> str:
    """How a run sounds where it is long, else the run: Thi Hong is not Thi Hung."""
    skeleton = make_skeletons(run)[0]
    return skeleton if len(skeleton) >= _LONG_RUN else run


def _run(parts: tuple[NamePart, ...]) -> str:
    return "".join(part.plain for part in parts)


def _part(word: str) -> list[str]:
    """A part and what it may be met as: what it is a form of, or how it sounds.

    A word that is in the table of forms is known by it alone; one that is not may be a
    spelling of one that is, if it sounds so.
    """
    if len(word) == 1 and word.isalpha():
        return [word, LETTER + word]
    known = [FORM + name for name in find_equivalents(word)]
    if known:
        return [word, *known]
    skeletons = [each for each in make_skeletons(word) if is_telling(each)]
    heard = {FORM + name for each in skeletons for name in _heard()[each]}
    return [word, *(skeletons or [word]), *sorted(heard)]


def hear_word(word: str) -> list[str]:
    """What a part may be met as in another script, which may write no vowels."""
    skeletons = make_skeletons(word)
    known = find_equivalents(word) or {
        name for each in skeletons for name in _heard()[each]
    }
    return [*skeletons, *sorted(FORM + name for name in known)]


@lru_cache(maxsize=1)
def _heard() -> Mapping[str, set[str]]:
    """The names of the table by how a form of them sounds."""
    found: dict[str, set[str]] = defaultdict(set)
    for form in list_forms():
        for skeleton in make_skeletons(form):
            found[skeleton].update(find_equivalents(form))
    return _Silent(found)


class _Silent(dict[str, set[str]]):
    """Gives nothing for what it has not, and does not grow by being asked."""

    def __missing__(self, _: str) -> set[str]:
        return set()


# A name and its parent's the other way round is a child and a parent, and hardly ever
# a slip; few strangers are called so, either.
_GENERATIONS_M, _GENERATIONS_U = 1e-5, 1e-4
# What is seldom met among the records learnt from, or only because of how they were
# made, has its m from the domain: among pairs in which one name is of one part, or has
# more parts than the other, or a letter for one.
_SINGLE_M, _ALONE_M = 0.5, 0.3
_WRITTEN_M, _OTHER_SIGNS_M, _SCRIPT_M = 0.5, 0.002, 0.5
_SPACED_M, _WITHIN_M, _INITIALS_M = 0.5, 0.15, 0.8
_OTHER_MIDDLE_M = 0.002
_HALF = 0.5
_SPACED = (
    fit_across("parts", "front_run", least=_TWO)
    | fit_across("parts", "back_run", least=_TWO)
    | shares("lone", "whole")
    | shares("whole", "lone")
)
_SCRIPTS = fit_across("foreign", "heard", least=_TWO)
#: That a part agrees as it is, or as it sounds, is looked at first: it is quickly seen.
_PARTS = PartsOfName("parts", "met")
_MET, _fits = _PARTS.meet, _PARTS.fit_met_parts


NAME = FieldComparison(
    "name",
    absent("name"),
    (
        AgreementLevel(
            "generations",
            shares("child", "parents") & shares("parents", "child"),
            m=_GENERATIONS_M,
            u=_GENERATIONS_U,
        ),
        AgreementLevel("written", equal("signs"), "name", m=_WRITTEN_M),
        AgreementLevel("signs", known("signs") & _MET, "name", m=_OTHER_SIGNS_M),
        AgreementLevel("single", equal("single"), "single", m=_SINGLE_M),
        AgreementLevel("same", equal("name"), "name"),
        AgreementLevel("ends", equal("ends") & _fits(), "ends"),
        AgreementLevel("forms", _fits("by_form", is_whole=True), "sounds"),
        AgreementLevel("sounds", _fits("by_sound", is_whole=True), "sounds"),
        AgreementLevel(
            "spelt", _fits("by_slip", is_whole=True), "sounds", counts=_HALF
        ),
        AgreementLevel("script", _SCRIPTS, "sounds", m=_SCRIPT_M),
        AgreementLevel("spaced", _SPACED, "sounds", m=_SPACED_M),
        AgreementLevel("within", _fits(), "ends", m=_WITHIN_M),
        AgreementLevel("within_alike", _fits("by_slip"), "sounds", counts=_HALF),
        AgreementLevel("initials", _fits("by_first_letter"), "last", m=_INITIALS_M),
        AgreementLevel(
            "nearly", _fits("nearly", is_whole=True), "sounds", counts=_HALF
        ),
        AgreementLevel("middle", equal("ends"), "ends", m=_OTHER_MIDDLE_M),
        AgreementLevel("alone", _fits("by_sound", least=1), "single", m=_ALONE_M),
        AgreementLevel("last", equal("last"), "last"),
        AgreementLevel("first", equal("first"), "first", counts=_HALF),
        AgreementLevel("part", _MET),
    ),
)
