"""Going over a page with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page


def press_to(page: Page, selector: str) -> None:
    """Press Tab until something there has the focus."""
    for _ in range(60):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(selector)
