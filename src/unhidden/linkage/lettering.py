"""A text less what is not letters: invisible marks, controls, emoji, apostrophes."""

from __future__ import annotations

import re

from unhidden.lib.letters import compose_letters, drop_signs

_APOSTROPHES = re.compile("['’‘ʼʻʽ`´ʹ′\\u05f3]")  # noqa: RUF001
_CONTROL = frozenset({"Cc", "Cs", "Co", "Cn", "So"})
_TATWEEL = "\u0640"


def clean_lettering(text: str) -> str:
    """``text`` composed (NFKC); zero-width and direction marks and apostrophes go.

    Controls and emoji become spaces.
    """
    kept = drop_signs(compose_letters(text), {"Cf"}, spaced=_CONTROL)
    return _APOSTROPHES.sub("", kept.replace(_TATWEEL, ""))
