"""Looks at pages, each at the width of a phone and of a desk, and each text once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page, ViewportSize

from benchmarks.browser import axe

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 1024}
SIZES = (PHONE, DESK)
# What a page says and offers: two that say the same are one page, whatever the numbers
# of their steps and seconds.
_NUMBER = re.compile(r"\d+")
_TEXT = (
    "() => document.documentElement.lang + document.title"
    " + document.body.innerText + [...document.querySelectorAll('main [name]')]"
    ".map(box => box.name + box.type).join()"
)


@dataclass
class Looks:
    """The pages that were looked at, and what axe found on them."""

    pages: int = 0
    found: list[str] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)

    def at(self, page: Page) -> None:
        """Look at the page as it stands, unless it was looked at before."""
        text = _NUMBER.sub("", page.evaluate(_TEXT))
        if text in self._seen:
            return
        self._seen.add(text)
        self.pages += 1
        self.languages.add(page.evaluate("document.documentElement.lang"))
        for size in SIZES:
            page.set_viewport_size(size)
            self.found += [f"{size['width']} px: {one}" for one in axe.findings(page)]
        page.set_viewport_size(PHONE)
