"""The exhibits of the car wash: whose hands held them, and a gap of two hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from unhidden.demo.inquiring import LEADER, LivedInquiry
from unhidden.investigations.exhibits.actions import (
    digests,
    files,
    leaving,
    moving,
    registering,
)
from unhidden.investigations.exhibits.queries import exhibits

KEEPER, SEEN_BY = "exhibits_officer", "Colin Baxter"
_SEIZED = "0 12:00"


def keep_exhibits(inquiry: LivedInquiry, data: Mapping[str, Any]) -> None:
    """What was taken, moved, lost sight of, acquired and given back."""
    ids = {row["reference"]: _register(inquiry, row) for row in data["exhibits"]}
    _move(inquiry, data["moves"])
    _find_again(inquiry, ids, data["gap"])
    _move(inquiry, data["moves_after"])
    _acquire(inquiry, ids, data["acquired"])
    _keep_digest(inquiry, ids, data["digest"])
    _give_back(inquiry, ids, data["returned"])


def _register(inquiry: LivedInquiry, row: Mapping[str, Any]) -> UUID:
    told = inquiry.told_by(KEEPER, row.get("when", "0 15:00"))
    new = registering.NewExhibit(
        reference=row["reference"],
        kind=row["kind"],
        description=row["description"],
        found_at=row["found_at"],
        found_by=SEEN_BY,
        seized_by=SEEN_BY,
        seized_at=inquiry.moment_at(row.get("when", _SEIZED)),
        power=row["power"],
        holder=row["holder"],
        seal=row["seal"],
        owner=row.get("owner", ""),
        parent=row.get("parent", ""),
        is_sensitive_content=row.get("sensitive", False),
    )
    return registering.register_exhibit(new=new, **told)


def _move(inquiry: LivedInquiry, rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        told = inquiry.told_by(KEEPER, row["when"])
        new = moving.NewMove(
            moved_at=told["at"],
            from_holder=row["from"],
            to_holder=row["to"],
            purpose=row["purpose"],
            seal=row.get("seal", ""),
            condition=row.get("condition", ""),
            witnesses=tuple(row.get("witnesses", ())),
        )
        moving.move_exhibits(references=row["references"], new=new, **told)


def _find_again(
    inquiry: LivedInquiry, ids: Mapping[str, UUID], row: Mapping[str, Any]
) -> None:
    found = moving.FoundExhibit(
        holder=row["holder"],
        found_at=inquiry.moment_at(row["found"]),
        missing_from=inquiry.moment_at(row["missing"]),
        why=row["why"],
        condition=row["condition"],
    )
    told = inquiry.told_by(KEEPER, row["when"])
    moving.record_where_now(exhibit_id=ids[row["reference"]], new=found, **told)


def _acquisition(row: Mapping[str, Any]) -> files.NewAcquisition:
    return files.NewAcquisition(
        row["name"], row["tool"], row["scope"], row["media_type"]
    )


def _acquire(
    inquiry: LivedInquiry, ids: Mapping[str, UUID], row: Mapping[str, Any]
) -> None:
    files.keep_acquisition(
        exhibit_id=ids[row["reference"]],
        new=_acquisition(row),
        pieces=[row["content"].encode()],
        **inquiry.told_by(KEEPER, row["when"]),
    )


def _keep_digest(
    inquiry: LivedInquiry, ids: Mapping[str, UUID], row: Mapping[str, Any]
) -> None:
    """Half a terabyte lies elsewhere: its digest is kept, and was typed in again."""
    digest = sha256(row["of"].encode()).hexdigest()
    file_id = digests.keep_digest(
        exhibit_id=ids[row["reference"]],
        new=_acquisition(row),
        size=row["size"],
        digest=digest,
        **inquiry.told_by(KEEPER, row["when"]),
    )
    told = inquiry.told_by(KEEPER, row["again"])
    digests.take_digest(file_id=file_id, digest=digest, **told)


def _give_back(
    inquiry: LivedInquiry, ids: Mapping[str, UUID], row: Mapping[str, Any]
) -> None:
    """One asks, and another agrees."""
    exhibit_id = ids[row["reference"]]
    new = leaving.NewLeaving("returned", row["to"], row["authority"])
    leaving.ask_leaving(
        exhibit_id=exhibit_id, new=new, **inquiry.told_by(KEEPER, row["asked"])
    )
    told = inquiry.told_by(LEADER, row["agreed"])
    view = exhibits.get_exhibit(
        viewer=told["actor"], investigation_id=inquiry.id, exhibit_id=exhibit_id
    )
    if view.asked is not None:
        leaving.agree_leaving(exhibit_id=exhibit_id, asked_id=view.asked.id, **told)
