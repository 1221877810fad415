"""A business's own name as parts, to be aligned as people's names are."""

from __future__ import annotations

from functools import lru_cache

from unhidden.linkage.legal_forms import read_business
from unhidden.linkage.names.reading import MOST_PARTS, NamePart, ParsedName, made_of

_SMALL = frozenset(["of", "and", "the", "a", "y", "de", "la", "le", "et", "und", "o"])


@lru_cache(maxsize=65_536)
def business_parts(text: str) -> ParsedName:
    """The first twelve words without the legal form; small words are weak."""
    words = read_business(text).words[:MOST_PARTS]
    return made_of(tuple(NamePart(word, word, word in _SMALL) for word in words))
