"""The app in two tabs, and where something fails: nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from tests.browser.phones import Phone, begin_record, enrol, take_along, unlock
from tests.support.looking import sign_in
from tests.support.sites import Sites

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]
#: What the browser gives the app to hold its store by.
WATCHED = """
  globalThis.stores = [];
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...given) {
    const request = open.apply(this, given);
    request.addEventListener("success", () => stores.push(request.result));
    return request;
  };
"""
CUT = "stores.splice(0).forEach((store) => store.close())"
FULL = """() => {
  globalThis.put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("", "QuotaExceededError");
  };
}"""
ROOM = "() => { IDBObjectStore.prototype.put = globalThis.put; }"
#: How many records of visits there are, begun and finished.
COUNTED = """() => new Promise((resolve) => {
  indexedDB.open("unhidden-field").onsuccess = async ({ target }) => {
    const shelves = target.result.transaction(["drafts", "outbox"]);
    const all = (name) => new Promise((found) => {
      const asked = shelves.objectStore(name).getAll();
      asked.onsuccess = () => found(asked.result);
    });
    const [drafts, items] = [await all("drafts"), await all("outbox")];
    target.result.close();
    resolve([drafts.length, items.filter(({ kind }) => kind !== "alarm").length]);
  };
})"""
#: Rows of the store, written as nothing of the app does.
WRITTEN = """([name, key, change]) => new Promise((resolve) => {
  indexedDB.open("unhidden-field").onsuccess = ({ target }) => {
    const shelf = target.result.transaction(name, "readwrite").objectStore(name);
    shelf.get(key).onsuccess = ({ target: found }) => {
      shelf.put({ ...found.result, ...change }).onsuccess = resolve;
    };
  };
})"""
PURPOSE = "textarea[name=purpose_told]"
#: Some screens of a record, each with its title: it is drawn when all typed is kept.
DOOR, TIMES, PHOTOS = (0, "At the door"), (1, "When"), (8, "Photos")
END = (99, "Finish the record")
DAYS = 2 * 86_400_000


@pytest.fixture
def phone(browser: Browser, prepared: str) -> Iterator[Phone]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(WATCHED)
    made = Phone(context, prepared, "en")
    sign_in(made.page, Sites(prepared, prepared), "officer_8", "en")
    yield made
    context.close()


def test_two_tabs_keep_one_record_of_a_visit(phone: Phone) -> None:
    words = enrol(phone)
    take_along(phone)
    idle = Phone(phone.context, phone.address, "en")
    idle.page.goto(f"{phone.address}/field/app/en/#/")
    unlock(idle, words)
    idle.page.locator(".visits a").first.click()

    submission = begin_record(phone)
    idle.press("begin")
    idle.page.wait_for_url(lambda url: submission in url)

    phone.page.locator(PURPOSE).fill("Heronsong, from the first")
    _go(phone, submission, TIMES)
    _come_back(idle)
    expect(idle.page.locator(PURPOSE)).to_have_value("Heronsong, from the first")

    _go(idle, submission, PHOTOS)
    picture = idle.page.screenshot()
    taken: list[FilePayload] = [
        {"name": "a.heic", "mimeType": "image/heic", "buffer": b"ftypheic"},
        {"name": "b.png", "mimeType": "image/png", "buffer": picture},
    ]
    idle.page.locator("main input.file").last.set_input_files(taken)
    idle.reads("unread")
    idle.reads("sealed")
    _go(idle, submission, TIMES)
    _go(idle, submission, PHOTOS)
    _go(phone, submission, END)
    phone.press("finish")
    phone.reads("only")
    idle.press("take_out")
    idle.press("take_out_sure")
    idle.reads("photo_gone")
    _come_back(idle)
    idle.page.wait_for_url(lambda url: submission not in url)
    idle.reads("only")

    assert phone.page.evaluate(COUNTED) == [0, 1]
    assert phone.wrong + idle.wrong == []


def test_what_fails_on_a_phone_is_told_in_plain_words_and_loses_nothing(
    phone: Phone,
) -> None:
    page = phone.page
    words = enrol(phone)
    take_along(phone)
    submission = begin_record(phone)

    page.evaluate(FULL)
    page.locator(PURPOSE).fill("Heronsong, on a full phone")
    phone.reads("full")
    phone.look()
    page.evaluate(ROOM)
    phone.reads("kept")

    page.evaluate(CUT)
    page.locator(PURPOSE).fill("Heronsong, on a cut connection")
    page.locator("#lock").click()
    unlock(phone, words)
    page.evaluate(CUT)
    _go(phone, submission, DOOR)
    purpose = page.locator(PURPOSE)
    expect(purpose).to_have_value("Heronsong, on a cut connection")
    page.evaluate(CUT)
    page.locator("header a.danger").click()
    phone.reads("not_sent")

    now = page.evaluate("Date.now()")
    clock = {"server": now + DAYS, "local": now, "highest": 0}
    page.evaluate(WRITTEN, ["meta", "clock", {"name": "clock", **clock}])
    page.evaluate("location.hash = '#/'")
    phone.reads("clock")
    phone.look()
    page.evaluate(WRITTEN, ["meta", "clock", {**clock, "server": now}])

    page.evaluate(WRITTEN, ["drafts", submission, {"form": "2026-10", "revision": 99}])
    page.evaluate(f"location.hash = '#/ask/{submission}/0'")
    phone.reads("no_questions")
    phone.look()
    assert page.evaluate(COUNTED) == [1, 0]
    assert phone.wrong == []


def _come_back(phone: Phone) -> None:
    """As if its tab had been opened again: no browser of a test ever hides one."""
    phone.page.evaluate("dispatchEvent(new Event('focus'))")


def _go(phone: Phone, submission: str, screen: tuple[int, str]) -> None:
    step, title = screen
    phone.page.evaluate(f"location.hash = '#/ask/{submission}/{step}'")
    phone.page.locator("main h1", has_text=title).wait_for()
