"""Protective markings above our ceiling, as they head a document."""

from __future__ import annotations

import re

# A line that is nothing but a marking above our ceiling, as it heads a document: what
# it is called, what it is lifted from, whose it is, the marking, who alone may read it.
# The word inside a sentence ("they kept it secret") is no marking. CONFIDENTIAL was
# above RESTRICTED, and has no counterpart below our ceiling.
_LONGEST_LINE = 200
_TOO_HIGH = re.compile(
    r"""[\W_]*+
    (?:(?i:(?:government|national|protective|protectively|security|document|report
      |overall|highest|gsc|gpms|gscp|marking|marked|classification|classified|level
      |this|is|as|of|the)\b)[\W_]*+)*
    (?:OFFICIAL(?:\W{0,3}SENSITIVE)?\b[\W_]*+(?:(?i:to|or|and)\b)?[\W_]*+)?
    (?:(?:UK|US|NATO|COSMIC|EU)\b[\W_]*+)?
    (?:(?:TOP\s+)?SECRET|CONFIDENTIAL)
    (?:
      \s*[-\u2010-\u2014/:,;|&]+\s*[A-Z0-9][A-Z0-9\s&/,'-]*
      | \s*[(\[].*
      | \s+[A-Z0-9]+
      | (?:[\W_]+(?:UK|US|USA|AUS|CAN|GBR|NZ|NATO|EU|UE|FVEY|FIVE|5|EYES|ONLY|REL|TO|AND
        |STRAP|STRAP\d|\d|NOFORN|ORCON|LOCSEN|PERSONAL|COMMERCIAL|SENSITIVE|RECIPIENTS?
        |ATOMIC|CODEWORD|HANDLING|WITH|(?i:when|once|until|completed?)))+
    )?
    [\W_]*""",
    re.VERBOSE,
)


def is_marked_too_high(text: str) -> bool:
    """Whether the text carries the marking CONFIDENTIAL, SECRET or TOP SECRET.

    This platform is capped at OFFICIAL-SENSITIVE: what is higher must not be typed
    into it at all.
    """
    lines = (line.strip() for line in text.splitlines())
    return any(
        _TOO_HIGH.fullmatch(line) for line in lines if 0 < len(line) <= _LONGEST_LINE
    )
