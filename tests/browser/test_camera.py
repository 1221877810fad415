"""A label read with a camera finds its exhibit; no other page gets the camera."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from benchmarks.browser import chromium
from tests.cast import make_cast
from tests.made.exhibits import register
from tests.made.unused import LEADER, MadeUnused, make_unused
from tests.support.sites import Sites
from tests.support.unlocked import sign_in_with_keys
from unhidden.investigations.exhibits.rules.references import write_code
from unhidden.investigations.models import Investigation

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("live")]
SIZE, FRAMES = (640, 480), 15
OTHER = "WIFI:S:cafe"
PATIENCE = 20_000


def test_a_camera_reads_a_label_on_its_page_alone(
    live_sites: Sites, browser: Browser, tmp_path: Path
) -> None:
    made = make_unused(make_cast())
    register(made)
    urn = Investigation.objects.using("stored").get(id=made.id).urn
    film = write_film(tmp_path / "label.y4m", write_code(urn, "AB/1"))
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile",
        executable_path=chromium.find(),
        args=[
            *chromium.arguments(),
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        ],
    )
    page = open_scan(context.new_page(), live_sites, made)

    page.get_by_role("button", name="Read labels with the camera").click()
    box = page.locator("textarea[name=exhibits]")
    expect(box).to_have_value(write_code(urn, "AB/1"), timeout=PATIENCE)
    page.get_by_role("button", name="Stop the camera").click()
    box.fill(f"{box.input_value()}\n{OTHER}")
    page.get_by_role("button", name="Find", exact=True).click()

    expect(page.get_by_role("link", name="AB/1", exact=True)).to_be_visible()
    expect(page.locator("main")).to_contain_text(OTHER)
    page.goto(page.url.replace("/scan/", "/where/"))
    assert refused(page) == "NotAllowedError"
    context.close()


def open_scan(page: Page, sites: Sites, made: MadeUnused) -> Page:
    client = sign_in_with_keys(made.cast, LEADER)
    page.context.add_cookies(
        [
            {"name": name, "value": cookie.value, "url": sites.staff}
            for name, cookie in client.cookies.items()
        ]
    )
    page.goto(f"{sites.staff}/investigations/{made.id}/exhibits/scan/")
    return page


def refused(page: Page) -> str:
    """What a page that may not ask for the camera gets."""
    answer: str = page.evaluate(
        "() => navigator.mediaDevices.getUserMedia({video: true})"
        ".then(() => 'given', (error) => error.name)"
    )
    return answer


def write_film(path: Path, code: str) -> Path:
    """A film that shows a code, as a camera's file of raw frames."""
    width, height = SIZE
    with path.open("wb") as film:
        film.write(b"YUV4MPEG2 W%d H%d F15:1 Ip A1:1 C420jpeg\n" % SIZE)
        frame = draw(code).tobytes() + b"\x80" * (width * height // 2)
        film.write((b"FRAME\n" + frame) * FRAMES)
    return path


def draw(code: str) -> Image.Image:
    """A code on grey, in shades of grey."""
    drawn = BytesIO()
    segno.make(code, error="m").save(drawn, kind="png", scale=8, border=4)
    label = Image.open(drawn).convert("L")
    shown = Image.new("L", SIZE, 200)
    shown.paste(label, ((SIZE[0] - label.width) // 2, (SIZE[1] - label.height) // 2))
    return shown
