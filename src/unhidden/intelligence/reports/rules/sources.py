"""Who told us, as far as two reports can be known to have it from one person.

A telephone number or e-mail address where one is written, else the words themselves,
however they are typed: a name, or the source unit's own number for somebody.
"""

from __future__ import annotations

import re

from unhidden.lib.letters import compose_letters, drop_signs
from unhidden.linkage.identifiers import find_identifiers

_OF_PERSONS = ("email", "phone")
_NO_LETTER = re.compile(r"[\W_]+")


def caller_of(name: str, contact: str) -> str:
    """Who the source is, of what a colleague took down: "" where nothing tells.

    How to reach them may say when alone: it counts where it holds a number or address.
    """
    can_tell = any(each.kind in _OF_PERSONS for each in find_identifiers(contact))
    return f"{name} {contact}".strip() if can_tell else name.strip()


def source_words(told_by: str) -> frozenset[str]:
    """What stands for this person; nothing where nobody is named."""
    found = {
        f"{each.kind} {each.key}"
        for each in find_identifiers(told_by)
        if each.kind in _OF_PERSONS
    }
    if found:
        return frozenset(found)
    plain = compose_letters(drop_signs(told_by, {"Cf"})).casefold()
    words = _NO_LETTER.sub(" ", plain).strip()
    return frozenset({f"said {words}"} if words else ())
