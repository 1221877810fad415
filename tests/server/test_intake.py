"""Who reported, what and when lies nowhere: in no table, log or temporary file."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from lxml import html
from PIL import Image

from benchmarks.load import again, clients, moments, traces
from benchmarks.load.bench import AGENT, PHRASE, SOURCE, told
from tests.cast import make_cast
from tests.made.operations import make_public_event
from tests.support import sites
from tests.support.postgres import Server
from tests.support.roles import as_role
from unhidden.access.actor import PUBLIC
from unhidden.audit import exporting
from unhidden.config.settings import public, staff, worker
from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.connecting import Connection
from unhidden.hosting.processes.ports import HOST
from unhidden.lib import logs
from unhidden.operations.events.actions import attending
from unhidden.operations.events.actions.attending import NewFeedback
from unhidden.reporting.models import Report, ReportFile
from unhidden.reporting.rules import doors
from unhidden.reporting.tests.pages import Shown, last_page

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("live")]

Rows = dict[str, list[dict[str, Any]]]
SAID = NewFeedback(
    useful="very", knows_signs="yes", knows_whom="unsure", words="Begin later."
)
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


@pytest.mark.django_db(transaction=True)
def test_when_somebody_came_lies_nowhere_but_the_day(
    test_server: Server, test_database: str, tmp_path: Path
) -> None:
    cast = make_cast()
    _, to_come = make_public_event(cast)
    _, is_over = make_public_event(cast)
    log, now = tmp_path / "log", timezone.now()
    with connecting.connect({**test_server.admin, "dbname": test_database}) as admin:
        for public_id, hours in ((to_come, 2), (is_over, -2)):
            admin.execute(_BEGINS, [hours, hours + 1, public_id])
        before = moments.mark(admin)
        with (
            log.open("wb") as output,
            sites.public_only(test_server, test_database, tmp_path, output) as port,
        ):
            come_and_go(port)
        come_to(to_come, is_over)
        rows = moments.written(admin, before)

        assert moments.told(admin, before, at=now) == []
        assert rows.keys() >= WRITTEN
        assert {row["process"] for row in of_events(rows)} == {"public"}
        assert log.read_text() == ""
        assert list(of_these(rows, exported(admin))) == []
        dumped = traces.dump({**test_server.admin, "dbname": test_database})
        assert list(of_these(rows, dumped.splitlines())) == []
        # A moment would be found: the search is known to work.
        admin.execute("update audit_waiting set held_until = clock_timestamp()")
        assert moments.told(admin, before, at=now) != []


_BEGINS = """
update operations_publicevent set starts_at = now() + make_interval(hours => %s),
       ends_at = now() + make_interval(hours => %s) where id = %s
"""
#: Where the public site writes.
WRITTEN = {
    "reporting_report", "reporting_reportfile", "reporting_filechunk",
    "reporting_message", "vault_recordkey", "audit_waiting", "operations_signup",
    "operations_eventfeedback",
}  # fmt: skip


def come_and_go(port: int) -> None:
    """A report sealed in a browser, one of a page, a picture, and what comes later."""
    (sent,) = clients.send(port, clients.prepare(port, 1, told(), AGENT), 1, AGENT)
    assert "kept" in sent.said
    upload(port)
    page = post(
        port, "/report/", urlencode(last_page(what=PHRASE)).encode(), clients.FORM
    )
    words = " ".join(Shown(html.fromstring(page)).words)
    for more in (
        {},
        {"step": "add", "add-text": "More.", "add-form_key": str(uuid4())},
    ):
        body = urlencode({"words": words, **more}).encode()
        page = post(port, "/report/status/", body, clients.FORM)
    assert "We have what you wrote." in page
    post(port, "/report/nowhere/", b"x", clients.FORM)


def come_to(to_come: UUID, is_over: UUID) -> None:
    """Somebody signs up for an event, and says how another was."""
    with as_role("public"):
        attending.sign_up(
            public_id=to_come, form_key=uuid4(), places=2,
            email="x@example.org", actor=PUBLIC, at=timezone.now(),
        )  # fmt: skip
        attending.give_feedback(
            public_id=is_over, form_key=uuid4(), new=SAID, actor=PUBLIC,
            at=timezone.now(),
        )  # fmt: skip


def of_events(rows: Rows) -> list[dict[str, Any]]:
    return [row for name in rows if name.startswith("event_") for row in rows[name]]


def exported(admin: Connection) -> list[bytes]:
    """The record as a file, less its heading, which says when it was made."""
    return [line for line in exporting.export_lines(admin) if line[:1] != b"H"]


def of_these(rows: Rows, lines: list[bytes]) -> Iterator[str]:
    """What lines with the ids of these rows tell of the time."""
    ids = {str(row["id"]) for each in rows.values() for row in each if "id" in row}
    ids |= {str(row["event_id"]) for row in rows["audit_waiting"]}
    found = [text for text in map(bytes.decode, lines) if any(i in text for i in ids)]
    assert len(found) >= len(of_events(rows))
    for text in found:
        yield from moments.in_text(text)


def test_the_log_of_the_public_site_has_days_and_the_others_moments() -> None:
    said = logging.LogRecord("x", logging.ERROR, "", 0, "Something failed", None, None)

    lines = {
        process: logs_of(process).format(said) for process in (public, staff, worker)
    }

    assert f'"timestamp": "{timezone.localdate()}"' in lines[public]
    assert list(moments.in_text(lines[public])) == []
    assert list(moments.in_text(lines[staff])) != []
    assert list(moments.in_text(lines[worker])) != []


def logs_of(process: ModuleType) -> logging.Formatter:
    """As the process's own settings make its log lines."""
    assert process.LOGGING["handlers"]["stderr"]["formatter"] == "event"
    given = {**process.LOGGING["formatters"]["event"]}
    assert given.pop("()") == "unhidden.lib.logs.make_formatter"
    return logs.make_formatter(**given)


@pytest.mark.parametrize(
    ("value", "is_found"),
    [
        ("2026-11-28T00:00:00+00:00", False),
        ("2026-07-03T23:00:00+00:00", False),
        ("2026-07-03T00:00:00+00:00", True),
        ("2026-11-28 09:00:01.000001+00", True),
        ({"a": ["at 2026-11-28T09:00"]}, True),
        ("2026-11-28", False),
        (int(datetime(2026, 11, 28, 9, tzinfo=UTC).timestamp() * 1000), True),
        (7, False),
        ("4f6f4b8e-eb15-11f1-ad14-02fc00000001", True),
        ("47d8371b-de48-4237-a9ac-8b50d5f6af86", False),
        ("\\x" + b"2026-11-28T09:00:01".hex(), True),
    ],
)
def test_the_search_finds_every_kind_of_moment(value: object, is_found: bool) -> None:
    at = datetime(2026, 11, 28, 9, tzinfo=UTC)

    assert bool(list(moments.in_value(value, at=at))) == is_found


def upload(port: int) -> None:
    """A picture that says with which telephone it was taken."""
    ticket, _ = clients.first_page(port)
    picture, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = MAKER
    Image.new("RGB", (64, 64), "navy").save(picture, "JPEG", exif=exif)
    boundary = "a-boundary"
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="ticket"\r\n\r\n'
        f"{ticket}\r\n--{boundary}\r\nContent-Disposition: form-data;"
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


@pytest.mark.django_db(transaction=True)
def test_forms_sent_twice_at_once_are_one_report_and_every_receipt_opens(
    test_server: Server, test_database: str, tmp_path: Path
) -> None:
    make_cast()
    with (
        (tmp_path / "log").open("wb") as output,
        sites.public_only(test_server, test_database, tmp_path, output) as port,
    ):
        forms = again.begin(port, 4, AGENT)
        old_enough = time.monotonic() + doors.LEAST_WAIT + 1
        ready = clients.prepare(port, 4, told(), AGENT)
        mixed = again.mixed(ready, told())
        sent = clients.send(port, mixed, 4, AGENT)
        shown = again.shown(clients.dealt(mixed, 4), sent)
        time.sleep(max(0, old_enough - time.monotonic()))
        shown += again.send_twice(port, forms, 4, AGENT)
        dead = again.dead(port, shown, 4, AGENT)
        strange = again.dead(port, [" ".join(["zoo"] * 7), ""], 2, AGENT)

    rows = Report.objects.using("stored").values_list("form_key", flat=True)
    keys = {each.form_key for each in ready} | {form.key for form in forms}
    assert len(rows) == len(keys) == 8
    assert {str(key) for key in rows} == keys
    assert (len(shown), dead) == (16, 0)
    # A receipt that opens nothing would be counted.
    assert strange == 2
