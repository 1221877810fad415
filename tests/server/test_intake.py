"""Who reported, and what, lies nowhere: not in a table, a log or a temporary file."""

from __future__ import annotations

import io
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from PIL import Image

from config.benches.intake import AGENT, PHRASE, SOURCE, told
from config.intake import clients, traces
from config.server.ports import HOST
from tests import sites
from tests.cast import make_cast
from tests.postgres import Server
from unhidden.reporting.models import Report, ReportFile
from unhidden.reporting.tests.pages import last_page

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("live")]

NAME, MAKER = "Quixotherm-holiday-picture.jpg", "Drumchapelmuir Telephones"


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_reporter_lies_anywhere(
    test_server: Server, test_database: str, tmp_path: Path
) -> None:
    make_cast()
    began, log = time.time() - 1, tmp_path / "log"
    with (
        log.open("wb") as output,
        sites.public_only(test_server, test_database, tmp_path, output) as port,
    ):
        ready = clients.prepare(port, 1, told(), AGENT)
        (sent,) = clients.send(port, ready, 1, AGENT, SOURCE)
        post(port, "/report/", urlencode(last_page(what=PHRASE)).encode(), clients.FORM)
        upload(port)
        post(port, "/report/nowhere/", b"x", clients.FORM)

    admin = {**test_server.admin, "dbname": test_database}
    things = {"database": traces.dump(admin), "log": log.read_bytes().lower()}
    things |= traces.temporary_files(since=began)
    assert "kept" in sent.said
    assert Report.objects.using("stored").count() == 2
    assert ReportFile.objects.using("stored").count() == 1
    assert traces.hits((AGENT, PHRASE, SOURCE, NAME, MAKER), things) == []
    # What is kept in plain text on purpose is found: the search is known to work.
    assert traces.hits(("report_received",), things) != []


def upload(port: int) -> None:
    """A picture that says with which telephone it was taken."""
    form_key = "7b0b2f0e-7a3e-4a52-9b8e-0d6f0e6f4c11"
    picture, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = MAKER
    Image.new("RGB", (64, 64), "navy").save(picture, "JPEG", exif=exif)
    boundary = "a-boundary"
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="form_key"\r\n\r\n'
        f"{form_key}\r\n--{boundary}\r\nContent-Disposition: form-data;"
        f' name="files"; filename="{NAME}"\r\nContent-Type: image/jpeg\r\n\r\n'
    )
    body = head.encode() + picture.getvalue() + f"\r\n--{boundary}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    assert "Take away" in post(port, "/report/file/", body, kind)


def post(port: int, path: str, body: bytes, headers: dict[str, str]) -> str:
    open_one = HTTPConnection(HOST, port, timeout=60, source_address=(SOURCE, 0))
    open_one.request("POST", path, body, {**headers, "User-Agent": AGENT})
    answer = open_one.getresponse().read().decode()
    open_one.close()
    return answer


def test_the_search_finds_every_spelling() -> None:
    text = "Zwartkopje Vlinderstruik"
    for spelling in traces.spellings(text):
        assert traces.hits((text,), {"a thing": b"before " + spelling + b" after"})
