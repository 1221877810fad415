"""What axe finds on a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_IS_THERE = "() => 'axe' in window"
# What is all right is not asked for: that takes longer than what is wrong.
_RUN = (
    "() => axe.run({resultTypes: ['violations']}).then(found => found.violations.map("
    "one => [one.id, one.nodes.slice(0, 2).map(node => node.html.slice(0, 120))]))"
)


def findings(page: Page) -> list[str]:
    """Each violation of the page, with the first places where it stands."""
    if not page.evaluate(_IS_THERE):
        page.evaluate(Axe().axe_script)
    found: list[tuple[str, list[str]]] = page.evaluate(_RUN)
    return [f"axe {rule}: {page.url} {'; '.join(at)}" for rule, at in found]
