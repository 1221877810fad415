"""A file of a report: its copy looked at, its original asked for, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from tests.journeys.walk import LANGUAGES, PHONE, World, colleague
from tests.support.postgres import Server
from tests.support.sites import Sites
from unhidden.hosting.postgres.connecting import connect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("region")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_analyst_looks_at_a_picture_and_asks_for_the_original(
    region_sites: Sites,
    browser: Browser,
    test_server: Server,
    test_database: str,
    language: str,
) -> None:
    world = World(region_sites, language, timezone.localdate())
    report_id = _with_picture(test_server, f"{test_database}_region")
    analyst = colleague(browser, world, "analyst", viewport=PHONE)
    page = analyst.page

    analyst.go(f"{region_sites.staff}/desk/reports/{report_id}/files/")
    page.locator("details summary").first.click()
    picture = page.locator("main img")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") == 640
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    analyst.world.looked_at.discard("intelligence:files")
    analyst.look()
    analyst.open('a[href*="/original/"]')
    analyst.press("Download the original")
    analyst.reads("Enter why you open the original")
    analyst.fill(reason="Asked for by the court.")
    with page.expect_download() as download:
        page.get_by_role("button", name=analyst.text("Download the original")).click()

    assert download.value.suggested_filename == "IMG_0412.jpg"
    with download.value.path().open("rb") as original:
        assert b"Telephone 1" in original.read()
    with _passed_on(test_server, f"{test_database}_region", report_id) as handover_id:
        analyst.go(f"{region_sites.staff}/custodians/")
        analyst.reads("Originals that wait")
        analyst.go(f"{region_sites.staff}/custodians/originals/{handover_id}/")
        analyst.press("Hand over the originals")
        analyst.reads("Enter why you hand the originals over")
    analyst.done()


@contextmanager
def _passed_on(server: Server, database: str, report_id: str) -> Iterator[str]:
    """As if another organisation's desk had the report, for as long as the block."""
    with connect({**server.admin, "dbname": database}) as admin:
        row = admin.execute(
            "insert into reporting_handover (id, report_id, keeper_id, to_desk_id,"
            " file_ids) select gen_random_uuid(), r.id, r.desk_id, o.id,"
            " array[f.id] from reporting_report r"
            " join reporting_reportfile f on f.form_key = r.form_key"
            " join agencies_organisation o on o.id <> r.desk_id"
            " where r.id = %s limit 1 returning id",
            [report_id],
        ).fetchone()
        assert row is not None
        try:
            yield str(row[0])
        finally:
            admin.execute("delete from reporting_handover where id = %s", [row[0]])


def _with_picture(server: Server, database: str) -> str:
    with connect({**server.admin, "dbname": database}) as admin:
        row = admin.execute(
            "select r.id from reporting_report r"
            " join reporting_reportfile f on f.form_key = r.form_key"
        ).fetchone()
    assert row is not None
    return str(row[0])
