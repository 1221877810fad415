"""The pages of exhibits, without JavaScript; bad input loses nothing that was typed."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.made.exhibits import register
from tests.made.samples import picture
from tests.made.unused import LEADER, OFFICER, MadeUnused, make_unused
from tests.support.unlocked import sign_in_with_keys
from unhidden.investigations.models import Exhibit, ExhibitFile, ExhibitMove

pytestmark = pytest.mark.django_db
_DAY = {"_day": "5", "_month": "1", "_year": "2026"}


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    return make_unused(cast)


def page_of(made: MadeUnused, more: str = "") -> str:
    return f"/investigations/{made.id}/exhibits/{more}"


def day(name: str) -> dict[str, str]:
    return {f"{name}_on{part}": value for part, value in _DAY.items()}


def form(**more: str) -> dict[str, str]:
    told = {
        "reference": "AB/1",
        "parent": "",
        "kind": "document",
        "description": "Ledger with a blue cover",
        "found_at": "Office",
        "found_by": "DC Ash",
        "seized_by": "DC Ash",
        "seized_at": "9am",
        "power": "pace_18",
        "holder": "DC Ash",
        "seal": "S100",
        "owner": "",
    }
    return told | day("seized") | more


def test_an_exhibit_is_registered_moved_and_found(made: MadeUnused, cast: Cast) -> None:
    leader = signed_in(cast, LEADER)
    front = leader.get(f"/investigations/{made.id}/")
    empty = leader.get(page_of(made))

    silly = leader.post(page_of(made, "register/"), form(reference="../AB/1"))
    done = leader.post(page_of(made, "register/"), form(), follow=True)
    taken = leader.post(page_of(made, "register/"), form(description="Typed and kept"))
    leader.post(page_of(made, "register/"), form(reference="AB/2", holder="DC Birch"))
    told = {
        "exhibits": "AB/1\nhttps://example.org",
        "purpose": "stored",
        "from_holder": "DC Ash",
        "to_holder": "Store A",
        "moved_at": "10am",
    } | day("moved")
    unread = leader.post(page_of(made, "move/"), told)
    other = leader.post(page_of(made, "move/"), told | {"exhibits": "AB/1\nAB/2"})
    moved = leader.post(
        page_of(made, "move/"), told | {"exhibits": "ab 1"}, follow=True
    )

    assert page_of(made) in front.text
    assert "No exhibit is registered yet" in empty.text
    assert "is no reference" in silly.text
    assert "../AB/1" in silly.text
    assert "The exhibit is registered" in done.text
    assert "is used already. The next free one is AB/2" in taken.text
    assert "Typed and kept" in taken.text
    assert "https://example.org" in unread.text
    assert "AB/2 (DC Birch)" in other.text
    assert "1 exhibit is moved" in moved.text
    assert "Store A" in leader.get(page_of(made, "?words=ab-1")).text
    assert "No exhibit is like this" in leader.get(page_of(made, "?words=piano")).text
    assert Exhibit.objects.using("stored").count() == 2
    assert ExhibitMove.objects.using("stored").count() == 3


def test_a_gap_is_written_from_the_page_of_the_exhibit(
    made: MadeUnused, cast: Cast
) -> None:
    key = register(made)
    leader = signed_in(cast, LEADER)
    one = page_of(made, f"{key}/")
    told = {
        "missing_at": "9am",
        "found_at": "11am",
        "why": "The shelf was empty.",
        "holder": "Store A",
        "seal": "S100",
        "condition": "",
        **day("missing"),
        **day("found"),
    }

    silent = leader.post(f"{one}now/", told | {"why": ""})
    early = leader.post(f"{one}now/", told | {"missing_at": "1am"})
    done = leader.post(f"{one}now/", told, follow=True)

    assert "Enter why nobody can say where it was" in silent.text
    assert "the gap begins later" in early.text
    assert "The shelf was empty." in early.text
    assert "Nobody can say where it was" in done.text
    where = leader.get(page_of(made, "where/?on_day=5&on_month=1&on_year=2026&at=10am"))
    assert "Nobody can say where it was" in where.text


def test_the_camera_is_for_one_page_alone(made: MadeUnused, cast: Cast) -> None:
    key = register(made)
    leader = signed_in(cast, LEADER)

    scan = leader.get(page_of(made, "scan/?exhibits=AB/1%0AWIFI:S:cafe%0AAB/9"))
    labels = leader.get(page_of(made, "labels/?exhibits=AB/1"))

    assert "camera=(self)" in scan["Permissions-Policy"]
    assert "microphone=()" in scan["Permissions-Policy"]
    assert "WIFI:S:cafe" in scan.text
    assert page_of(made, f"{key}/") in scan.text
    assert "data:image/svg+xml" in labels.text
    for more in ("", "move/", "where/", f"{key}/", "register/"):
        shown = leader.get(page_of(made, more))
        assert "camera=()" in shown["Permissions-Policy"]


def test_an_exhibit_is_returned_by_two_from_its_page(
    made: MadeUnused, cast: Cast
) -> None:
    key = register(made)
    leader, officer = signed_in(cast, LEADER), signed_in(cast, OFFICER)
    one = page_of(made, f"{key}/")
    told = {"purpose": "returned", "to_holder": "Its owner", "authority": "DI Elm"}

    leader.post(f"{one}leave/", told)
    own = leader.post(f"{one}agree/")
    shown = officer.get(one)
    done = officer.post(f"{one}agree/", follow=True)

    assert own.status_code == 404
    assert "Agree: it is done" in shown.text
    assert "Returned to its owner" in done.text
    assert officer.get(f"{one}leave/").status_code == 404


def test_photographs_and_data_are_kept_and_opened(made: MadeUnused, cast: Cast) -> None:
    key = register(made)
    leader = sign_in_with_keys(cast, LEADER)
    one = page_of(made, f"{key}/")

    def sent(content: bytes, name: str) -> dict[str, object]:
        return {"file": SimpleUploadedFile(name, content)}

    wrong = leader.post(f"{one}photo/", sent(b"no picture", "a.jpg"))
    photo = leader.post(f"{one}photo/", sent(picture(), "../../a.jpg"), follow=True)
    named = {
        "tool": "Tool 4.2",
        "name": "C:\\phone.E01",
        "size": "5",
        "digest": "a" * 64,
    }
    path = leader.post(f"{one}data/", named)
    bad = leader.post(f"{one}data/", named | {"name": "phone.E01", "digest": "a"})
    big = leader.post(
        f"{one}data/", {"tool": "Tool 4.2"} | sent(b"0" * 26_214_401, "b.bin")
    )
    data = leader.post(
        f"{one}data/", {"tool": "T"} | sent(b"data", "b.bin"), follow=True
    )

    assert "Select a JPEG, PNG or WebP picture" in wrong.text
    assert "The photograph is cleaned, sealed and kept" in photo.text
    assert "AB-1-1.jpg" in photo.text
    assert "Enter the name alone, without a folder" in path.text
    assert "C:\\phone.E01" in path.text
    assert "A SHA-256 has 64 letters" in bad.text
    assert "It has more than 25 MB" in big.text
    assert "It is kept, with its SHA-256" in data.text
    opened = [leader.post(page_of(made, f"files/{each}/open/")) for each in _files(key)]
    assert [each["Content-Type"] for each in opened] == [
        "image/jpeg",
        "application/octet-stream",
    ]
    assert opened[1].content == b"data"
    again = leader.post(page_of(made, f"files/{_files(key)[1]}/digest/"), follow=True)
    assert "The SHA-256 is the same" in again.text


def _files(exhibit_id: UUID) -> list[UUID]:
    rows = ExhibitFile.objects.using("stored").filter(exhibit_id=exhibit_id)
    return list(rows.order_by("added_at", "tool").values_list("id", flat=True))


@pytest.mark.parametrize(
    "more",
    ["", "register/", "move/", "scan/", "where/", "labels/", "{}/", "{}/now/",
     "{}/leave/", "{}/photo/", "{}/data/"],
)  # fmt: skip
def test_exhibits_are_not_there_for_others(
    made: MadeUnused, cast: Cast, more: str
) -> None:
    page = page_of(made, more.format(register(made)))

    for part in ("officer", "support_worker", "analyst"):
        assert signed_in(cast, part).get(page).status_code == 404
    assert signed_in(cast, OFFICER).get(page).status_code == 200
