"""Where the script gets what it verifies a desk's keys with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, override

from unhidden.reporting.queries import pinned as pinned_queries
from unhidden.vault.words import list_words


def for_script() -> dict[str, Any]:
    """Where the script gets pins, links and words, and what it holds them to."""
    pinned = pinned_queries.find_pins()
    with override("en"):  # the same address, and copy, in every language
        pins_at = reverse("reporting:pins", args=[pinned.digest])
        words_at = reverse("reporting:spoken")
    return {
        "links": reverse("reporting:links"),
        "pinned": {"href": pins_at, "integrity": pinned.integrity},
        "spoken": {
            "href": words_at,
            "integrity": pinned_queries.compute_integrity(lines(list_words())),
        },
        "sealedFor": gettext("Sealed for %(desk)s, link %(number)s:"),
    }


def lines(words: Sequence[str]) -> bytes:
    """A list of words as the file that the script loads."""
    return "\n".join(words).encode()
