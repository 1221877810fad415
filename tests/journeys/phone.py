"""How an officer uses the app: by the names that a screen reader says, one hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.translation import override
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.walk import PHONE, World
from tests.support.looking import axe_findings, sign_in
from unhidden.field.app.words import WORDS
from unhidden.field.tasking.rules import MOST_SHIFTS
from unhidden.visits import queries as visits

SLOW = 30_000  # milliseconds
#: The screens of a record, in their order.
SCREENS = [
    section["code"] for section in visits.in_language("2026-12", "en")["sections"]
]


@dataclass
class FieldPhone:
    """Somebody's phone, with the app and a session of the staff site."""

    page: Page
    world: World
    key: str
    words: str = ""
    wrong: list[str] = field(default_factory=list)

    def say(self, code: str, **values: object) -> str:
        """What the app says, in the language of the phone."""
        with override(self.world.language):
            said = str(WORDS[code])
        for name, value in values.items():
            said = said.replace("{" + name + "}", str(value))
        return said

    def go(self, place: str = "") -> None:
        self.page.evaluate("place => { location.hash = '#/' + place; }", place)

    def press(self, code: str, **values: object) -> None:
        name = self.say(code, **values)
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, code: str) -> None:
        self.page.get_by_role("link", name=self.say(code), exact=True).first.click()

    def reads(self, code: str, **values: object) -> None:
        """The page says so; what is not given may be anything."""
        said = _pattern(self.say(code, **values))
        found = self.page.get_by_role("main").get_by_text(said)
        expect(found.first).to_be_visible(timeout=SLOW)

    def shows(self, code: str) -> None:
        """The page with this title is there; axe looks at each once in a language."""
        title = self.page.get_by_role("heading", level=1, name=self.say(code))
        expect(title).to_be_visible(timeout=SLOW)
        self.look(code)

    def look(self, name: str) -> None:
        if name not in self.world.looked_at:
            self.world.looked_at.add(name)
            self.wrong += [f"{name}: {each}" for each in axe_findings(self.page)]

    def enrol(self, name: str = "") -> None:
        """Make the phone known, to be unlocked by four words."""
        self.page.goto(f"{self.world.sites.staff}/field/app/{self.world.language}/")
        self.go("enrol")
        self.shows("enrol")
        if name:
            self.page.get_by_label(self.say("phone_name"), exact=True).fill(name)
        self.page.get_by_role("radio", name=self.say("way_words")).check()
        self.press("enrol")
        self.words = self.page.locator("p.big").inner_text()
        self.press("words_noted")
        self.reads("enrol_enrolled")

    def take_along(self) -> None:
        """Take the last shifts on offer along, as many as a phone takes.

        Until the small hours the first of them is yesterday's, with little left to do.
        """
        self.go("take")
        self.shows("take_along")
        shifts = self.page.get_by_role("checkbox")
        shifts.first.wait_for()
        for left, shift in enumerate(reversed(shifts.all())):
            shift.set_checked(left < MOST_SHIFTS)
        self.press("take_along")
        told = self.page.get_by_role("main").get_by_role("status").last
        expect(told).to_have_text(re.compile(r"[1-9]"), timeout=SLOW)

    def find_place(self, kind: str) -> str:
        """Where the first visit of a kind is; no new phone has what was recorded."""
        self.go()
        self.shows("visits")
        words = self.say(f"kind_of_{kind}")
        rows = self.page.get_by_role("listitem").filter(has_text=words)
        return rows.first.get_by_role("link").inner_text()

    def begin(self, place: str) -> None:
        """Begin the record of the visit to a place."""
        self.go()
        self.page.get_by_role("link", name=place, exact=True).click()
        self.page.get_by_role("heading", level=1, name=place).wait_for()
        self.look("visit")
        self.follow("begin")
        self.page.wait_for_url(re.compile("#/ask/"))

    def turn_to(self, screen: str) -> None:
        """Another screen of the record that is open."""
        submission = self.page.url.split("/ask/")[1].split("/")[0]
        self.go(f"ask/{submission}/{SCREENS.index(screen)}")
        title = _titles(self.world.language)[screen]
        self.page.get_by_role("heading", level=1, name=title).wait_for()
        self.look(screen)

    def box(self, code: str, part: str = "") -> Locator:
        """The box of a question, by its label."""
        group = self._group(code) if part else self.page.get_by_role("main")
        label = self.label(code, part)
        return group.get_by_label(label, exact=True)

    def choose(self, code: str, value: str, part: str = "") -> None:
        """Choose an answer of a question, by what the two are called."""
        asked = self._asked(code, part)
        group = self._group(code) if part else self.page.get_by_role("main")
        named = {each["code"]: each["label"] for each in asked.get("choices", [])}
        group = group.get_by_role("group", name=asked["label"], exact=True)
        group.get_by_role("radio", name=named.get(value, value), exact=True).check()

    def label(self, code: str, part: str = "") -> str:
        return str(self._asked(code, part)["label"])

    def finish(self) -> None:
        """Finish the record that is open, in which nothing speaks against another."""
        self.turn_to(SCREENS[-1])
        self.press("next")
        self.shows("end_title")
        self.press("finish")
        self.page.wait_for_url(re.compile("#/visit/"))

    def finish_ordinary(self, **counts: int) -> None:
        """An ordinary visit by consent, that says nothing unusual."""
        self.turn_to("at_the_door")
        self.choose("entry_basis", "consent")
        self.box("consent_by").fill("Manager")
        self.finish_whole(**counts)

    def finish_whole(self, **counts: int) -> None:
        """The rest of an ordinary record, once it is said how they went in."""
        self.turn_to("times")
        self.box("starts_at").fill("00:01")
        self.box("ends_at").fill("00:02")
        self.choose("interpreter", "not_needed")
        self.turn_to("people")
        self.box("spoken_to").fill("0")
        self.turn_to("came_of_it")
        self.choose("outcome", "no_concern")
        for code in ("leaflets", "notices", "arrests"):
            self.box(code).fill(str(counts.get(code, 0)))
        self.finish()

    def wait_for_summary(self, code: str) -> None:
        """The line of every page says how sending stands."""
        said = _pattern(self.say(code))
        line = self.page.get_by_role("banner").get_by_role("link", name=said)
        expect(line).to_be_visible(timeout=SLOW)

    def done(self) -> None:
        self.page.context.close()
        assert self.wrong == []

    def _group(self, code: str) -> Locator:
        return self.page.get_by_role("group", name=self.label(code), exact=True)

    def _asked(self, code: str, part: str) -> dict[str, Any]:
        asked = _questions(self.world.language)[code]
        if part:
            asked = next(one for one in asked["parts"] if one["code"] == part)
        return asked


def make_phone(browser: Browser, world: World, key: str) -> FieldPhone:
    """A new phone, on which somebody has just signed in."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    context.set_default_timeout(SLOW)
    context.grant_permissions(["notifications"], origin=world.sites.staff)
    phone = FieldPhone(context.new_page(), world, key)
    phone.page.on("pageerror", lambda error: phone.wrong.append(f"thrown: {error}"))
    sign_in(phone.page, world.sites, key, world.language)
    return phone


def ready_phone(browser: Browser, world: World, key: str) -> FieldPhone:
    """The same, made known and with its visits on it."""
    phone = make_phone(browser, world, key)
    phone.enrol()
    phone.take_along()
    return phone


@contextmanager
def without_network(*phones: FieldPhone) -> Iterator[None]:
    """Cut the network of these phones for a while."""
    for phone in phones:
        phone.page.context.set_offline(True)
    yield
    for phone in phones:
        phone.page.context.set_offline(False)


def _pattern(said: str) -> re.Pattern[str]:
    """What the app says, whatever is put in."""
    return re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(said)))


@cache
def _questions(language: str) -> dict[str, dict[str, Any]]:
    sections = visits.in_language("2026-12", language)["sections"]
    return {one["code"]: one for each in sections for one in each["questions"]}


@cache
def _titles(language: str) -> dict[str, str]:
    sections = visits.in_language("2026-12", language)["sections"]
    return {each["code"]: each["title"] for each in sections}
