"""Beside an archive go its letter, the proof of its release, photographs and data."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from django.db import IntegrityError
from django.test import Client

from benchmarks.case.reading import read_file
from tests.cast import PASSWORD, Cast
from tests.made.audit import KEY, seal
from tests.made.leaving import (
    LATER,
    OpenedInvestigation,
    open_with_officer,
    register_exhibit,
    sign_schedule,
)
from tests.support.papers import find_faults, read_pdf
from unhidden.access.absent import Absent
from unhidden.investigations.exhibits.actions.files import (
    NewAcquisition,
    keep_acquisition,
)
from unhidden.investigations.leaving.actions import archives, handing
from unhidden.investigations.leaving.queries.packing import find_fingerprint
from unhidden.investigations.leaving.queries.proofs import NotSealedYet
from unhidden.investigations.leaving.rules.media import stream_media
from unhidden.investigations.leaving.tests.verifying import verifier
from unhidden.investigations.models import Exhibit
from unhidden.vault import signing

pytestmark = pytest.mark.django_db
RECORD_KEY = sha256(signing.public_key_of(KEY)).hexdigest()[:32]
OTHER = "other_investigator"
DATA = b"what was on the telephone " * 40_000


@pytest.fixture(name="opened")
def _opened(cast: Cast) -> OpenedInvestigation:
    opened = open_with_officer(cast)
    sign_schedule(opened, "MG6C", ["Notebook of PC Bevan, pages 1 to 4"])
    return opened


def release(opened: OpenedInvestigation, language: str = "en") -> UUID:
    new = archives.NewArchive(
        "open", "Crown Prosecution Service", "Schedules", language, has_media=True
    )
    archive_id = archives.ask_for_archive(new=new, **opened.told())
    archives.release_archive(archive_id=archive_id, **opened.told(OTHER))
    return archive_id


def keep_data(opened: OpenedInvestigation, content: bytes = DATA) -> None:
    register_exhibit(opened)
    exhibit_id = Exhibit.objects.using("stored").get(reference="AB/1").id
    keep_acquisition(
        exhibit_id=exhibit_id,
        new=NewAcquisition("telephone.bin", "A reader"),
        pieces=[content],
        **opened.told(at=LATER - timedelta(minutes=1)),
    )


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_letter_has_the_fingerprint_to_read_and_to_scan(
    opened: OpenedInvestigation, language: str
) -> None:
    archive_id = release(opened, language)
    seal()

    letter = handing.print_letter(archive_id=archive_id, **opened.told())
    archive = archives.fetch_archive(archive_id=archive_id, **opened.told())

    words = read_pdf(letter)
    codes = [said for where, said in read_file("letter", letter) if "code" in where]
    bare = find_fingerprint().replace(" ", "")
    assert find_fingerprint() in words
    assert {bare, RECORD_KEY} == set(codes)
    assert ("--welsh" in words) == (language == "cy")
    assert find_faults(letter) == []
    assert bare.encode() not in archive.content


def test_before_the_record_sealed_it_the_letter_names_one_key_alone(
    opened: OpenedInvestigation,
) -> None:
    archive_id = release(opened)

    letter = handing.print_letter(archive_id=archive_id, **opened.told())

    assert "[B]" not in read_pdf(letter)
    with pytest.raises(NotSealedYet):
        handing.fetch_proof(archive_id=archive_id, **opened.told())


def test_the_proof_shows_that_the_record_knew_of_the_release(
    opened: OpenedInvestigation,
) -> None:
    archive_id = release(opened)
    seal()
    content = archives.fetch_archive(archive_id=archive_id, **opened.told()).content

    proof = handing.fetch_proof(archive_id=archive_id, **opened.told())

    assert verifier.check_record(proof, RECORD_KEY, content)[:4].isdecimal()
    with pytest.raises(verifier.Wrong, match="another key"):
        verifier.check_record(proof, "0" * 32, content)
    with pytest.raises(verifier.Wrong, match="does not know that"):
        verifier.check_record(proof, RECORD_KEY, content + b"x")


def drop_signature(said: dict[str, object]) -> None:
    events = said["events"]
    assert isinstance(events, list)
    said["events"] = [each for each in events if "archive_released" in each["line"]]


def change_line(said: dict[str, object]) -> None:
    events = said["events"]
    assert isinstance(events, list)
    events[0]["line"] = events[0]["line"].replace("staff", "stuff")


def change_statement(said: dict[str, object]) -> None:
    events = said["events"]
    assert isinstance(events, list)
    events[0]["statement"] = events[0]["statement"].replace('"total":', '"total":1')


@pytest.mark.parametrize("change", [drop_signature, change_line, change_statement])
def test_a_proof_that_was_changed_is_found(
    opened: OpenedInvestigation, change: Callable[[dict[str, object]], None]
) -> None:
    archive_id = release(opened)
    seal()
    content = archives.fetch_archive(archive_id=archive_id, **opened.told()).content
    said = json.loads(handing.fetch_proof(archive_id=archive_id, **opened.told()))

    change(said)

    with pytest.raises(verifier.Wrong):
        verifier.check_record(json.dumps(said).encode(), RECORD_KEY, content)


def test_photographs_and_data_go_along_by_their_digest(
    opened: OpenedInvestigation, tmp_path: Path
) -> None:
    keep_data(opened)
    archive_id = release(opened)
    path = tmp_path / "media.zip"

    pieces = handing.fetch_media(archive_id=archive_id, **opened.told())
    path.write_bytes(b"".join(pieces))

    content = archives.fetch_archive(archive_id=archive_id, **opened.told()).content
    assert verifier.check_media(str(path), content) == 1
    path.write_bytes(b"".join(stream_media([(sha256(DATA).hexdigest(), [b"other"])])))
    with pytest.raises(verifier.Wrong, match="was changed"):
        verifier.check_media(str(path), content)
    path.write_bytes(b"".join(stream_media([])))
    with pytest.raises(verifier.Wrong, match="are missing"):
        verifier.check_media(str(path), content)


def test_where_nobody_asked_for_media_none_go_along(
    opened: OpenedInvestigation,
) -> None:
    keep_data(opened)
    new = archives.NewArchive("open", "The court", "Schedules", "en")
    archive_id = archives.ask_for_archive(new=new, **opened.told())
    archives.release_archive(archive_id=archive_id, **opened.told(OTHER))

    with pytest.raises(Absent):
        handing.fetch_media(archive_id=archive_id, **opened.told())


def test_nothing_is_handed_over_before_it_is_released(
    opened: OpenedInvestigation,
) -> None:
    new = archives.NewArchive("open", "The court", "Schedules", "en", has_media=True)
    archive_id = archives.ask_for_archive(new=new, **opened.told())

    for hand_over in (handing.print_letter, handing.fetch_proof, handing.fetch_media):
        with pytest.raises(Absent):
            hand_over(archive_id=archive_id, **opened.told())


def test_no_archive_is_released_before_it_was_asked_for(
    opened: OpenedInvestigation,
) -> None:
    new = archives.NewArchive("open", "The court", "Schedules", "en")
    archive_id = archives.ask_for_archive(new=new, **opened.told())
    early = opened.told(OTHER, LATER - timedelta(seconds=1))

    with pytest.raises(IntegrityError, match="an_archive_is_released_after"):
        archives.release_archive(archive_id=archive_id, **early)


def test_the_pages_hand_over_letter_proof_and_media(
    cast: Cast, opened: OpenedInvestigation
) -> None:
    keep_data(opened)
    archive_id = release(opened)
    url = f"/investigations/{opened.id}/archives/"
    ours = Client()
    ours.login(email=cast.email("investigator"), password=PASSWORD)
    early = ours.post(f"{url}{archive_id}/record/", follow=True)
    seal()

    page = ours.get(url)
    letter = ours.post(f"{url}{archive_id}/letter/")
    proof = ours.post(f"{url}{archive_id}/record/")
    media = ours.post(f"{url}{archive_id}/media/")

    assert "has not sealed this yet" in early.text
    for name in ("letter", "record", "media"):
        assert f"{archive_id}/{name}/" in page.text
    assert letter.content.startswith(b"%PDF-")
    assert json.loads(proof.content)["schema"] == "unhidden-record-1"
    assert sha256(DATA).hexdigest().encode() in b"".join(media.streaming_content)  # type: ignore[attr-defined]  # streamed
