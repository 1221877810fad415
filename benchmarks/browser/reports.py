"""The report as each kind of reporter makes it, to its receipt and its mailbox."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence

from playwright.sync_api import Page, expect

from benchmarks.browser.looks import Looks

SAW = "Synthetic words of a report that nobody made. " * 3
LONGEST_WAIT = 120  # seconds for a form without scripts, at most
#: What each kind of reporter answers on the way, by field; all the rest is left out.
KINDS: dict[str, dict[str, str]] = {
    "saw_something": {"topic": "nail_bar", "town": "Rhyl"},
    "self": {"danger_now": "yes", "needs": "safe_place"},
    "business": {"your_part": "supplier", "topic": "food_processing"},
    "landlord": {"your_place": "let", "about_child": "yes"},
    "child": {"topic": "none", "vehicles": "QQ16 SYN"},
    "professional": {"your_work": "health", "wants_reply": "no"},
}
#: Those whose receipts differ; what all send would only make puzzles longer.
SENT = ("self", "professional", "child")
_STEP = "data-step"


def with_scripts(page: Page, root: str, looks: Looks, kinds: Sequence[str]) -> str:
    """Walk as these kinds, look at every step; gives the words of a receipt."""
    words = ""
    for kind in kinds:
        page.goto(f"{root}/report/")
        walk(page, {**KINDS[kind], "who_you_are": kind, "what": SAW}, looks)
        if kind in SENT or len(kinds) == 1:
            page.locator("[data-send]").click()
            page.locator(".govuk-panel").wait_for(timeout=120_000)
            looks.at(page)
            words = " ".join(page.locator("main ol li").all_inner_texts()) or words
    _told_nothing(page, f"{root}/report/", looks)
    page.goto(f"{root}/report/try/")
    looks.at(page)
    walk(page, {"what": SAW}, None)
    page.locator("[data-send]").click()
    page.locator("#report").wait_for(state="detached")
    looks.at(page)
    return words


def walk(page: Page, told: Mapping[str, str], looks: Looks | None) -> None:
    """Answer and go on to the last step, looking at each if there are ``looks``."""
    while True:
        here = page.locator("#report").get_attribute(_STEP) or ""
        if looks:
            looks.at(page)
        if here == "check":
            return
        for name, value in told.items():
            _answer(page, name, value)
        page.locator('#report button[value="next"]').click()
        form = page.locator("#report")
        expect(form).not_to_have_attribute(_STEP, here, timeout=30_000)


def _answer(page: Page, name: str, value: str) -> None:
    box = page.locator(f'#report [name="{name}"]:not([type="hidden"])')
    if not box.count():
        return
    if box.first.get_attribute("type") in {"radio", "checkbox"}:
        page.locator(f'#report [name="{name}"][value="{value}"]').check(force=True)
    else:
        box.fill(value)


def _told_nothing(page: Page, address: str, looks: Looks) -> None:
    page.goto(address)
    walk(page, {}, None)
    page.locator("[data-send]").click()
    page.locator(".govuk-error-summary").wait_for()
    looks.at(page)


def without_scripts(page: Page, root: str, looks: Looks) -> None:
    """The same by forms alone: an error, the wait, the receipt, and sent once more."""
    page.route(re.compile(r"/journey[.\w]*\.js"), lambda route: route.abort())
    _told_nothing(page, f"{root}/report/", looks)
    page.goto(f"{root}/report/")
    walk(page, {"what": SAW}, looks)
    fields = page.evaluate(
        "() => [...new FormData(document.getElementById('report')), ['go', 'send']]"
    )
    began = time.monotonic()
    while not page.locator(".govuk-panel").count():
        page.locator("[data-send]").click()
        page.wait_for_load_state()
        looks.at(page)
        if page.locator("[data-wait]").count():
            left = LONGEST_WAIT - (time.monotonic() - began)
            said = re.search(r"\d+", page.locator("[data-wait]").inner_text())
            page.wait_for_timeout(1_000 * min(left, float(said[0]) if said else left))
    with page.expect_navigation():
        page.evaluate(_SEND_AGAIN, fields)
    looks.at(page)
    page.unroute_all()


_SEND_AGAIN = """fields => {
  const form = document.createElement('form');
  form.method = 'post';
  form.append(...fields.map(([name, value]) => Object.assign(
    document.createElement('input'), {type: 'hidden', name, value})));
  document.body.append(form);
  form.submit();
}"""


def mailbox(page: Page, root: str, looks: Looks, words: str) -> None:
    """Come back with the words: the errors, what is there, adding, and the end."""
    page.goto(f"{root}/report/status/")
    for typed in ("", "these are not our words at all"):
        page.locator('[name="words"]').fill(typed)
        _press(page, 'main form button[type="submit"]', looks)
    page.locator('[name="words"]').fill(words)
    _press(page, 'main form button[type="submit"]', looks)
    add = 'form:has([name="step"][value="add"]) button'
    _press(page, add, looks)
    page.locator('[name="add-text"]').last.fill(SAW)
    _press(page, add, looks)
    _press(page, 'button[value="ask"]', looks)
    _press(page, 'button[value="delete"]', looks)


def _press(page: Page, selector: str, looks: Looks) -> None:
    with page.expect_navigation():
        page.locator(selector).last.click()
    looks.at(page)
