"""Guides quote their pages: tabs, links and buttons by their words."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from unhidden.hosting.paths import REPOSITORY

GUIDES = REPOSITORY / "docs" / "how-to"
SURVIVORS = ("agencies", "config", "safeguarding", "sharing")
#: Each guide, and the modules whose pages it quotes.
MODULES = {
    "go-out-without-signal": ("config", "field", "visits"),
    "look-after-phones": ("agencies", "config", "field", "visits"),
    "plan-a-week-of-action": (
        "config",
        "decision_log",
        "operations",
        "oversight",
        "visits",
    ),
    "run-an-investigation": ("config", "decision_log", "investigations"),
    "keep-a-place-of-safety": SURVIVORS,
    "leave-and-hand-over-cases": SURVIVORS,
    "open-a-case-by-any-door": SURVIVORS,
    "prepare-a-referral": SURVIVORS,
    "follow-a-referral": SURVIVORS,
    "support-a-child": SURVIVORS,
    "support-somebody-over-years": SURVIVORS,
    "when-somebody-says-no": SURVIVORS,
}
# What is quoted and is no word of a page: the sign itself, a figure, an ellipsis.
OTHERS = {"quotation marks", "at least 99.6% of the best possible", "…"}


def english_of(module: str) -> set[str]:
    """What the pages of a module say in English."""
    folder = REPOSITORY / "src" / "unhidden" / module / "locale" / "cy" / "LC_MESSAGES"
    with (folder / "django.po").open("rb") as source:
        return {str(message.id) for message in read_po(source)}


@pytest.mark.parametrize("guide", MODULES)
def test_what_it_quotes_stands_on_a_page(guide: str) -> None:
    quoted = re.findall(r"“([^”]+)”", (GUIDES / f"{guide}.md").read_text())
    told = {" ".join(words.split()) for words in quoted}
    known = {text for module in MODULES[guide] for text in english_of(module)}

    assert told - known - OTHERS == set()
