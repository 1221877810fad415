"""Every page of signing in, in a real browser with a real (virtual) passkey."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.totp.internal import auth
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser.seen import SEEN_WHEN_SIGNING_IN
from tests.support.looking import axe_findings, route_name
from tests.support.postgres import Server
from tests.support.sites import Sites
from unhidden.agencies.sign_in import single_sign_on
from unhidden.demo.region import PASSWORD, make_email_address
from unhidden.hosting.postgres.connecting import Parameters, connect
from unhidden.vault import boxes

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
FACTOR = "/account/second-factor/"


class Look:
    """One person's window; each page is looked at once."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address = address
        self.wrong: list[str] = []
        self.seen: set[str] = set()
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda said: self._hear(said.type, said.text))
        _passkeys(context, self.page)

    def _hear(self, kind: str, text: str) -> None:
        # A refusal is a 403, which the browser reports as an error of its own.
        if kind in {"error", "warning"} and "status of 403" not in text:
            self.wrong.append(f"{text} {self.page.url}")

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.look()

    def press(self, selector: str, leads_to: str) -> None:
        self.page.locator(f"{selector} button[type=submit]").last.click()
        self.page.wait_for_url(f"{self.address}{leads_to}")
        self.look()

    def look(self) -> None:
        self.page.wait_for_load_state()
        self.seen.add(route_name(self.page.url, "unhidden.config.urls.staff") or "")
        self.wrong += axe_findings(self.page)
        if self.page.locator("[data-passkey-problem]:visible").count():
            self.wrong.append(f"tells of a problem: {self.page.url}")
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > self.page.evaluate("window.innerWidth"):
            self.wrong.append(f"wider than the window ({wide}): {self.page.url}")

    def give_password(self, email: str, leads_to: str) -> None:
        self.go("/sign-in/")
        self.page.locator('[name="username"]').fill(email)
        self.page.locator('[name="password"]').fill(PASSWORD)
        self.press("form:has([name=password])", leads_to)

    def sign_out(self) -> None:
        self.page.locator('form[action="/sign-out/"] button').click()
        self.page.wait_for_url(f"{self.address}/sign-in/")


def _passkeys(context: BrowserContext, page: Page) -> None:
    """An authenticator that holds passkeys and always finds its owner's finger."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
        "hasPrf": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.parametrize(
    ("key", "language", "viewport"),
    [
        ("officer_5", "en", DESK),
        ("officer_6", "cy", PHONE),
    ],
)
def test_every_page_of_signing_in(
    region_sites: Sites,
    region: Parameters,
    browser: Browser,
    key: str,
    language: str,
    viewport: ViewportSize,
) -> None:
    _forget_second_factor(region, key, language)
    context = browser.new_context(viewport=viewport, locale=language)
    # A passkey belongs to a name; browsers make none for a number.
    look = Look(context, region_sites.staff.replace("127.0.0.1", "localhost"))

    _sets_up(look, make_email_address(key))
    _manages(look)
    _comes_back(look, make_email_address(key))
    _is_refused(look)
    context.close()

    assert look.wrong == []
    assert look.seen >= SEEN_WHEN_SIGNING_IN


@pytest.fixture
def region(test_server: Server, test_database: str) -> Parameters:
    """The demonstration's database, for its administrator."""
    return {**test_server.admin, "dbname": f"{test_database}_region"}


def _forget_second_factor(region: Parameters, key: str, language: str) -> None:
    """Somebody new who reads this language; and a provider that nobody reaches.

    Not by Django: the browser has the thread's event loop.
    """
    secret = boxes.close_box("word", purpose=single_sign_on.PURPOSE)
    with connect(region) as database:
        database.execute(
            "update agencies_person set language = %s where email = %s",
            [language, make_email_address(key)],
        )
        database.execute(
            "delete from mfa_authenticator using agencies_person p"
            " where p.id = user_id and p.email = %s",
            [make_email_address(key)],
        )
        database.execute(
            "insert into agencies_singlesignon"
            " select gen_random_uuid(), 'https://sign-in.example', 'us', %s, id"
            " from agencies_organisation where is_desk on conflict do nothing",
            [secret],
        )


def _sets_up(look: Look, email: str) -> None:
    """The first sign-in leads to a passkey, and then to an app."""
    look.give_password(email, FACTOR)
    look.go(f"{FACTOR}passkeys/add/")
    look.press("form[data-passkey]", f"{FACTOR}codes/")
    look.go(f"{FACTOR}app/")
    secret = look.page.locator("main code").inner_text()
    look.page.locator('[name="code"]').fill(
        auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))
    )
    look.press("form:has([name=code])", FACTOR)


def _manages(look: Look) -> None:
    """What one has is listed, named, and may be removed; the last may not."""
    look.go(f"{FACTOR}codes/new/")
    look.go(f"{FACTOR}passkeys/")
    for part in ("name", "remove"):
        look.page.goto(f"{look.address}{FACTOR}passkeys/")
        look.page.locator(f'main a[href$="/{part}/"]').first.click()
        look.look()
    look.go(f"{FACTOR}app/remove/")
    for page in ("sessions", "password", "keys", "keys/new"):
        look.go(f"/account/{page}/")
    look.go("/account/acting-as/")
    for way in ("", "code/", "passkey/"):
        look.go(f"/account/again/{way}?next=/")
    look.press("form[data-passkey]", "/")


def _comes_back(look: Look, email: str) -> None:
    """With password and passkey; and with the passkey alone, which is two factors."""
    look.sign_out()
    look.give_password(email, "/sign-in/code/")
    look.press("form[data-passkey]", "/")
    look.sign_out()
    look.press("form[data-passkey]", "/")
    _has_open_keys(look)


def _has_open_keys(look: Look) -> None:
    """The passkey alone has opened the keys: nothing is asked for them."""
    look.go("/account/keys/")
    assert look.page.locator("main [name=password]").count() == 0
    look.go(FACTOR)
    assert look.page.locator("main ul.govuk-list--bullet li").count() == 2


def _is_refused(look: Look) -> None:
    """Whoever comes back from a provider without having gone there."""
    look.sign_out()
    page = look.page
    page.goto(f"{look.address}/sign-in/")
    there = page.locator('main a[href^="/sign-in/organisation/"]').get_attribute("href")
    look.go(f"{there}back/?code=x&state=y")
    expect(page.locator("h1")).to_be_visible()
