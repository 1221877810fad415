"""Labels read with a camera: a label finds its exhibit, and another code is told so."""

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


def test_a_camera_reads_labels_and_tells_other_codes(
    live_sites: Sites, browser: Browser, tmp_path: Path
) -> None:
    made = make_unused(make_cast())
    register(made)
    urn = Investigation.objects.using("stored").get(id=made.id).urn
    film = write_film(tmp_path / "codes.y4m", [write_code(urn, "AB/1"), OTHER])
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
    page.wait_for_function(
        "() => document.querySelector('textarea[name=exhibits]').value"
        ".trim().split('\\n').length >= 2",
        timeout=PATIENCE,
    )
    read = set(box.input_value().split("\n"))
    page.get_by_role("button", name="Stop the camera").click()
    page.get_by_role("button", name="Find", exact=True).click()

    assert read == {write_code(urn, "AB/1"), OTHER}
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


def write_film(path: Path, codes: list[str]) -> Path:
    """A film that shows one code after another, as a camera file of raw frames."""
    width, height = SIZE
    with path.open("wb") as film:
        film.write(b"YUV4MPEG2 W%d H%d F15:1 Ip A1:1 C420jpeg\n" % SIZE)
        for code in codes:
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
