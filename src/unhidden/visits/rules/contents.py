"""A record as an account keeps it: plain JSON, in which nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from unhidden.visits.rules.bearing import came_of
from unhidden.visits.rules.records import (
    FoundVictim,
    HeadcountGroup,
    ReferralMade,
    SignAnswered,
    VisitRecord,
)


def write_content(record: VisitRecord) -> dict[str, Any]:
    """What an account keeps; ``wall.visit_of_account`` makes its ``record`` one."""
    return {"record": _write_record(record)}


def _write_record(record: VisitRecord) -> dict[str, Any]:
    return {
        **asdict(record),
        "started_at": record.started_at.isoformat(),
        "ended_at": record.ended_at.isoformat(),
        "follow_up_on": record.follow_up_on and record.follow_up_on.isoformat(),
        "came_of": came_of(record),
    }


def read_record(kept: Mapping[str, Any]) -> VisitRecord:
    """The record that ``write_content`` wrote."""
    given = {name: kept[name] for name in kept if name != "came_of"}
    follow_up = given.pop("follow_up_on")
    return VisitRecord(
        **{
            **given,
            "started_at": datetime.fromisoformat(given["started_at"]),
            "ended_at": datetime.fromisoformat(given["ended_at"]),
            "present": tuple(HeadcountGroup(**each) for each in given["present"]),
            "signs": tuple(SignAnswered(**each) for each in given["signs"]),
            "referrals": tuple(ReferralMade(**each) for each in given["referrals"]),
            "possible_victims": tuple(
                FoundVictim(**each) for each in given["possible_victims"]
            ),
        },
        follow_up_on=follow_up and date.fromisoformat(follow_up),
    )
