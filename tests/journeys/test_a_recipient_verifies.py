"""Whoever receives an archive checks it with nothing but Python, in their language."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.cast import PASSWORD, Cast, make_cast
from tests.made.audit import seal
from tests.made.leaving import (
    LATER,
    OpenedInvestigation,
    open_with_officer,
    register_exhibit,
    sign_schedule,
)
from tests.support.looking import axe_findings, read_in
from tests.support.papers import read_pdf
from tests.support.sites import Sites
from unhidden.investigations.exhibits.actions.files import (
    NewAcquisition,
    keep_acquisition,
)
from unhidden.investigations.leaving.actions.archives import (
    NewArchive,
    ask_for_archive,
    release_archive,
)
from unhidden.investigations.models import Exhibit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("live")]
WHOLE = {"en": "WHOLE.", "cy": "CYFAN."}
NOT_WHOLE = {"en": "NOT WHOLE.", "cy": "NID YW’N GYFAN."}
_FINGERPRINT = re.compile(r"\b(?:[0-9a-f]{4} ){7}[0-9a-f]{4}\b")


def release(cast: Cast, language: str) -> OpenedInvestigation:
    """An archive with a schedule, an exhibit and its data, that was released."""
    opened = open_with_officer(cast)
    sign_schedule(opened, "MG6C", ["Notebook of PC Bevan, pages 1 to 4"])
    register_exhibit(opened)
    keep_acquisition(
        exhibit_id=Exhibit.objects.using("stored").get().id,
        new=NewAcquisition("telephone.bin", "A reader"),
        pieces=[b"what was on it"],
        **opened.told(at=LATER),
    )
    new = NewArchive("open", "The court", "For the trial", language, has_media=True)
    archive_id = ask_for_archive(new=new, **opened.told())
    release_archive(archive_id=archive_id, **opened.told("other_investigator"))
    seal()
    return opened


def enter(browser: Browser, sites: Sites, cast: Cast, language: str) -> Page:
    """The investigator's window, signed in."""
    client = Client()
    client.login(email=cast.email("investigator"), password=PASSWORD)
    context = browser.new_context()
    (cookie,) = client.cookies.values()
    context.add_cookies(
        [{"name": "unhidden_staff", "value": cookie.value, "url": sites.staff}]
    )
    page = context.new_page()
    page.goto(f"{sites.staff}/")
    read_in(page, language)
    return page


def take_all(page: Page, folder: Path) -> dict[str, Path]:
    """What is handed over, each by its button, and the program by its link."""
    taken = {}
    for action in ("fetch", "media", "letter", "record"):
        with page.expect_download() as download:
            page.locator(f'form[action$="/{action}/"] button').click()
        taken[action] = folder / download.value.suggested_filename
        download.value.save_as(taken[action])
    with page.expect_download() as download:
        page.locator('a[href$="/verifier/"]').click()
    taken["program"] = folder / download.value.suggested_filename
    download.value.save_as(taken["program"])
    return taken


def check(taken: dict[str, Path], keys: list[str], language: str) -> str:
    """What the program says, run with Python's own library alone."""
    key, record_key = keys
    asked = [sys.executable, "-I", "-S", "-X", "utf8", str(taken["program"])]
    asked += [str(taken["fetch"]), *key.split(), "--media", str(taken["media"])]
    asked += ["--record", str(taken["record"]), *record_key.split()]
    asked += ["--welsh"] if language == "cy" else []
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == (0 if done.stdout.startswith(WHOLE[language]) else 1)
    return done.stdout


def remove_one(content: bytes) -> bytes:
    """The container written again, without its last file."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as held,
        zipfile.ZipFile(out, "w") as left,
    ):
        for name in held.namelist()[:-1]:
            left.writestr(name, held.read(name))
    return out.getvalue()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_recipient_verifies_with_nothing_but_python(
    live_sites: Sites, browser: Browser, tmp_path: Path, language: str
) -> None:
    cast = make_cast()
    opened = release(cast, language)
    page = enter(browser, live_sites, cast, language)
    page.goto(f"{live_sites.staff}/investigations/{opened.id}/archives/")
    assert axe_findings(page) == []

    taken = take_all(page, tmp_path)
    keys = _FINGERPRINT.findall(read_pdf(taken["letter"].read_bytes()))
    whole = check(taken, keys, language)

    assert whole.startswith(WHOLE[language])
    content, media = taken["fetch"].read_bytes(), taken["media"].read_bytes()
    middle = len(content) // 2
    changed = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
    for other in (changed, remove_one(content), content[:-1]):
        taken["fetch"].write_bytes(other)
        assert check(taken, keys, language).startswith(NOT_WHOLE[language])
    taken["fetch"].write_bytes(content)
    assert check(taken, keys[::-1], language).startswith(NOT_WHOLE[language])
    taken["media"].write_bytes(media.replace(b"what was on it", b"what was in it"))
    assert check(taken, keys, language).startswith(NOT_WHOLE[language])
