"""Small words of names: titles, particles, and what marks a father's name.

Gathered from general knowledge of naming customs; they only lower the weight of a
part, so that a missing word costs little, and never decide alone.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    "mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev revd reverend"
    " fr sr captain capt col colonel gen general sgt pc dci di insp president"
    " prasident herr frau monsieur madame mme mlle don dona senor senora sig signora"
    " pan pani domnul doamna dl dna zoti zonja ato weizero"
    " parch parchedig bnr bns anrh arglwydd"
    " haji hajji hajj hadji shaikh sheikh shaykh sheik cheikh sayed sayyid syed sayid"
    " mullah mulla mawlawi maulvi maulana molla qari hafiz ustad sardar agha shykh"
)

PARTICLES = _words(
    "al el ul ur ud as ash ad ar an at az bin ben ibn bint binti abu abou abi abd bd"
    " abdul abdel abdal abdol abdoul umm um de da do dos das di du del della des"
    " la le les lo van von vom der den ter ten te ap ab ferch verch vch mac mc o y e i"
    " na und and st san santa bt so wo zu alias aka nee ne zade oglu ogli qizi kizi"
    " kyzy bn bnt jr sr ii iii iv sa of dit genannt"
)

_FATHERS_NAME = re.compile(
    r"(?:[oe]v[iy]t?ch|[oe]wicz|(?:[oey]v|inich)n[aye]|ivna|ovych|dottir|dotter)$"
)
_SERVANT_OF = re.compile(r"^(abd[aeiou]{1,2}l?)([^aeioulh][a-z]{3,})$")


_CHILD_OF = _words("bin ben ibn bn bint bnt binti ap ab ferch verch vch")


def is_child_of(word: str) -> bool:
    """Whether ``word`` says "child of", so that the next part is a parent's name."""
    return word in _CHILD_OF


def is_weak(word: str) -> bool:
    """Whether ``word`` (plain small letters) says little about who somebody is."""
    return word in PARTICLES or word in TITLES


def is_fathers_name(word: str) -> bool:
    """Whether ``word`` is formed as a patronymic, which many records leave out."""
    return len(word) >= 6 and bool(_FATHERS_NAME.search(word))


def without_servant(word: str) -> tuple[str, ...]:
    """``abdulrahman`` as ``abdul``, ``rahman``; other words as they are.

    Abd al- ("servant of") is written joined, apart or with a hyphen at will.
    """
    found = _SERVANT_OF.match(word)
    return (found[1], found[2]) if found else (word,)
