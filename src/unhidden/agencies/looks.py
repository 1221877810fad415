"""Names and addresses that could be taken for somebody else's.

After Unicode's technical standard 39: one form for what is the same character, one
letter for those that look alike, and no word of several alphabets.
"""

from __future__ import annotations

import re
import unicodedata

from unhidden.lib.letters import compose_letters, drop_signs, fold_letters

_INVISIBLE = {"Cf", "Cc", "Co", "Cn"}
_ALPHABETS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC")
# Letters of other alphabets, and digits, by the Latin letter that they are read as.
_READ_AS = {
    "a": "\u0430\u03b1",
    "b": "\u044c\u042c",
    "c": "\u0441\u03f2",
    "d": "\u0501",
    "e": "\u0435\u0454",
    "g": "\u0261\u050d",
    "h": "\u04bb\u0570",
    "i": "\u0456\u03b9\u01311l|\u04cf",
    "j": "\u0458\u03f3",
    "k": "\u043a\u03ba",
    "m": "\u043c",
    "n": "\u0578\u03b7",
    "o": "\u043e\u03bf\u05850",
    "p": "\u0440\u03c1",
    "q": "\u051b",
    "r": "\u0433",
    "s": "\u04555",
    "t": "\u0442\u03c4",
    "u": "\u03c5\u057d",
    "v": "\u03bd",
    "w": "\u051d\u03c9",
    "x": "\u0445\u03c7",
    "y": "\u0443\u03b3\u04af",
    "z": "2",
}
_LETTERS = str.maketrans(
    {other: latin for latin, others in _READ_AS.items() for other in others}
)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def normalise_text(text: str) -> str:
    """One form for the same text, without what cannot be seen (NFKC)."""
    return " ".join(drop_signs(compose_letters(text), _INVISIBLE).split())


def make_lookalike_key(text: str) -> str:
    """What two texts share when a reader could take one for the other."""
    read = fold_letters(normalise_text(text)).translate(_LETTERS)
    for pair, letter in _PAIRS:
        read = read.replace(pair, letter)
    return re.sub(r"[\s.’'\u2010-]+", " ", read).strip()


def look_alike(one: str, other: str) -> bool:
    return make_lookalike_key(one) == make_lookalike_key(other)


def mixes_scripts(text: str) -> bool:
    """Whether one word has letters of two alphabets that share their shapes."""
    return any(len(_alphabets(word)) > 1 for word in text.split())


def _alphabets(word: str) -> set[str]:
    names = (unicodedata.name(letter, "") for letter in word)
    return {each for name in names for each in _ALPHABETS if name.startswith(each)}
