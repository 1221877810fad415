"""Filling in pages from the keyboard alone, and counting what that takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

_MOST_TABS = 120
_FOCUSED = """
() => {
  const at = document.activeElement;
  if (!at || !at.closest) return null;
  const form = at.closest("main form[method=post]");
  const named = [...document.getElementsByName(at.name || "")];
  return {
    name: at.name || "", type: at.type || at.tagName, value: at.value || "",
    is_inside: Boolean(form), skips: at.matches(".govuk-skip-link"),
    is_first_button: Boolean(form) && at === form.querySelector("[type=submit]"),
    values: named.map(one => one.value),
    is_answered: ["radio", "checkbox"].includes(at.type)
      ? named.some(one => one.checked && one.value) : Boolean(at.value),
  };
}
"""


@dataclass
class Typist:
    """Somebody without a mouse.

    An act is one answer given or one button pressed; to get there takes ``tabs``.
    """

    page: Page
    acts: int = 0
    tabs: int = 0
    given: set[str] = field(default_factory=set)

    def fill_in(self, answers: Mapping[str, Any]) -> None:
        """Answer what the page asks and does not know yet, and press its button."""
        for _ in range(_MOST_TABS):
            self._tab()
            found = self.page.evaluate(_FOCUSED)
            if found and found["skips"]:  # past what stands above every page
                self.page.keyboard.press("Enter")
            if not found or not found["is_inside"]:
                continue
            if found["is_first_button"]:
                break
            self._answer(found, answers)
        else:
            raise AssertionError(self.page.url)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.acts += 1

    def _tab(self) -> None:
        self.page.keyboard.press("Tab")
        self.tabs += 1

    def _answer(self, found: Mapping[str, Any], answers: Mapping[str, Any]) -> None:
        name = str(found["name"])
        is_box = found["type"] == "checkbox"
        if name not in answers or (found["is_answered"] and not is_box):
            return
        wanted = answers[name]
        if is_box:
            if found["value"] not in wanted:
                return
            self.page.keyboard.press("Space")
        elif found["type"] == "radio":
            self._choose(found["values"].index(wanted))
        else:
            self.page.keyboard.insert_text(str(wanted))
        self.given.add(name)
        self.acts += 1

    def _choose(self, place: int) -> None:
        """The focus is on the first of them; an arrow chooses the next."""
        if not place:
            self.page.keyboard.press("Space")
        for _ in range(place):
            self.page.keyboard.press("ArrowDown")
