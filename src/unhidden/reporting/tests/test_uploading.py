"""Sending files to the public site: in memory, within bounds, one sentence each."""

from __future__ import annotations

import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from tests.cast import NOON
from tests.made import samples
from unhidden.access.actor import PUBLIC
from unhidden.access.requests import PublicRequest
from unhidden.lib import patience
from unhidden.reporting.actions.doors import FormTicket
from unhidden.reporting.actions.files import MOST_BYTES
from unhidden.reporting.forms import uploads
from unhidden.reporting.models import ReportFile
from unhidden.reporting.presenters.files import files_shown
from unhidden.reporting.queries import files as files_queries
from unhidden.reporting.rules import doors as rules
from unhidden.reporting.tests.pages import aged, old_ticket
from unhidden.reporting.views import files

pytestmark = pytest.mark.django_db
PICTURE = samples.picture()


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(client: Client, **data: object) -> str:
    answer = client.post("/report/file/", {"ticket": old_ticket(), **data})
    assert answer.status_code == 200
    assert not answer.cookies
    return " ".join(answer.content.decode().split())


def test_a_file_is_taken_and_its_sender_told_what_was_found(
    public_client: Client,
) -> None:
    key = uuid4()
    ticket = aged(FormTicket(key, begun=NOON))

    said = send(public_client, ticket=ticket, files=sent("wash <b>.jpg", PICTURE))

    assert "wash &lt;b&gt;.jpg" in said
    assert "a place, dates and times, the device" in said
    (kept,) = files_queries.files_kept_with(form_key=key)
    gone = send(public_client, ticket=ticket, take_away=str(kept.id))
    assert "Take away" not in gone
    assert files_queries.files_kept_with(form_key=key) == []


def test_one_file_too_big_says_so_and_the_others_are_kept(
    public_client: Client, tmp_path: os.PathLike[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = os.stat(tmp_path).st_mtime_ns
    big = b"a" * (MOST_BYTES + 1)

    said = send(
        public_client,
        files=[
            sent("big.txt", big),
            sent("a.txt", b"text"),
            sent("b.exe", b"MZ\x90\0"),
        ],
    )

    assert "big.txt: The file must be 25 MB or smaller" in said
    assert "b.exe: The file must be a picture, a PDF" in said
    assert "<strong>a.txt</strong>" in said
    assert os.stat(tmp_path).st_mtime_ns == before


def test_files_beyond_all_bounds_are_not_read(public_client: Client) -> None:
    answer = public_client.generic(
        "POST",
        "/report/file/",
        b"--x\r\nnever read",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(uploads.LARGEST_REQUEST + 1),
    )

    assert "These files are too much at once" in answer.content.decode()


def test_together_they_fit_in_memory_or_are_left_out(
    monkeypatch: pytest.MonkeyPatch, public_client: Client
) -> None:
    monkeypatch.setattr(uploads, "MOST_AT_ONCE", 100)

    said = send(
        public_client, files=[sent("a.txt", b"a" * 60), sent("b.txt", b"b" * 60)]
    )

    assert "b.txt: These files are too much at once" in said
    assert "<strong>a.txt</strong>" in said


def test_a_step_of_a_form_takes_files_with_its_other_answers(
    public_client: Client,
) -> None:
    """As the report's own step does it, without a script."""
    data = {"what": "words", "files": sent("a.txt", b"text")}
    request: PublicRequest = RequestFactory().post("/", data)  # type: ignore[assignment]
    request.actor, request.at = PUBLIC, NOON
    uploads.expect_files(request)
    ticket = FormTicket(uuid4(), begun=NOON - timedelta(minutes=1))

    kept, problems = files.take_files(request, ticket)

    assert (request.POST["what"], problems) == ("words", [])
    assert [row.file.id for row in files_shown(ticket.form_key, kept)] == [kept[0].id]


@pytest.mark.parametrize(
    "ticket", ["", "invented", "7b1e2f9c-3a4d-4c5e-8f60-718293a4b5c6"]
)
def test_no_file_is_taken_with_a_form_that_is_not_ours(
    ticket: str, public_client: Client
) -> None:
    said = send(public_client, ticket=ticket, files=sent("a.txt", b"text"))

    assert "Files cannot be taken at the moment" in said
    assert ReportFile.objects.using("stored").count() == 0


def test_what_is_to_be_taken_away_is_named(public_client: Client) -> None:
    data = {"ticket": old_ticket(), "take_away": "x"}

    assert public_client.post("/report/file/", data).status_code == 404


def test_files_of_a_form_that_has_just_begun_come_again_by_themselves() -> None:
    request = RequestFactory().post("/", {"files": sent("a.txt", b"text")})
    request.at = NOON  # type: ignore[attr-defined]
    ticket = FormTicket(uuid4(), begun=NOON - timedelta(seconds=3))

    assert files.take_files(request, ticket) == ([], [])  # type: ignore[arg-type]
    assert patience.not_yet(request) == rules.LEAST_WAIT - 3


def test_no_part_of_the_network_brings_more_files_than_it_leaves_for_others(
    public_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    caches["doors"].clear()
    monkeypatch.setattr(rules, "MOST_KILOBYTES", 4)
    text = b"a" * 1_000

    said = [send(public_client, files=sent("a.txt", text)) for _ in range(3)]

    assert ["<strong>a.txt</strong>" in each for each in said] == [True, True, False]
    assert "Files cannot be taken at the moment" in said[2]
    elsewhere = public_client.post(
        "/report/file/",
        {"ticket": old_ticket(), "files": sent("b.txt", text)},
        REMOTE_ADDR="198.51.100.1",
    )
    assert "<strong>b.txt</strong>" in elsewhere.content.decode()


def test_a_disk_that_is_nearly_full_takes_no_file(
    public_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "FREE_DISK", 10**9)

    said = send(public_client, files=sent("a.txt", b"text"))

    assert "Files cannot be taken at the moment" in said
