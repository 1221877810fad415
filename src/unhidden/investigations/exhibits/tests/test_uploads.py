"""Long data comes in parts, whole or not at all; what came is not sent again."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import NOON, Cast
from tests.made.exhibits import move, register
from tests.made.unused import LEADER, MadeUnused, make_unused
from tests.support.roles import as_role
from tests.support.unlocked import sign_in_with_keys
from unhidden.access.absent import Absent
from unhidden.investigations import tasks
from unhidden.investigations.exhibits.actions import checking, digests, files, refusals
from unhidden.investigations.exhibits.actions import uploading as parts
from unhidden.investigations.exhibits.queries.exhibits import FileView, get_exhibit
from unhidden.investigations.exhibits.rules import media
from unhidden.investigations.models import (
    ExhibitFile,
    ExhibitFilePiece,
    ExhibitUpload,
    Rehash,
)

pytestmark = pytest.mark.django_db
NEW = files.NewAcquisition("phone.E01", "Tool 4.2")
#: Two parts, and a piece that is not whole.
CONTENT = bytes(range(251)) * (2 * parts.PART // 251 + 400)


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    return make_unused(cast)


def begin(made: MadeUnused, exhibit_id: UUID, **more: Any) -> parts.UploadState:
    told: dict[str, Any] = {"new": NEW, "size": len(CONTENT)} | more
    return parts.begin_upload(exhibit_id=exhibit_id, **told, **made.by(made.leader))


def send(made: MadeUnused, state: parts.UploadState) -> parts.UploadState:
    part = CONTENT[state.sent : state.sent + state.next_part]
    return parts.add_part(
        upload_id=state.id,
        offset=state.sent,
        content=BytesIO(part),
        **made.by(made.leader),
    )


def send_all(made: MadeUnused, exhibit_id: UUID) -> UUID:
    state = begin(made, exhibit_id)
    while state.next_part:
        state = send(made, state)
    return parts.finish_upload(upload_id=state.id, **made.by(made.leader))


def file_of(made: MadeUnused, exhibit_id: UUID) -> FileView:
    view = get_exhibit(
        viewer=made.leader, investigation_id=made.id, exhibit_id=exhibit_id
    )
    (file,) = view.files
    return file


def test_what_breaks_off_goes_on_where_it_stood(made: MadeUnused) -> None:
    key = register(made)
    first = send(made, begin(made, key))
    again = parts.add_part(
        upload_id=first.id,
        offset=0,
        content=BytesIO(CONTENT[: parts.PART]),
        **made.by(made.leader),
    )

    resumed = begin(made, key)

    assert first.sent == again.sent == resumed.sent == parts.PART
    assert resumed.id == first.id
    with pytest.raises(refusals.PartBroken):
        parts.finish_upload(upload_id=first.id, **made.by(made.leader))
    assert ExhibitFile.objects.using("stored").count() == 0


def test_what_came_whole_is_a_file_once_with_the_digest_of_its_content(
    made: MadeUnused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "OPENED_AT_ONCE", 40)
    key = register(made)

    file_id = send_all(made, key)
    again = parts.finish_upload(upload_id=file_id, **made.by(made.leader))

    assert again == file_id
    row = ExhibitFile.objects.using("stored").get()
    assert row.sha256 == sha256(CONTENT).hexdigest()
    assert row.size == len(CONTENT)
    opened = [
        files.open_exhibit_file(file_id=file_id, part=part, **made.by(made.officer))
        for part in (1, 2)
    ]
    assert b"".join(each.content for each in opened) == CONTENT
    assert [each.name for each in opened] == ["phone.E01.001", "phone.E01.002"]
    with pytest.raises(Absent):
        files.open_exhibit_file(file_id=file_id, part=3, **made.by(made.officer))


def test_a_part_that_was_cut_on_its_way_is_not_kept(made: MadeUnused) -> None:
    state = begin(made, register(made))

    for cut in (CONTENT[:1000], CONTENT[: parts.PART + 1]):
        with pytest.raises(refusals.PartBroken):
            parts.add_part(
                upload_id=state.id,
                offset=0,
                content=BytesIO(cut),
                **made.by(made.leader),
            )

    assert ExhibitFilePiece.objects.using("stored").count() == 0


def test_nobody_goes_on_with_what_another_began(made: MadeUnused) -> None:
    state = begin(made, register(made))

    with pytest.raises(Absent):
        parts.add_part(
            upload_id=state.id,
            offset=0,
            content=BytesIO(CONTENT[: parts.PART]),
            **made.by(made.officer),
        )


def test_twenty_gigabytes_are_refused_before_they_are_sent(made: MadeUnused) -> None:
    key = register(made)

    with pytest.raises(refusals.MediaTooLong):
        begin(made, key, size=20 * 1024**3)
    with pytest.raises(refusals.MediaEmpty):
        begin(made, key, size=0)

    assert ExhibitUpload.objects.using("stored").count() == 0


def test_the_page_sends_parts_and_says_what_is_wrong(
    made: MadeUnused, cast: Cast
) -> None:
    key = register(made)
    leader = sign_in_with_keys(cast, LEADER)
    root = f"/investigations/{made.id}/exhibits/{key}"
    told = {"name": "phone.E01", "size": str(len(CONTENT)), "tool": "Tool 4.2"}

    long = leader.post(f"{root}/upload/", told | {"size": str(20 * 1024**3)})
    path = leader.post(f"{root}/upload/", told | {"name": "C:\\phone.E01"})
    state = leader.post(f"{root}/upload/", told).json()
    while state["next"]:
        start, end = state["sent"], state["sent"] + state["next"]
        part = SimpleUploadedFile("blob", CONTENT[start:end])
        state = leader.post(state["part"], {"offset": start, "file": part}).json()
    done = leader.post(state["finish"]).json()

    assert long.status_code == 422
    assert "It has more than 4 GB" in long.json()["refused"][0]
    assert "without a folder" in path.json()["refused"][0]
    page = leader.get(done["page"])
    assert sha256(CONTENT).hexdigest() in page.text
    assert "It is kept, with its SHA-256" in page.text


def test_what_is_long_is_checked_by_the_worker_after_a_move(
    made: MadeUnused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "MOST_REHASHED", 1000)
    key = register(made)
    send_all(made, key)
    later = NOON + timedelta(hours=1)

    move(made, ["AB/1"], ("DC Ash", "Store A"), recorded=later)
    assert file_of(made, key).is_due
    with as_role("worker"):
        count = checking.check_exhibits(actor=tasks.CHECKER, at=later)
        again = checking.check_exhibits(actor=tasks.CHECKER, at=later)

    assert (count, again) == (1, 0)
    assert not file_of(made, key).is_due
    (row,) = Rehash.objects.using("stored").all()
    assert row.is_same
    assert row.taken_by_id is None


def test_what_was_changed_as_it_lies_is_an_incident(
    made: MadeUnused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "MOST_REHASHED", 1000)
    # Nobody here may change a piece: the digest that is kept is another instead.
    monkeypatch.setattr(media.SealedDigest, "hex_digest", "0" * 64)
    key = register(made)
    send_all(made, key)
    later = NOON + timedelta(hours=1)
    move(made, ["AB/1"], ("DC Ash", "Store A"), recorded=later)
    with as_role("worker"):
        checking.check_exhibits(actor=tasks.CHECKER, at=later)

    assert file_of(made, key).differs


def test_what_never_came_whole_is_forgotten(made: MadeUnused) -> None:
    key = register(made)
    state = send(made, begin(made, key))
    kept = send_all(made, register(made, reference="AB/2"))

    with as_role("worker"):
        gone = checking.forget_uploads(
            actor=tasks.CHECKER, at=NOON + timedelta(days=15)
        )

    assert state.sent
    assert gone == 1
    left = ExhibitUpload.objects.using("stored").values_list("id", flat=True)
    assert list(left) == [kept]


def test_pieces_are_counted_as_they_are_sealed() -> None:
    digest = media.SealedDigest()

    assert list(map(digest.note_piece, [b"a", b"b"])) == [b"a", b"b"]
    inner = sha256(b"a").digest() + sha256(b"b").digest()
    assert (digest.count, digest.hex_digest) == (2, sha256(inner).hexdigest())
    assert list(media.cut_pieces(b"abcde", size=2)) == [b"ab", b"cd", b"e"]
