"""Signing in, and looking at a page: which one it is, and what axe finds."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page, StorageState, expect

from benchmarks.browser import axe
from tests.support.sites import Sites
from unhidden.demo.region import PASSWORD, make_email_address

axe_findings = axe.findings


def route_name(url: str, urlconf: str) -> str | None:
    """The name of the route, told apart by language; None for no page of ours."""
    path = urlsplit(url).path
    is_welsh = path.startswith("/cy/")
    try:
        match = resolve(path.removeprefix("/cy") if is_welsh else path, urlconf)
    except Resolver404:
        return None
    return f"cy {match.view_name}" if is_welsh else match.view_name


def sign_in(page: Page, sites: Sites, key: str, language: str) -> None:
    """Sign in somebody of the demonstration and have the site in ``language``.

    Each step waits for the page that it leads to: a window that goes on, or closes,
    while the answer is under way may never be heard of again.
    """
    page.goto(f"{sites.staff}/sign-in/")
    page.locator('[name="username"]').fill(make_email_address(key))
    page.locator('[name="password"]').fill(PASSWORD)
    page.locator('form:has([name="password"]) button').last.click()
    page.wait_for_url(f"{sites.staff}/sign-in/code/")
    code = page.locator(".govuk-inset-text strong").inner_text()
    page.locator('[name="code"]').fill(code)
    page.locator('form:has([name="code"]) button').last.click()
    page.wait_for_url(f"{sites.staff}/")
    read_in(page, language)


def come_back(
    browser: Browser, sites: Sites, key: str, language: str, **shape: Any
) -> Page:
    """The first page of somebody of the demonstration, in a new window.

    They sign in once; after that a window has the session of the one before.
    """
    known = _sessions.get((sites.staff, key))
    page = browser.new_context(storage_state=known, **shape).new_page()
    if known is None:
        sign_in(page, sites, key, language)
        _sessions[sites.staff, key] = page.context.storage_state()
    else:
        page.goto(f"{sites.staff}/")
        read_in(page, language)
    return page


_sessions: dict[tuple[str, str], StorageState] = {}


def read_in(page: Page, language: str) -> None:
    """Have the site in ``language`` from here on."""
    words = {"en": "English", "cy": "Cymraeg"}[language]
    switch = page.get_by_role("button", name=words)
    if switch.count():
        switch.first.click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.wait_for_load_state()
