"""A phone with the app, as tests take it in hand: its words, and its first steps."""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.support.looking import axe_findings

SLOW = 30_000  # milliseconds
#: What is pressed and read, in both languages.
SAID = {
    "en": {
        "words": "By four words",
        "known": "Make this phone known",
        "noted": "I have written them down",
        "take": "Take visits along",
        "begin": "Begin the record",
        "next": "Next",
        "finish": "Keep it as it happened",
        "only": "On this phone only",
        "unlock": "Unlock",
        "help": "I need help",
        "tell": "Call control again",
        "not_sent": "NOT SENT: no signal",
        "waiting": "2 waiting, nothing received yet",
        "three": "3 waiting, nothing received yet",
        "may": "This phone may go out",
        "go_on": "Go on with the record",
        "apart": "kept as a record of its own",
        "sealed": "The photo is sealed on this phone",
        "kept": "Kept on this phone at",
        "full": "This phone is full: what you typed last is not kept yet",
        "unread": "a.heic: This phone cannot show this kind of file",
        "take_out": "Take out: Photo 1",
        "take_out_sure": "Take it out for good",
        "photo_gone": "Another tab finished this record: the photo goes with it",
        "clock": "The clock of this phone is wrong. The time is",
        "no_questions": "The questions of this record are not on this phone",
        "new": "Use the new version",
        "later": "you can change between two visits",
        "no_language": "The other language is not on this phone",
    },
    "cy": {
        "words": "Drwy bedwar gair",
        "known": "Cofrestru’r ffôn hwn",
        "noted": "Rwyf wedi’u hysgrifennu",
        "take": "Mynd ag ymweliadau gyda chi",
        "begin": "Dechrau’r cofnod",
        "next": "Nesaf",
        "finish": "Ei gadw fel y digwyddodd",
        "only": "Ar y ffôn hwn yn unig",
        "unlock": "Datgloi",
        "help": "Mae angen help arnaf",
        "tell": "Galw’r ystafell reoli eto",
        "not_sent": "HEB EI ANFON: dim signal",
        "waiting": "2 yn aros, dim wedi’i dderbyn eto",
        "three": "3 yn aros, dim wedi’i dderbyn eto",
        "may": "Caiff y ffôn hwn fynd allan",
        "go_on": "Parhau â’r cofnod",
    },
}


class Phone:
    """One page of the app, looked at on every screen."""

    def __init__(self, context: BrowserContext, address: str, language: str) -> None:
        context.set_default_timeout(SLOW)
        self.context, self.address, self.language = context, address, language
        self.said = SAID[language]
        self.page: Page = context.new_page()
        self.wrong: list[str] = []
        self.seen = 0
        self.page.on("console", lambda said: self._heard(said.type, said.text))
        self.page.on("pageerror", lambda error: self.wrong.append(f"thrown: {error}"))

    def _heard(self, kind: str, text: str) -> None:
        # A network that is off is no fault of the page's.
        if kind in {"error", "warning"} and "Failed to load resource" not in text:
            self.wrong.append(f"{kind}: {text}")

    def look(self, screen: str = "other") -> None:
        """Nothing for axe to find, and nothing wider than the window.

        Where UNHIDDEN_PICTURES names a folder, a picture of the screen is put there.
        """
        self.page.wait_for_timeout(150)
        where = self.page.evaluate("location.hash")
        found = axe_findings(self.page)
        self.wrong += [f"{where}: {each}" for each in found]
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > self.page.evaluate("innerWidth"):
            self.wrong.append(f"{where}: wider than the window ({wide})")
        if "[object" in str(self.page.text_content("body")):
            self.wrong.append(f"{where}: shows no words but the name of an object")
        self.seen += 1
        if folder := os.environ.get("UNHIDDEN_PICTURES"):
            name = f"{self.language}-{self.seen:02}-{screen}.png"
            self.page.screenshot(path=Path(folder) / name, full_page=True)

    def press(self, code: str) -> None:
        name = self.said[code]
        role = self.page.locator("main button, main a, header a, label").filter(
            has_text=name
        )
        role.first.click()

    def reads(self, code: str) -> None:
        body = self.page.locator("body")
        expect(body).to_contain_text(self.said[code], timeout=SLOW)


def enrol(phone: Phone) -> str:
    """Make the phone known; gives the words that unlock it."""
    page = phone.page
    page.goto(f"{phone.address}/field/app/{phone.language}/#/enrol")
    phone.press("words")
    page.locator("main button", has_text=phone.said["known"]).click()
    words = page.locator("main p.big").inner_text()
    assert len(words.split()) == 4
    phone.look("words")
    phone.press("noted")
    phone.reads("may")
    phone.look("known")
    return words


def take_along(phone: Phone) -> None:
    """Fetch what the officer's next shifts have."""
    page = phone.page
    page.goto(f"{phone.address}/field/app/{phone.language}/#/take")
    shifts = page.locator("main input[type=checkbox]")
    shifts.first.wait_for()
    for number in range(min(shifts.count(), 3)):
        shifts.nth(number).check()
    phone.look("shifts")
    page.locator("main button", has_text=phone.said["take"]).click()
    expect(page.locator("main .told")).to_have_text(re.compile(r"[1-9]"), timeout=SLOW)
    phone.look("taken")
    page.goto(f"{phone.address}/field/app/{phone.language}/#/ready")
    page.locator("main h1").wait_for()
    phone.look("ready")


def unlock(phone: Phone, words: str) -> None:
    """Open it by its words; then its visits are there."""
    page = phone.page
    page.locator("#words").fill(words.upper())
    page.locator("main button[type=submit]").click()
    page.locator("#words").wait_for(state="detached")
    page.evaluate("location.hash = '#/'")
    page.locator(".visits li").first.wait_for()


def begin_record(phone: Phone) -> str:
    """Begin the record of the first visit; gives its submission."""
    page = phone.page
    page.evaluate("location.hash = '#/'")
    page.locator(".visits a").first.click()
    phone.press("begin")
    page.wait_for_url(re.compile("#/ask/"))
    return str(page.evaluate("location.hash.split('/')[2]"))
