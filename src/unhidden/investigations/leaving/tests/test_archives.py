"""An archive is asked for by one and released by another, and anybody can check it."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.made.leaving import (
    LATER,
    OpenedInvestigation,
    decide_redacted,
    open_with_officer,
    register_exhibit,
    sign_schedule,
)
from tests.support.papers import find_faults, read_pdf
from unhidden.access.absent import Absent
from unhidden.audit.models import Event
from unhidden.investigations import actions as investigations
from unhidden.investigations.leaving.actions import archives as actions
from unhidden.investigations.leaving.actions import redactions
from unhidden.investigations.leaving.queries import archives
from unhidden.investigations.leaving.queries.packing import NothingScheduled
from unhidden.investigations.leaving.rules.redacting import WhatToHide
from unhidden.investigations.leaving.tests.pages import NAME, set_page
from unhidden.investigations.leaving.tests.verifying import verifier
from unhidden.investigations.models import Archive, Redaction
from unhidden.investigations.posts.actions.posts import NewRoomPost, give_post
from unhidden.vault import archive_keys, parcels, sealing

pytestmark = pytest.mark.django_db
OPEN = actions.NewArchive("open", "Crown Prosecution Service", "Schedules", "en")
SECRET = "Reference 4471 of the source unit"
OTHER = "other_investigator"


@pytest.fixture(name="opened")
def _opened(cast: Cast) -> OpenedInvestigation:
    return open_with_officer(cast)


def release(
    opened: OpenedInvestigation, new: actions.NewArchive = OPEN, by: str = OTHER
) -> UUID:
    """The archive that the disclosure officer asked for, released by another."""
    archive_id = actions.ask_for_archive(new=new, **opened.told())
    actions.release_archive(archive_id=archive_id, **opened.told(by))
    return archive_id


def fingerprint() -> str:
    return sha256(archive_keys.find_archive_key()).hexdigest()[:32]


def unpack(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return {name: container.read(name) for name in container.namelist()}


def test_what_is_released_is_whole_and_is_packed_again_to_the_same_bytes(
    opened: OpenedInvestigation,
) -> None:
    sign_schedule(opened, "MG6C", ["Notebook of PC Bevan, pages 1 to 4"])
    sign_schedule(opened, "MG6E")
    register_exhibit(opened)
    archive_id = release(opened)
    sign_schedule(
        opened,
        "MG6C",
        ["Signed later"],
        version=2,
        first=2,
        at=LATER + timedelta(minutes=1),
    )
    again = opened.told(at=LATER + timedelta(days=1))

    first = actions.fetch_archive(archive_id=archive_id, **opened.told())
    second = actions.fetch_archive(archive_id=archive_id, **again)

    said = verifier.check_archive(first.content, fingerprint())
    row = Archive.objects.using("stored").get(id=archive_id)
    assert first == second
    assert (row.sha256, row.size, row.leaf) == (
        first.sha256,
        len(first.content),
        said["root"],
    )
    assert said["schedules"] == {"MG6C": 1, "MG6E": 0}
    assert said["by"] == "North Wales Police"


def test_its_papers_are_tagged_and_say_what_the_data_say(
    opened: OpenedInvestigation,
) -> None:
    sign_schedule(opened, "MG6C", ["Notebook of PC Bevan, pages 1 to 4"])
    register_exhibit(opened)
    content = actions.fetch_archive(archive_id=release(opened), **opened.told()).content

    files = unpack(content)

    sheet = json.loads(files["8-unused/mg6c-001.json"])
    paper = files["8-unused/mg6c-001-01.pdf"]
    assert sheet["lines"][0]["words"] == "Notebook of PC Bevan, pages 1 to 4"
    assert "Notebook of PC Bevan, pages 1 to 4" in read_pdf(paper)
    assert "AB/1" in read_pdf(files["6-exhibits/exhibits-01.pdf"])
    assert all(find_faults(each) == [] for name, each in files.items() if "pdf" in name)


def test_where_a_thing_was_found_and_whose_it_is_stays_here(
    opened: OpenedInvestigation,
) -> None:
    sign_schedule(opened, "MG6C", ["Notebook"])
    register_exhibit(opened)
    content = actions.fetch_archive(archive_id=release(opened), **opened.told()).content

    words = " ".join(
        read_pdf(each) if name.endswith("pdf") else each.decode()
        for name, each in unpack(content).items()
    )

    assert "Telephone, black" in words
    assert "Hidden" not in words


def test_whoever_asked_does_not_release(opened: OpenedInvestigation) -> None:
    sign_schedule(opened, "MG6C", ["Notebook"])

    with pytest.raises(actions.SameHands):
        release(opened, by="investigator")


def test_nothing_is_released_twice_and_nothing_before_it_is_signed(
    opened: OpenedInvestigation,
) -> None:
    archive_id = actions.ask_for_archive(new=OPEN, **opened.told())
    with pytest.raises(NothingScheduled):
        actions.release_archive(archive_id=archive_id, **opened.told(OTHER))
    with pytest.raises(Absent):
        actions.fetch_archive(archive_id=archive_id, **opened.told())
    sign_schedule(opened, "MG6C", ["Notebook"])

    actions.release_archive(archive_id=archive_id, **opened.told(OTHER))

    with pytest.raises(actions.AlreadyReleased):
        actions.release_archive(archive_id=archive_id, **opened.told(OTHER))


def test_what_would_differ_from_what_was_released_is_not_handed_over(
    opened: OpenedInvestigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_schedule(opened, "MG6C", ["Notebook"])
    archive_id = release(opened)
    monkeypatch.setattr(archive_keys, "sign_archive", lambda manifest: b"\0" * 64)

    with pytest.raises(actions.ArchiveDiffers):
        actions.fetch_archive(archive_id=archive_id, **opened.told())


def test_what_is_sensitive_opens_for_its_recipient_alone(
    cast: Cast, opened: OpenedInvestigation
) -> None:
    sign_schedule(opened, "MG6C", ["Notebook"])
    sign_schedule(opened, "MG6D", [SECRET])
    public, private = sealing.new_key_pair()
    new = actions.NewArchive("sensitive", "The prosecutor", "MG6D", "en", public.hex())
    with pytest.raises(Absent):  # the other one holds no post that may know of it
        release(opened, new)
    give_deputy(cast, opened)
    archive_id = Archive.objects.using("stored").get(kind="sensitive").id
    actions.release_archive(archive_id=archive_id, **opened.told(OTHER))

    packed = actions.fetch_archive(archive_id=archive_id, **opened.told())
    plain = parcels.open_parcel(packed.content, private_key=private)
    open_one = actions.fetch_archive(archive_id=release(opened), **opened.told())

    assert packed.is_sealed
    assert SECRET.encode() not in packed.content
    assert list(verifier.check_archive(plain, fingerprint())["schedules"]) == ["MG6D"]
    assert SECRET in unpack(plain)["8-unused/mg6d-001.json"].decode()
    for content in unpack(open_one.content).values():
        assert b"4471" not in content


def test_a_double_press_asks_once_and_keeps_one_copy(
    opened: OpenedInvestigation,
) -> None:
    first, second = (
        actions.ask_for_archive(new=OPEN, **opened.told()) for _ in range(2)
    )

    assert first == second
    assert redact_item(opened) == redact_item(opened)


def test_a_key_that_is_none_is_refused(opened: OpenedInvestigation) -> None:
    for key in ("", "xy", "0" * 63, "00" * 31):
        new = actions.NewArchive("sensitive", "The prosecutor", "MG6D", "en", key)
        with pytest.raises(actions.RecipientKeyWrong):
            actions.ask_for_archive(new=new, **opened.told())


def test_each_step_is_recorded_with_the_digest(opened: OpenedInvestigation) -> None:
    sign_schedule(opened, "MG6C", ["Notebook"])
    archive_id = release(opened)
    actions.fetch_archive(archive_id=archive_id, **opened.told())

    events = Event.objects.using("stored").filter(subject_id=archive_id).order_by("at")

    row = Archive.objects.using("stored").get(id=archive_id)
    assert sorted(event.name for event in events) == [
        "investigations.archive_asked",
        "investigations.archive_fetched",
        "investigations.archive_released",
    ]
    (released,) = [each for each in events if each.name.endswith("_released")]
    assert released.detail == {"sha256": row.sha256, "root": row.leaf}


def test_others_and_a_closed_investigation_have_no_forms(
    cast: Cast, opened: OpenedInvestigation
) -> None:
    url = f"/investigations/{opened.id}/archives/"
    investigations.close_investigation(**opened.told())
    ours, theirs = browse(cast, "investigator"), browse(cast, "officer")

    assert ours.get(url).status_code == 200
    assert ours.get(f"{url}ask/").status_code == 404
    assert theirs.get(url).status_code == 404


def test_the_pages_ask_release_and_hand_over(
    cast: Cast, opened: OpenedInvestigation
) -> None:
    sign_schedule(opened, "MG6C", ["Notebook"])
    url = f"/investigations/{opened.id}/archives/"
    ours, other = browse(cast, "investigator"), browse(cast, OTHER)
    wrong = ours.post(f"{url}ask/", {"kind": "open", "purpose": "For the trial"})
    asked = ours.post(
        f"{url}ask/",
        {
            "kind": "open",
            "recipient": "The court",
            "purpose": "For the trial",
            "language": "cy",
        },
        follow=True,
    )
    (archive_id,) = Archive.objects.using("stored").values_list("id", flat=True)

    own = ours.post(f"{url}{archive_id}/release/", follow=True)
    question = other.get(f"{url}{archive_id}/release/")
    released = other.post(f"{url}{archive_id}/release/", follow=True)
    taken = ours.post(f"{url}{archive_id}/fetch/")
    program = ours.get("/investigations/verifier/")

    assert "Enter for whom it is" in wrong.text
    assert "For the trial" in wrong.text
    assert "Waits for somebody else to release it" in asked.text
    assert "Somebody else releases what you asked for" in own.text
    assert "Release this archive to The court?" in question.text
    assert (
        archives.list_archives(
            viewer=cast.actor("investigator"), investigation_id=opened.id
        ).fingerprint
        in released.text
    )
    assert verifier.check_archive(taken.content, fingerprint())["for"] == "The court"
    assert program.content.startswith(b'"""Check an archive')


def give_deputy(cast: Cast, opened: OpenedInvestigation) -> None:
    """The other investigator deputises for who leads it: a post that may know all."""
    give_post(new=NewRoomPost(cast.people[OTHER], "deputy_sio"), **opened.told())


def browse(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def test_a_copy_leaves_when_the_prosecutor_decided_so_with_both_digests(
    cast: Cast, opened: OpenedInvestigation
) -> None:
    sign_schedule(opened, "MG6C", ["Notebook"])
    redaction_id = redact_item(opened)
    before = actions.fetch_archive(archive_id=release(opened), **opened.told()).content
    decide_redacted(opened)
    later = opened.told(OTHER, LATER + timedelta(minutes=2))
    archive_id = actions.ask_for_archive(new=OPEN, **opened.told())
    actions.release_archive(archive_id=archive_id, **later)

    content = actions.fetch_archive(archive_id=archive_id, **opened.told()).content

    row = Redaction.objects.using("stored").get(id=redaction_id)
    (pair,) = verifier.check_archive(content, fingerprint())["redactions"]
    copy = unpack(content)[pair["path"]]
    assert verifier.check_archive(before, fingerprint())["redactions"] == []
    assert sha256(copy).hexdigest() == pair["sha256"] == row.copy_sha256
    assert pair["original_sha256"] == sha256(set_page()).hexdigest()
    assert "Popescu" not in read_pdf(copy)


def test_the_page_makes_a_copy_and_says_what_it_cannot_find(
    cast: Cast, opened: OpenedInvestigation
) -> None:
    url = f"/investigations/{opened.id}/redactions/"
    ours, other = browse(cast, "investigator"), browse(cast, OTHER)

    def send(terms: str, number: str = "1") -> str:
        return ours.post(
            f"{url}make/",
            {"number": number, "terms": terms, "file": io.BytesIO(set_page())},
            follow=True,
        ).text

    empty, missing, wrong = send(""), send("Elena"), send(NAME, "99")
    made = send(NAME)
    copy_id = Redaction.objects.using("stored").get().id
    copy = ours.post(f"{url}{copy_id}/open/")

    assert "Enter what should be hidden" in empty
    assert "were found on no page" in missing
    assert "Elena" in missing
    assert "No item has this number" in wrong
    assert "Look at each page of it" in made
    assert "Popescu" not in read_pdf(copy.content)
    for page in (url, f"{url}make/"):
        assert ours.get(page).status_code == 200
        assert other.get(page).status_code == 404
    assert other.post(f"{url}{copy_id}/open/").status_code == 404


def redact_item(opened: OpenedInvestigation) -> UUID:
    """A redacted copy of the first item."""
    new = redactions.NewRedaction(1, set_page(), WhatToHide((NAME,)))
    return redactions.make_redaction(new=new, **opened.told())
