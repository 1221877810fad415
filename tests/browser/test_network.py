"""The chart of a network: by keyboard, on a phone, in colours of one's own."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.cast import PASSWORD, Cast, make_cast
from tests.made.files import make_second_analyst
from tests.support import audited as audit
from tests.support.looking import axe_findings
from tests.support.sites import Sites
from unhidden.intelligence.tests.links import checked, joined, linked

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("live")]


PHONE = 390
DAYS = {
    "Span": (date(2026, 1, 3), date(2026, 1, 5)),
    "Ended": (None, date(2026, 1, 4)),
    "Late": (date(2026, 1, 6), None),
}
# A picture of one colour is no larger than this, in bytes.
EMPTY = 8_000


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone with forced colours."""
    context = browser.new_context(
        viewport={"width": PHONE, "height": 844}, forced_colors="active"
    )
    context.set_default_timeout(30_000)
    yield context
    context.close()


def test_a_network_grows_by_keyboard_in_chart_list_and_table(
    live_sites: Sites, context: BrowserContext
) -> None:
    cast = make_cast()
    analyst = cast.actor("analyst")
    arben, bujar = linked("Arben", "Bujar", by=analyst, handling="P", conditions="")
    again, drita = linked("Bujar K", "Drita", by=analyst, kind="related")
    joined(bujar, again, by=analyst)
    page, said = opened(live_sites, context, cast, arben)
    nodes = page.locator("[data-network-list] button")
    rows = page.locator("[data-link]")

    expect(nodes).to_have_count(2)
    expect(rows).to_have_count(1)
    nodes.first.focus()
    page.keyboard.press("ArrowDown")
    expect(nodes.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-network-said]")).to_have_text(
        "Bujar: 1 more shown, in the table too."
    )
    expect(nodes).to_have_count(3)
    expect(rows.nth(1)).to_contain_text("Bujar is related to Drita")
    for told in ("2CC", "no date", "Consult the originator"):
        expect(rows.nth(1)).to_contain_text(told)
    page.keyboard.press("End")
    # As far as the whole page is: nothing that is drawn is without its way on.
    chosen = page.get_by_role("link", name="Read what was said of Drita")
    page.keyboard.press("Tab")
    expect(chosen).to_be_focused()
    expect(chosen).to_have_attribute("href", f"/subjects/{drita}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert axe_findings(page) == []
    rows.nth(1).get_by_role("link", name="item 1").click()
    expect(page).to_have_url(re.compile("/intelligence/.+#item-1"))
    page.goto(f"{live_sites.staff}/subjects/{arben}/network/export/")
    assert axe_findings(page) == []
    assert said == []


def test_days_chosen_hide_links_in_chart_list_table_and_picture(
    live_sites: Sites, context: BrowserContext
) -> None:
    cast = make_cast()
    analyst, writer = cast.actor("analyst"), make_second_analyst(cast)
    mentions = [
        linked("Arben", name, by=writer, days=days)[0] for name, days in DAYS.items()
    ]
    reports = {
        name: checked(m, by=analyst) for name, m in zip(DAYS, mentions, strict=True)
    }
    waiting, _ = linked("Arben", "Waits", by=writer, days=DAYS["Late"])
    for other in (*mentions[1:], waiting):
        joined(mentions[0], other, by=analyst)
    page, _ = opened(live_sites, context, cast, mentions[0])
    slider, told = page.locator("#network-until"), page.locator("[data-network-until]")

    expect(told).to_have_text("Links that had begun by 6 January 2026: 4 of 4")
    slider.press("Home")
    expect(told).to_have_text("Links that had begun by 3 January 2026: 2 of 4")
    assert shown(page) == {"Span", "Ended"}
    page.get_by_label("Leave out what had ended before that day").check()
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    expect(told).to_have_text("Links that held on 5 January 2026: 1 of 4")
    assert shown(page) == {"Span"}
    slider.press("End")
    assert shown(page) == {"Late", "Waits"}

    words = drawn(save(page, "SVG", "For the tasking group"))
    expect(page.locator("[data-network-said]")).to_contain_text("1 link is left out")
    for part in (
        "OFFICIAL-SENSITIVE",
        "was seen with (2CC) [1]",
        "from 6 January 2026",
    ):
        assert part in words
    assert "[1] Share only on these conditions: Consult the originator" in words
    assert {name for name in (*DAYS, "Waits") if name in words} == {"Late"}
    event = audit.history(subject_ids=[mentions[0]])[-1]
    assert (event.verb, event.shown) == ("disclosure", [reports["Late"]])


def test_a_picture_leaves_as_png_with_a_reason_or_not_at_all(
    live_sites: Sites, context: BrowserContext
) -> None:
    cast = make_cast()
    arben, _ = linked("Arben", "Bujar", by=make_second_analyst(cast))
    page, said = opened(live_sites, context, cast, arben)
    error = page.locator("[data-network-error]")

    page.get_by_text("Take the chart out as a picture").click()
    page.get_by_role("button", name="Save as PNG").click()
    expect(error).to_have_text("Enter the reason")
    page.locator("#picture-reason").fill("For the tasking group")
    page.get_by_role("button", name="Save as PNG").click()
    expect(error).to_contain_text("None of this may leave")
    checked(arben, by=cast.actor("analyst"))
    picture = save(page, "PNG", "For the tasking group")
    frame = re.search(rb'width="([\d.]+)"', save(page, "SVG", "The same again"))

    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert frame
    (wide,) = struct.unpack(">I", picture[16:20])
    assert wide == pytest.approx(2 * float(frame[1]), abs=2)
    assert len(picture) > EMPTY
    assert [text for text in said if "400" not in text] == []


def opened(
    sites: Sites, context: BrowserContext, cast: Cast, mention: UUID
) -> tuple[Page, list[str]]:
    """The network around a mention as the analyst has it, and what its console says."""
    sign_in(context, sites, cast, "analyst")
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{sites.staff}/subjects/{mention}/network/")
    return page, said


def shown(page: Page) -> set[str]:
    """Who is in the list beside Arben; the same must be in the table and the chart."""
    names = [
        text.split(",")[0]
        for text in page.locator("[data-network-list] li:visible").all_inner_texts()
    ]
    assert names[0] == "Arben"
    rows = page.locator("[data-link]:visible th").all_inner_texts()
    assert sorted(row.split()[-1] for row in rows) == sorted(names[1:])
    return set(names[1:])


def save(page: Page, form: str, reason: str) -> bytes:
    """The picture that the page saves."""
    if not page.locator("#picture-reason").is_visible():
        page.get_by_text("Take the chart out as a picture").click()
    page.locator("#picture-reason").fill(reason)
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Save as {form}").click()
    return download.value.path().read_bytes()


def drawn(svg: bytes) -> str:
    """The words of a picture in the order drawn, lines joined."""
    return " ".join(re.findall("<text[^>]*>([^<]*)</text>", svg.decode()))


def sign_in(context: BrowserContext, sites: Sites, cast: Cast, part: str) -> None:
    """As if both steps of signing in were done a moment ago."""
    client = Client()
    assert client.login(email=cast.email(part), password=PASSWORD)
    (cookie,) = client.cookies.values()
    context.add_cookies(
        [{"name": "unhidden_staff", "value": cookie.value, "url": sites.staff}]
    )
