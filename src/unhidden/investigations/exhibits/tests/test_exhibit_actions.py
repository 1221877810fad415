"""Exhibits pass from hand to hand, or not at all; what went missing stays missing."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.exhibits import LEDGER, TAKEN, move, register
from tests.made.unused import MadeUnused, make_unused
from unhidden.access.absent import Absent
from unhidden.access.records import Record
from unhidden.investigations.exhibits.actions import (
    digests,
    files,
    leaving,
    moving,
    refusals,
    registering,
)
from unhidden.investigations.exhibits.queries.exhibits import (
    ExhibitFilter,
    ExhibitView,
    get_exhibit,
    list_exhibits,
)
from unhidden.investigations.exhibits.queries.places import find_places, scan_exhibits
from unhidden.investigations.models import Exhibit, ExhibitMove, Material, Rehash

pytestmark = pytest.mark.django_db
ASH, BIRCH, STORE = "DC Ash", "DC Birch", "Store A"
HOUR = timedelta(hours=1)


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    return make_unused(cast)


def view_of(made: MadeUnused, exhibit_id: UUID) -> ExhibitView:
    return get_exhibit(
        viewer=made.leader,
        investigation_id=made.id,
        exhibit_id=exhibit_id,
    )


def count(model: type[Record]) -> int:
    return model._default_manager.using("stored").count()


def test_an_exhibit_is_registered_once_and_becomes_an_item_once(
    made: MadeUnused,
) -> None:
    first = register(made, reference="ab 1")
    again = register(made)

    assert first == again
    assert count(Exhibit) == count(ExhibitMove) == 1
    assert Material.objects.using("stored").filter(source_id=first).count() == 1
    with pytest.raises(refusals.ReferenceTaken) as told:
        register(made, description="Another thing")
    assert told.value.proposed == "AB/2"
    with pytest.raises(refusals.SeizedInFuture):
        register(made, reference="AB/3", seized_at=NOON + HOUR)
    part = register(made, reference="AB/1/1", parent="AB/1")
    assert view_of(made, first).parts == ((part, "AB/1/1"),)
    with pytest.raises(refusals.ParentMissing):
        register(made, reference="CD/1/1", parent="CD/1")


def test_many_move_at_once_or_none_does(made: MadeUnused) -> None:
    register(made)
    register(made, reference="AB/2")
    register(made, reference="AB/3", holder=BIRCH)

    with pytest.raises(refusals.NotTheHolder) as told:
        move(made, ["AB/1", "AB/2", "AB/3"], (ASH, STORE))

    assert told.value.references == ("AB/3",)
    assert told.value.holders == (BIRCH,)
    assert count(ExhibitMove) == 3
    assert move(made, ["AB/1", "AB/2"], (ASH, STORE)) == 2
    assert move(made, ["AB/1", "AB/2"], (ASH, STORE)) == 0
    assert count(ExhibitMove) == 5
    with pytest.raises(refusals.MovedBefore):
        move(made, ["AB/1"], (STORE, ASH), NOON - HOUR)
    with pytest.raises(refusals.MoveInFuture):
        move(made, ["AB/1"], (STORE, ASH), NOON + HOUR)
    with pytest.raises(refusals.NoExhibits):
        move(made, ["AB/1", "ZZ/9"], (STORE, ASH))


def test_a_seal_changes_only_where_the_exhibit_is_opened(made: MadeUnused) -> None:
    key = register(made)
    register(made, reference="AB/2")

    move(made, ["AB/1"], (ASH, ASH), purpose="opened")
    with pytest.raises(refusals.SealMissing):
        move(made, ["AB/1"], (ASH, ASH), purpose="resealed")
    with pytest.raises(refusals.SealsDiffer):
        move(made, ["AB/2"], (ASH, STORE), seal="S999")
    with pytest.raises(refusals.SealNeedsOne):
        move(made, ["AB/1", "AB/2"], (ASH, ASH), purpose="resealed", seal="S1")
    move(made, ["AB/1"], (ASH, ASH), purpose="resealed", seal="S101")

    seals = [(m.move.seal_before, m.move.seal_after) for m in view_of(made, key).moves]
    assert seals == [("", "S100"), ("S100", ""), ("", "S101")]
    assert view_of(made, key).custody.faults == ()


def test_what_was_missing_for_two_hours_shows_them_for_ever(made: MadeUnused) -> None:
    key = register(made)
    register(made, reference="AB/2")
    new = moving.FoundExhibit(
        holder=STORE,
        found_at=NOON,
        missing_from=NOON - 2 * HOUR,
        why="The shelf was empty at ten.",
        seal="S100",
    )

    for _ in range(2):
        moving.record_where_now(exhibit_id=key, new=new, **made.by(made.leader))

    (gap,) = view_of(made, key).custody.custody_gaps
    assert (gap.from_at, gap.to_at) == (NOON - 2 * HOUR, NOON)
    assert count(ExhibitMove) == 3
    where = find_places(
        viewer=made.leader, investigation_id=made.id, moment=NOON - HOUR
    )
    assert [(row.reference, row.state) for row in where.rows] == [
        ("AB/1", "gap"),
        ("AB/2", "held"),
    ]
    before = find_places(
        viewer=made.leader, investigation_id=made.id, moment=TAKEN - HOUR
    )
    assert before.rows == ()
    listed = list_exhibits(
        viewer=made.leader,
        investigation_id=made.id,
        asked=ExhibitFilter(state="with_gap"),
    )
    assert [row.reference for row in listed.rows] == ["AB/1"]


def test_two_people_return_an_exhibit(made: MadeUnused) -> None:
    key = register(made)
    new = leaving.NewLeaving("returned", "its owner", "The senior investigator")
    told: dict[str, Any] = {"exhibit_id": key}

    leaving.ask_leaving(new=new, **told, **made.by(made.leader))
    asked = view_of(made, key).asked
    assert asked is not None
    with pytest.raises(refusals.LeavingAskedByYou):
        leaving.agree_leaving(asked_id=asked.id, **told, **made.by(made.leader))
    leaving.agree_leaving(asked_id=asked.id, **told, **made.by(made.officer))

    view = view_of(made, key)
    assert view.has_left
    assert view.last_move.leaving_id == asked.id
    with pytest.raises(refusals.ExhibitGone):
        move(made, ["AB/1"], ("its owner", STORE))


def test_what_was_asked_falls_away_when_the_exhibit_moves(made: MadeUnused) -> None:
    key = register(made)
    new = leaving.NewLeaving("destroyed", "incinerator", "The senior investigator")
    told: dict[str, Any] = {"exhibit_id": key}
    leaving.ask_leaving(new=new, **told, **made.by(made.leader))
    asked = view_of(made, key).asked
    assert asked is not None

    move(made, ["AB/1"], (ASH, STORE))

    with pytest.raises(refusals.NothingToAgree):
        leaving.agree_leaving(asked_id=asked.id, **told, **made.by(made.officer))


def test_what_is_lost_is_lost_by_one_and_found_again(made: MadeUnused) -> None:
    key = register(made)
    lost = leaving.NewLeaving("lost", "nobody knows", "The senior investigator")
    leaving.ask_leaving(exhibit_id=key, new=lost, **made.by(made.leader))
    assert view_of(made, key).has_left

    found = moving.FoundExhibit(STORE, NOON + HOUR, NOON, "It lay behind a shelf.")
    by = made.by(made.leader, NOON + HOUR)
    moving.record_where_now(exhibit_id=key, new=found, **by)

    assert [s.state for s in view_of(made, key).custody.spans] == [
        "held",
        "gap",
        "held",
    ]


def test_acquired_data_is_kept_as_it_is_and_hashed_at_each_move(
    made: MadeUnused,
) -> None:
    key = register(made)
    pieces = [bytes([n]) * 300_000 for n in range(3)]
    data = files.NewAcquisition("phone.E01", "Tool 4.2")

    file_id = files.keep_acquisition(
        exhibit_id=key, new=data, pieces=pieces, **made.by(made.leader)
    )
    move(made, ["AB/1"], (ASH, STORE))

    opened = files.open_exhibit_file(file_id=file_id, **made.by(made.officer))
    assert opened.content == b"".join(pieces)
    (row,) = Rehash.objects.using("stored").all()
    assert row.is_same
    assert row.sha256 == sha256(b"".join(pieces)).hexdigest()
    assert row.move_id is not None
    with pytest.raises(refusals.DigestIsKept):
        digests.take_digest(file_id=file_id, digest="0" * 64, **made.by(made.leader))


def test_a_digest_that_differs_is_an_incident_that_stays(made: MadeUnused) -> None:
    key = register(made)
    data = files.NewAcquisition("phone.E01", "Tool 4.2")
    told: dict[str, Any] = {"exhibit_id": key, "new": data, "size": 20 * 2**30}
    first, other = "a" * 64, "b" * 64

    file_id = digests.keep_digest(digest=first, **told, **made.by(made.leader))
    by = made.by(made.leader)
    assert digests.take_digest(file_id=file_id, digest=first.upper(), **by)
    assert not digests.take_digest(file_id=file_id, digest=other, **by)
    assert digests.take_digest(file_id=file_id, digest=first, **by)

    (file,) = view_of(made, key).files
    assert file.differs
    assert not file.is_kept
    listed = list_exhibits(
        viewer=made.leader, investigation_id=made.id, asked=ExhibitFilter()
    )
    assert listed.differing == ("AB/1",)


def test_what_opens_as_something_else_does_not_hash_the_same(
    made: MadeUnused, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = register(made)
    data = files.NewAcquisition("phone.E01", "Tool 4.2")
    file_id = files.keep_acquisition(
        exhibit_id=key, new=data, pieces=[b"data"], **made.by(made.leader)
    )
    monkeypatch.setattr(digests, "reopen_file", lambda *_: iter([b"other"]))

    move(made, ["AB/1"], (ASH, STORE))

    (row,) = Rehash.objects.using("stored").filter(file_id=file_id)
    assert not row.is_same


def test_a_label_finds_its_exhibit_and_no_other(made: MadeUnused) -> None:
    register(made)
    told: dict[str, Any] = {"viewer": made.leader, "investigation_id": made.id}
    (label,) = scan_exhibits(text="AB/1", **told).found

    found = scan_exhibits(text=f"{label.code}\nWIFI:S:cafe\nAB/7", **told)

    assert [each.reference for each in found.found] == ["AB/1"]
    assert found.unread == ("WIFI:S:cafe",)
    assert found.missing == ("AB/7",)


def test_another_investigator_sees_no_exhibit(made: MadeUnused, cast: Cast) -> None:
    key = register(made)
    stranger = cast.actor("officer")

    with pytest.raises(Absent):
        get_exhibit(viewer=stranger, investigation_id=made.id, exhibit_id=key)
    with pytest.raises(Absent):
        registering.register_exhibit(
            new=LEDGER, investigation_id=made.id, actor=stranger, at=NOON
        )
