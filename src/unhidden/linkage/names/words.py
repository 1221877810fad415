"""Small words of names: titles, particles, and what marks a father's name.

Gathered from general knowledge of naming customs; they only lower the weight of a
part, so that a missing word costs little, and never decide alone.
"""

from __future__ import annotations

import re

from unhidden.lib.letters import split_words

TITLES = split_words(
    "mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev revd reverend"
    " fr sr captain capt col colonel gen general sgt pc dci di insp president"
    " prasident herr frau monsieur madame mme mlle don dona senor senora sig signora"
    " pan pani domnul doamna dl dna zoti zonja ato weizero"
    " parch parchedig bnr bns anrh arglwydd"
    " haji hajji hajj hadji shaikh sheikh shaykh sheik cheikh sayed sayyid syed sayid"
    " mullah mulla mawlawi maulvi maulana molla qari hafiz ustad sardar agha shykh"
)

PARTICLES = split_words(
    "al el ul ur ud as ash ad ar an at az bin ben ibn bint binti abu abou abi abd bd"
    " abdul abdel abdal abdol abdoul umm um de da do dos das di du del della des"
    " la le les lo van von vom der den ter ten te ap ab ferch verch vch mac mc o y e i"
    " na und and st san santa bt so wo zu alias aka nee ne zade oglu ogli qizi kizi"
    " kyzy bn bnt jr sr ii iii iv sa of dit genannt"
)

_SERVANT_OF = re.compile(r"^(abd[aeiou]{1,2}l?)([^aeioulh][a-z]{3,})$")


#: Before a word that is a parent's name, as Rhys in Siôn ap Rhys.
PARENT = "+"
_CHILD_OF = split_words("bin ben ibn bn bint bnt binti ap ab ferch verch vch")


_SERVANT = split_words("abd abdul abdel abdal abdol abdoul")


def is_servant(word: str) -> bool:
    """Whether ``word`` says "servant of", so that it is one name with the next part."""
    return word in _SERVANT


def is_child_of(word: str) -> bool:
    """Whether ``word`` says "child of", so that the next part is a parent's name."""
    return word in _CHILD_OF


def is_weak(word: str) -> bool:
    """Whether ``word`` (plain small letters) says little about who somebody is."""
    return word in PARTICLES or word in TITLES


def is_title(word: str) -> bool:
    """Whether ``word`` says what somebody is called by, and not their name."""
    return word in TITLES


def without_servant(word: str) -> tuple[str, ...]:
    """``abdulrahman`` as ``abdul``, ``rahman``; other words as they are.

    Abd al- ("servant of") is written joined, apart or with a hyphen at will.
    """
    found = _SERVANT_OF.match(word)
    return (found[1], found[2]) if found else (word,)
