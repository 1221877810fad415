"""Searches for plans: how each stands, and how many come before it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.models import SearchRequest
from unhidden.operations.plans.queries.cards import SearchCard
from unhidden.operations.plans.rules.standings import SearchStanding, judge_search
from unhidden.operations.policies import PLAN

_MOST = 50


@query
def get_search(*, viewer: Actor, plan_request_id: UUID, at: datetime) -> SearchCard:
    """One search as it stands at a moment; raises Absent."""
    viewer.must(PLAN)
    row = _rows().filter(id=plan_request_id).first()
    if row is None:
        raise Absent
    return _card(row, at)


@query
def list_searches(
    *, viewer: Actor, operation_id: UUID, at: datetime
) -> list[SearchCard]:
    """The searches of an operation that go on or ended early, the newest first."""
    viewer.must(PLAN)
    rows = (
        _rows().filter(version__operation_id=operation_id).order_by("-asked_at", "id")
    )
    newest: dict[UUID, SearchRequest] = {}
    for row in rows.exclude(outcome=SearchStanding.DONE)[:_MOST]:
        newest.setdefault(row.version_id, row)
    return [_card(row, at) for row in newest.values()]


@query
def find_search_of(
    *, viewer: Actor, version_id: UUID, at: datetime
) -> SearchCard | None:
    """The newest search for a plan; None where none was asked for."""
    viewer.must(PLAN)
    row = _rows().filter(version_id=version_id).order_by("-asked_at", "id").first()
    return _card(row, at) if row else None


def _rows() -> QuerySet[SearchRequest]:
    return SearchRequest.objects.select_related("asked_by", "version").defer(
        "version__problem", "version__plan", "version__named"
    )


def judge_row(row: SearchRequest, at: datetime) -> SearchStanding:
    """How the search of a row stands at a moment."""
    return judge_search(
        begun_at=row.begun_at,
        beat_at=row.beat_at,
        stop_asked_at=row.stop_asked_at,
        outcome=row.outcome,
        at=at,
    )


def _card(row: SearchRequest, at: datetime) -> SearchCard:
    standing = judge_row(row, at)
    return SearchCard(
        id=row.id,
        operation_id=row.version.operation_id,
        version_id=row.version_id,
        kind=row.kind,
        seconds=row.seconds,
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        standing=standing,
        progress=row.progress,
        said=row.said,
        place=_count_before(row.id) if standing == SearchStanding.WAITING else 0,
    )


def _count_before(request_id: UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select wall.plan_requests_before(%s)", [request_id])
        (before,) = cursor.fetchone()
    return int(before or 0)
