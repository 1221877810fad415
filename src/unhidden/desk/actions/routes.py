"""Deciding which organisation's desk reads which reports."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action, with_purpose
from unhidden.access.policy import Purpose
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting.models import Route
from unhidden.reporting.queries import routes


class NoSuchDesk(ActionRefused):
    """The organisation has no keys, or nobody who reads reports."""


class RouteTaken(ActionRefused):
    """There is a route for this area and kind already."""


class RouteUnknown(ActionRefused):
    """There is no such area, or no such kind of report."""


@action
@with_purpose(Purpose.SYSTEM_ADMIN)
def add_route(
    *, area: str, topic: str, desk_id: UUID, actor: Actor, at: datetime
) -> None:
    """Send reports of an area and a topic, or of any where it is "", to a desk.

    Raises NoSuchDesk, RouteTaken, RouteUnknown. Reports that came before stay where
    they are.
    """
    actor.must(routes.KEEP_ROUTES)
    areas, topics = dict(routes.areas_to_choose()), dict(routes.topics_to_choose())
    if area not in {"", *areas} or topic not in {"", *topics}:
        raise RouteUnknown
    day = timezone.localdate(at)
    if desk_id not in {id_ for id_, _ in routes.desks_to_choose(day=day)}:
        raise NoSuchDesk
    row = Route(area=area, topic=topic, desk_id=desk_id)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise RouteTaken from error
    _record("reporting.route_added", row, actor, at)


@action
@with_purpose(Purpose.SYSTEM_ADMIN)
def remove_route(*, route_id: UUID, actor: Actor, at: datetime) -> None:
    """From here on less specific routes decide; raises Absent."""
    actor.must(routes.KEEP_ROUTES)
    row = Route.objects.filter(id=route_id).first()
    if row is None:
        raise Absent
    _record("reporting.route_removed", row, actor, at)
    row.delete()


def _record(name: str, row: Route, actor: Actor, at: datetime) -> None:
    audit.record_event(
        name=name,
        actor=actor,
        subject=row,
        at=at,
        detail={"area": row.area, "topic": row.topic, "desk": str(row.desk_id)},
    )
