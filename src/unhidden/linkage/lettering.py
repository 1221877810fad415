"""A text less what is not letters: invisible marks, controls, emoji, apostrophes."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile("['’‘ʼʻʽ`´ʹ′\\u05f3]")  # noqa: RUF001
_CONTROL = frozenset({"Cc", "Cs", "Co", "Cn", "So"})
_TATWEEL = "\u0640"


def cleaned(text: str) -> str:
    """``text`` composed (NFKC); zero-width and direction marks and apostrophes go.

    Controls and emoji become spaces.
    """
    composed = unicodedata.normalize("NFKC", text)
    kept = (
        ""
        if (kind := unicodedata.category(sign)) == "Cf"
        else " "
        if kind in _CONTROL
        else sign
        for sign in composed
    )
    return _APOSTROPHES.sub("", "".join(kept).replace(_TATWEEL, ""))
