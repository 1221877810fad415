"""What stands both in a source's own words and in what is written for others.

A number or an address in both may lead to the source, and so may their own name. It is
a warning and no verdict: a suspect's belongs in both.
"""

from __future__ import annotations

import re

from unhidden.intelligence.reports.rules.drafts import NewItem
from unhidden.linkage.identifiers import shared_identifiers

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SHORTEST = 3


def find_shared_words(*, heard: str, told_by: str, said: str) -> tuple[str, ...]:
    """What of the source's words, and of who they are, stands in what is said."""
    both = {one.key for one in shared_identifiers(f"{heard}\n{told_by}", said)}
    return tuple(sorted(both | _names(told_by, said)))


def all_said(item: NewItem) -> str:
    """The text of an item with all that it mentions, for a reader to guess from."""
    parts = [item.text]
    for mention in item.mentions:
        parts += [mention.text, *mention.details.values()]
    return "\n".join(parts)


def _names(told_by: str, said: str) -> set[str]:
    """The words that call the source something and stand in what is said, too.

    Those with a capital or a figure, as names and numbers have; all of them where
    somebody typed none.
    """
    words = [word for word in _WORD.findall(told_by) if len(word) >= _SHORTEST]
    telling = [word for word in words if word != word.lower() or not word.isalpha()]
    there = {word.casefold() for word in _WORD.findall(said)}
    return {word for word in telling or words if word.casefold() in there}
