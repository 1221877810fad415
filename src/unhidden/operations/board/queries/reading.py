"""The whole board of a day in one look: what ``wall.board_of`` gives, as plain values.

Row-level security decides which rows there are; who need not know of quiet visits meets
none of them here either, whatever the database gave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import get_language

from unhidden.access import context
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.policy import RecordMatter, matters_of
from unhidden.operations.board import rules
from unhidden.operations.board.queries.cards import (
    BoardLine,
    PlanFact,
    SafetyPlaceCard,
)
from unhidden.operations.board.rules import UNDONE, ContactPeriod
from unhidden.operations.frame.queries.crews import CrewName
from unhidden.operations.models import EntryKind, RoomLeft, VisitKind


@dataclass(frozen=True, slots=True)
class BoardLook:
    """What the database tells of a board."""

    id: UUID
    name: str
    lead_id: UUID
    starts_on: date
    ends_on: date
    status: str
    on: date
    plans: tuple[tuple[PlanFact, list[BoardLine]], ...]
    periods: Mapping[str, ContactPeriod]
    crews: frozenset[UUID]
    places: tuple[SafetyPlaceCard, ...]


def look_at_board(
    viewer: Actor, operation_id: UUID, on: date, team_id: UUID | None
) -> BoardLook:
    """The board of a day, or of the nearest day of its operation; raises Absent."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select wall.board_of(%s, %s, %s::uuid)", [operation_id, on, team_id]
        )
        (told,) = cursor.fetchone()
    if told is None:
        raise Absent
    key, name_en, name_cy, lead_id, starts_on, ends_on, status = told["operation"]
    crews = frozenset(map(UUID, told["crews"] or ()))
    day = date.fromisoformat(told["on"])
    outfits = {UUID(team): (sign, at) for team, sign, at in told["outfits"] or ()}
    plans = [
        (plan.with_radios(outfits), lines)
        for plan, lines in (
            _read_plan(row, operation_id, day) for row in told["visits"] or ()
        )
    ]
    return BoardLook(
        id=UUID(key),
        name=name_cy if get_language() == "cy" else name_en,
        lead_id=UUID(lead_id),
        starts_on=date.fromisoformat(starts_on),
        ends_on=date.fromisoformat(ends_on),
        status=status,
        on=day,
        plans=tuple(each for each in plans if _may_meet(viewer, each[0], crews)),
        periods=_read_periods(told["rules"] or ()),
        crews=crews,
        places=tuple(map(_read_place, told["places"] or ())),
    )


def _may_meet(viewer: Actor, plan: PlanFact, crews: frozenset[UUID]) -> bool:
    """Who need not know of a quiet visit goes on it, or does not meet it."""
    if plan.kind != VisitKind.SAFEGUARDING or plan.crew_ids & crews:
        return True
    at_work = context.at_work(viewer)
    known = matters_of(at_work.role, at_work.purpose)
    return RecordMatter.SAFEGUARDING_PLAN in known


def _read_plan(
    row: Sequence[Any], operation_id: UUID, on: date
) -> tuple[PlanFact, list[BoardLine]]:
    key, kind, starts_at, status, team_id, team, premises, *where, entries, along = row
    address, postcode, latitude, longitude = where
    plan = PlanFact(
        id=UUID(key),
        operation_id=operation_id,
        kind=kind,
        on=on,
        starts_at=time.fromisoformat(starts_at) if starts_at else None,
        status=status,
        team_id=UUID(team_id) if team_id else None,
        team=team or "",
        premises=premises,
        address=", ".join(filter(None, (address, postcode))),
        latitude=latitude,
        longitude=longitude,
        support=tuple(CrewName(UUID(crew), name) for crew, name in along or ()),
    )
    found = entries or ()
    undone = {each[8] for each in found if each[2] == UNDONE}
    return plan, [_read_line(each, each[0] in undone) for each in found]


def _read_line(row: Sequence[Any], is_undone: bool) -> BoardLine:
    key, number, what, at, by_id, by, team, is_by_radio, about = row
    return BoardLine(
        id=UUID(key),
        number=number,
        what=what,
        label=str(EntryKind(what).label),
        at=_read_moment(at),
        by_id=UUID(by_id),
        by=by,
        team=team or "",
        is_by_radio=is_by_radio,
        is_undone=is_undone,
        about=UUID(about) if about else None,
    )


def _read_periods(rows: Sequence[Sequence[Any]]) -> dict[str, ContactPeriod]:
    own = {kind: ContactPeriod(*rest) for kind, *rest in rows}
    return {**rules.USUAL_PERIODS, **own}


def _read_place(row: Sequence[Any]) -> SafetyPlaceCard:
    key, name, manager_id, manager, room, declared_at = row
    return SafetyPlaceCard(
        id=UUID(key),
        name=name,
        manager_id=UUID(manager_id),
        manager=manager,
        room=room or "",
        room_label=str(RoomLeft(room).label) if room else "",
        declared_at=None if declared_at is None else _read_moment(declared_at),
    )


def _read_moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
