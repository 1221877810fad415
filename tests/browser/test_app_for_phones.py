"""The app on a phone: made known, filled with tasking, and used without a network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.authenticators import make_passkey
from tests.browser.phones import SLOW, Phone, begin_record, enrol, take_along, unlock
from tests.support.looking import sign_in
from tests.support.sites import Sites

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]
SHAPES = {
    "officer_8": ("en", "light", {"width": 320, "height": 640}),
    "officer_1": ("cy", "dark", {"width": 390, "height": 844}),
}


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
    phone.look("enrol")
    words = enrol(phone)
    take_along(phone)

    phone.context.set_offline(True)
    page.reload()
    _mistake(phone)
    unlock(phone, words)
    phone.look("visits")
    _record(phone)
    _call_for_help(phone)

    assert phone.wrong == []
    assert phone.seen >= 20


def _mistake(phone: Phone) -> None:
    """Other words open nothing, and say so."""
    page = phone.page
    page.locator("#words").wait_for()
    phone.look("locked")
    page.locator("#words").fill("not these four words")
    page.locator("main button[type=submit]").click()
    expect(page.locator("main .bad")).not_to_contain_text("…", timeout=SLOW)


def _record(phone: Phone) -> None:
    """What was typed is there after the phone was locked; and all of it is kept."""
    page = phone.page
    page.locator(".visits a").first.click()
    page.locator("main section h2").first.wait_for()
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    phone.look("visit")
    phone.press("begin")
    page.locator("textarea[name=purpose_told]").fill("Heronsong: we came to talk")
    page.locator("input[value=consent]").check()
    page.locator("input[name=consent_by]").fill("Manager")
    phone.look("ask-0")
    for section in range(1, 10):
        page.locator("main form button[type=submit]").click()
        page.wait_for_timeout(200)
        phone.look(f"ask-{section}")
    page.locator("main textarea[name=narrative]").fill("Nobody was there.")
    page.locator("main form button[type=submit]").click()
    phone.reads("finish")
    phone.look("end")
    phone.press("finish")
    phone.reads("only")
    phone.look("kept")
    page.locator("#summary").click()
    page.locator(".links a").first.wait_for()
    phone.look("sending")
    page.locator("main .links a").first.click()
    page.locator("main .state").wait_for()
    phone.look("item")


def _call_for_help(phone: Phone) -> None:
    """One press calls; where one is can be told by a second."""
    page = phone.page
    page.locator("header a.danger").click()
    expect(page.locator("main a[href='tel:999']")).to_be_visible()
    phone.reads("not_sent")
    phone.reads("waiting")
    phone.look("help")
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
    take_along(phone)
    submission = begin_record(phone)

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
