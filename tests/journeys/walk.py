"""How a person goes through pages: by what they read, press and type."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext, override
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    ViewportSize,
    expect,
)

from tests.support.looking import axe_findings, come_back, route_name, sign_in
from tests.support.sites import Sites
from unhidden.demo.region import read_data_file

DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
LANGUAGES = ["en", "cy"]
_IN_WELSH = {
    row["name_en"]: row["name_cy"] for row in read_data_file("organisations.json")
}


@dataclass
class World:
    """What one person's walk leaves for the next: names, addresses, words."""

    sites: Sites
    language: str
    today: date
    kept: dict[str, str] = field(default_factory=dict)
    looked_at: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The operation of this walk; each language has its own."""
        return {"en": "Journey week", "cy": "Wythnos y daith"}[self.language]

    @property
    def team(self) -> str:
        return f"Journey team {self.language}"


@dataclass
class Walk:
    """One person with one browser window."""

    page: Page
    world: World
    errors: list[str] = field(default_factory=list)
    is_looking: bool = False

    def text(self, english: str) -> str:
        """The words of the page in the language of the walk."""
        with override(self.world.language):
            return gettext(english)

    def go(self, url: str) -> None:
        self.page.goto(url)
        expect(self.page.locator("html")).to_have_attribute("lang", self.world.language)

    def follow(self, english: str, *, within: str = "body") -> None:
        """Follow the first link that says so, whether or not it looks like a button."""
        place, words = self.page.locator(within), self.text(english)
        link = place.get_by_role("link", name=words, exact=True)
        button = place.locator("a").and_(
            self.page.get_by_role("button", name=words, exact=True)
        )
        self._leave_by(link.or_(button))

    def open(self, selector: str) -> None:
        """Follow the first link at ``selector``."""
        self._leave_by(self.page.locator(selector))

    def follow_words(self, words: str) -> None:
        """Follow the first link with these very words in it."""
        self._leave_by(self.page.get_by_role("link", name=words))

    def press(self, english: str) -> None:
        button = self.page.get_by_role("button", name=self.text(english), exact=True)
        self._leave_by(button)

    def _leave_by(self, place: Locator) -> None:
        """Click, and look at the page that it leads to once that is there."""
        with self.page.expect_navigation():
            place.first.click()
        self.look()

    def fill(self, **values: str) -> None:
        """Type into boxes by their names, or select in lists."""
        for name, value in values.items():
            box = self.page.locator(f'main [name="{name}"]').first
            if box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)

    def pick(self, name: str, words: str, *, within: str = "main form") -> None:
        """Select the option that shows these words; organisations in either tongue."""
        shown = {words, _IN_WELSH.get(words, words)}
        box = self.page.locator(f'{within} select[name="{name}"]').last
        for option in box.locator("option").all():
            text = option.inner_text()
            if any(word in text for word in shown):
                box.select_option(label=text)
                return
        raise AssertionError(words)

    def tick(self, name: str, *values: str) -> None:
        """Choose radios or checkboxes by name and value; opens what hides them."""
        for value in values:
            box = self.page.locator(f'input[name="{name}"][value="{value}"]').first
            box.evaluate(
                "box => { const fold = box.closest('details');"
                " if (fold) fold.open = true; }"
            )
            box.check(force=True)

    def confirm(self, name: str) -> None:
        """Tick the first box of this name, whatever its value."""
        self.page.locator(f'main input[name="{name}"]').first.check(force=True)

    def day(self, name: str, day: date) -> None:
        """Type a date into its three boxes."""
        for part in ("day", "month", "year"):
            self.page.locator(f'[name="{name}_{part}"]').fill(str(getattr(day, part)))

    def reads(self, english: str) -> None:
        """The page says so, in the language of the walk."""
        found = self.page.locator("body").get_by_text(self.text(english))
        expect(found.first).to_be_visible()

    def sees(self, words: str) -> None:
        """The page shows these very words."""
        expect(self.page.locator("body")).to_contain_text(words)

    def keep(self, name: str, *, parts: int | None = None) -> None:
        """Remember where we are, or the first ``parts`` of the address."""
        url = self.page.url
        self.world.kept[name] = "/".join(url.split("/")[:parts]) + "/" * bool(parts)

    def look(self) -> None:
        """Let axe look at each page of the staff site once, as it stands."""
        name = route_name(self.page.url, "unhidden.config.urls.staff")
        if not self.is_looking or name is None or name in self.world.looked_at:
            return
        self.world.looked_at.add(name)
        self.errors += axe_findings(self.page)

    def done(self) -> None:
        """Close the window; nothing may have gone wrong behind the page."""
        self.page.context.close()
        assert not self.errors, self.errors


def visitor(browser: Browser, world: World) -> Walk:
    """A member of the public, without JavaScript, in the language of the walk."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    walk = walk_of(context.new_page(), world)
    prefix = "/cy" if world.language == "cy" else ""
    walk.go(f"{world.sites.public}{prefix}/")
    return walk


def colleague(
    browser: Browser, world: World, key: str, *, viewport: ViewportSize = DESK
) -> Walk:
    """Somebody of the demonstration, reading in the walk's language."""
    page = come_back(browser, world.sites, key, world.language, viewport=viewport)
    return walk_of(page, world, is_looking=True)


def newly_signed_in(
    browser: Browser, world: World, key: str, *, viewport: ViewportSize = DESK
) -> Walk:
    """The same, who has just proved who they are."""
    page = browser.new_context(viewport=viewport).new_page()
    walk = walk_of(page, world, is_looking=True)
    walk.page.goto(f"{world.sites.staff}/sign-in/")
    walk.look()
    sign_in(walk.page, world.sites, key, world.language)
    return walk


def walk_of(page: Page, world: World, *, is_looking: bool = False) -> Walk:
    """Somebody with this page; what goes wrong behind it is noted."""
    page.context.set_default_timeout(10_000)
    walk = Walk(page, world, is_looking=is_looking)

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            where = message.location["url"]
            walk.errors.append(f"{message.text} ({where} on {walk.page.url})")

    walk.page.on("console", note)
    walk.page.on("pageerror", lambda error: walk.errors.append(str(error)))
    return walk
