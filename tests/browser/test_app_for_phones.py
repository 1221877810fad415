"""The app on a phone: made known, filled with tasking, and used without a network."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.authenticators import make_passkey
from tests.support.looking import axe_findings, sign_in
from tests.support.postgres import Server
from tests.support.sites import Sites
from unhidden.hosting.postgres.connecting import connect
from unhidden.vault import landing_keys

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]
SLOW = 30_000  # milliseconds
SHAPES = {
    "officer_8": ("en", "light", {"width": 320, "height": 640}),
    "officer_1": ("cy", "dark", {"width": 390, "height": 844}),
}
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


@pytest.fixture
def prepared(test_server: Server, test_database: str, region_sites: Sites) -> str:
    """The staff site by a name, with a landing key; any phone may go out."""
    pair = landing_keys.make_landing_pair()
    begins = date.today() - timedelta(days=1)  # noqa: DTZ011
    now = datetime.now(UTC)
    region = {**test_server.admin, "dbname": f"{test_database}_region"}
    with connect(region) as database:
        database.execute(
            "insert into field_landingkey (id, public_key, closed, from_on, until_on,"
            " made_at) values (%s, %s, 'x', %s, %s, %s) on conflict do nothing",
            [pair.id, pair.public_key, begins, begins + timedelta(days=7), now],
        )
        database.execute(
            "insert into field_receiptkey (id, name, public_key, since) values"
            " (gen_random_uuid(), 'a', %s, %s) on conflict do nothing",
            [b"r" * 32, now],
        )
        database.execute(
            "insert into field_fieldsetting (id, organisation_id, devices) select"
            " gen_random_uuid(), id, 'personal' from agencies_organisation"
            " on conflict do nothing"
        )
    return region_sites.staff.replace("127.0.0.1", "localhost")


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

    def look(self) -> None:
        """Nothing for axe to find, and nothing wider than the window."""
        self.page.wait_for_timeout(150)
        where = self.page.evaluate("location.hash")
        found = axe_findings(self.page)
        self.wrong += [f"{where}: {each}" for each in found]
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > self.page.evaluate("innerWidth"):
            self.wrong.append(f"{where}: wider than the window ({wide})")
        self.seen += 1
        if folder := os.environ.get("UNHIDDEN_PICTURES"):
            name = f"{self.language}-{self.seen:02}.png"
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


@pytest.fixture(params=SHAPES)
def phone(
    request: pytest.FixtureRequest, browser: Browser, prepared: str
) -> Iterator[Phone]:
    """An officer's phone, signed in to the staff site a moment ago."""
    key = request.param
    language, scheme, size = SHAPES[key]
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        has_touch=True,
    )
    context.grant_permissions(["notifications"], origin=prepared)
    made = Phone(context, prepared, language)
    sign_in(made.page, Sites(prepared, prepared), key, "en")
    yield made
    context.close()


def test_a_phone_is_filled_and_then_works_without_network(phone: Phone) -> None:
    page = phone.page
    page.goto(f"{phone.address}/field/app/{phone.language}/")
    phone.reads("known")
    phone.look()
    words = _enrol(phone)
    _take_along(phone)

    phone.context.set_offline(True)
    page.reload()
    _unlock(phone, words)
    _record(phone)
    _call_for_help(phone)

    assert phone.wrong == []
    assert phone.seen >= 20


def _enrol(phone: Phone) -> str:
    page = phone.page
    page.goto(f"{phone.address}/field/app/{phone.language}/#/enrol")
    phone.press("words")
    page.locator("main button", has_text=phone.said["known"]).click()
    words = page.locator("main p.big").inner_text()
    assert len(words.split()) == 4
    phone.look()
    phone.press("noted")
    phone.reads("may")
    phone.look()
    return words


def _take_along(phone: Phone) -> None:
    page = phone.page
    page.goto(f"{phone.address}/field/app/{phone.language}/#/take")
    shifts = page.locator("main input[type=checkbox]")
    shifts.first.wait_for()
    for number in range(min(shifts.count(), 3)):
        shifts.nth(number).check()
    phone.look()
    page.locator("main button", has_text=phone.said["take"]).click()
    expect(page.locator("main .told")).to_have_text(re.compile(r"^[1-9]"), timeout=SLOW)
    phone.look()
    page.goto(f"{phone.address}/field/app/{phone.language}/#/ready")
    page.locator("main h1").wait_for()
    phone.look()


def _unlock(phone: Phone, words: str) -> None:
    page = phone.page
    page.locator("#words").wait_for()
    phone.look()
    page.locator("#words").fill("not these four words")
    page.locator("main button[type=submit]").click()
    expect(page.locator("main .bad")).not_to_contain_text("…", timeout=SLOW)
    page.locator("#words").fill(words.upper())
    page.locator("main button[type=submit]").click()
    page.locator("#words").wait_for(state="detached")
    page.evaluate("location.hash = '#/'")
    page.locator(".visits li").first.wait_for()
    phone.look()


def _record(phone: Phone) -> None:
    """What was typed is there after the phone was locked; and all of it is kept."""
    page = phone.page
    page.locator(".visits a").first.click()
    page.locator("main section h2").first.wait_for()
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    phone.look()
    phone.press("begin")
    page.locator("textarea[name=purpose_told]").fill("Heronsong: we came to talk")
    page.locator("input[value=consent]").check()
    page.locator("input[name=consent_by]").fill("Manager")
    phone.look()
    for _section in range(9):
        page.locator("main form button[type=submit]").click()
        page.wait_for_timeout(200)
        phone.look()
    page.locator("main textarea[name=narrative]").fill("Nobody was there.")
    page.locator("main form button[type=submit]").click()
    phone.reads("finish")
    phone.look()
    phone.press("finish")
    phone.reads("only")
    phone.look()
    page.locator("#summary").click()
    page.locator(".links a").first.wait_for()
    phone.look()
    page.locator("main .links a").first.click()
    page.locator("main .state").wait_for()
    phone.look()


def _call_for_help(phone: Phone) -> None:
    """One press calls; where one is can be told by a second."""
    page = phone.page
    page.locator("header a.danger").click()
    expect(page.locator("main a[href='tel:999']")).to_be_visible()
    phone.reads("not_sent")
    phone.reads("waiting")
    phone.look()
    page.locator("#summary").click()
    page.locator(".links a").first.wait_for()
    page.locator("header a.danger").click()
    phone.reads("not_sent")
    phone.reads("waiting")
    page.locator("#where").fill("Behind the bins")
    phone.press("tell")
    phone.reads("three")


#: As another tab of this phone would write it.
WRITTEN_ELSEWHERE = """submission => new Promise(resolve => {
  indexedDB.open("unhidden-field").onsuccess = ({target}) => {
    const change = target.result.transaction("drafts", "readwrite");
    const shelf = change.objectStore("drafts");
    shelf.get(submission).onsuccess = ({target: found}) => {
      const row = found.result;
      shelf.put({...row, revision: row.revision + 1}).onsuccess = resolve;
    };
  };
})"""
DRAWN = """canvas => canvas.getContext("2d").getImageData(0, 0, 600, 200)
  .data.some(Boolean)"""
SCREENS = {"photos": 8, "afterwards": 9}


@pytest.mark.parametrize("phone", ["officer_8"], indirect=True)
def test_a_passkey_opens_what_was_kept_and_no_tab_loses_what_was_typed(
    phone: Phone,
) -> None:
    page = phone.page
    page.goto(f"{phone.address}/field/app/en/#/enrol")
    make_passkey(phone.context, page, has_prf=True)
    page.locator("main button", has_text=phone.said["known"]).click()
    phone.reads("may")
    _take_along(phone)
    page.evaluate("location.hash = '#/'")
    page.locator(".visits a").first.click()
    phone.press("begin")
    page.wait_for_url(re.compile("#/ask/"))
    submission = page.evaluate("location.hash.split('/')[2]")

    _take_photo(phone, submission)
    _sign(phone, submission)
    _lock_and_unlock(phone)
    _screen(phone, submission, "photos")
    expect(page.locator("main fieldset.row")).to_have_count(1)
    _screen(phone, submission, "afterwards")
    assert page.locator("canvas.pad").evaluate(DRAWN)

    page.evaluate(WRITTEN_ELSEWHERE, submission)
    page.locator("textarea[name=narrative]").fill("Heronsong, typed here")
    page.wait_for_url(lambda url: submission not in url)
    phone.reads("apart")
    narrative = page.locator("textarea[name=narrative]")
    expect(narrative).to_have_value("Heronsong, typed here")
    phone.look()
    page.evaluate("location.hash = '#/'")
    page.locator(".visits a").first.click()
    expect(page.locator("main a", has_text=phone.said["go_on"])).to_have_count(2)
    assert phone.wrong == []


def _screen(phone: Phone, submission: str, section: str) -> None:
    step = f"#/ask/{submission}/{SCREENS[section]}"
    phone.page.evaluate(f"location.hash = '{step}'")
    kinds = {"photos": "input.file", "afterwards": "canvas.pad"}
    phone.page.locator(f"main {kinds[section]}").first.wait_for(state="attached")


def _take_photo(phone: Phone, submission: str) -> None:
    page = phone.page
    picture = page.screenshot()
    _screen(phone, submission, "photos")
    files = {"name": "a.png", "mimeType": "image/png", "buffer": picture}
    page.locator("main input.file").last.set_input_files(files)  # type: ignore[arg-type]
    phone.reads("sealed")
    page.locator("main .row input[type=checkbox]").check()
    phone.look()


def _sign(phone: Phone, submission: str) -> None:
    page = phone.page
    _screen(phone, submission, "afterwards")
    page.locator("main input[type=radio]").first.check()
    pad = page.locator("canvas.pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 50, steps=5)
    page.mouse.up()
    phone.look()


def _lock_and_unlock(phone: Phone) -> None:
    """What was typed a moment ago is kept before it locks."""
    page = phone.page
    page.locator("#lock").click()
    page.locator("main h1", has_text=phone.said["unlock"]).wait_for()
    page.locator("main button[type=submit]").click()
    page.locator(".visits a").first.wait_for()
