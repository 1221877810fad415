"""Which organisation's desk reads which reports, and the keys to seal to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import get_language

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.places import queries as places
from unhidden.reporting.models import PassedFor, Passing, Report, ReportFile, Route
from unhidden.reporting.queries.files import files_kept_with
from unhidden.reporting.rules import routing
from unhidden.signs import queries as signs
from unhidden.vault import queries as vault

KEEP_ROUTES = "reporting.keep_routes"
_READ_REPORTS = "reporting.read_reports"


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A route in words; an empty name stands for any area, or any kind."""

    id: UUID
    area: str
    area_name: str
    topic: str
    topic_name: str
    desk_id: UUID
    desk_name: str


@dataclass(frozen=True, slots=True)
class ShownDesk:
    """Whom a report is sealed for, and its link by number and words."""

    name: str
    number: int
    words: str


def desk_for(area: str, topic: str, *, form_key: UUID) -> UUID | None:
    """The desk that gets a form of this area and topic; None before set-up.

    Files are sealed as they are added, to the desk that reads whatever no route names:
    a form with files goes there, and that desk passes it on with them. So does a form
    for a desk whose keys nobody signed for.
    """
    fallback = agencies.desk_id()
    if files_kept_with(form_key=form_key):
        return fallback
    desk = _routed(area, topic, fallback=fallback)
    if desk is None or desk == fallback:
        return desk
    return desk if vault.newest_keys(team_ids={desk}) else fallback


def meant_for(*, viewer: Actor, report_id: UUID) -> str:
    """The desk that a report's area and kind lead to, where its files led it here.

    Its name; "" where it is the viewer's own, or somebody passed the report on.
    """
    viewer.must(_READ_REPORTS)
    row = Report.objects.filter(
        ~Exists(Passing.objects.filter(report=OuterRef("id"))),
        Exists(ReportFile.objects.filter(form_key=OuterRef("form_key"))),
        id=report_id,
        desk_id=viewer.organisation,
    ).first()
    fallback = agencies.desk_id()
    desk = _routed(row.area, row.topic, fallback=fallback) if row else None
    if row is None or desk in {None, row.desk_id}:
        return ""
    return next(
        (each.name for each in agencies.list_organisation_names() if each.id == desk),
        "",
    )


def _routed(area: str, topic: str, *, fallback: UUID | None) -> UUID | None:
    return routing.desk_of(_ways(), area=area, topic=topic, fallback=fallback)


def sealed_for(*, area: str, topic: str, form_key: UUID) -> dict[str, Any] | None:
    """Which desk a browser seals such a form for, by which link; None where by none.

    The key is not told: the browser has it from links that it verified.
    """
    desk = desk_for(area, topic, form_key=form_key)
    for key in vault.newest_keys(team_ids={desk} if desk else ()):
        return {
            "generation": str(key.generation_id),
            "table": Report._meta.db_table,
            "team": str(key.team_id),
            "name": agencies.names_of([key.team_id])[key.team_id],
            "number": key.link,
            "day": timezone.localdate().isoformat(),
        }
    return None


def links_after(*, team_id: UUID, number: int) -> list[dict[str, str]]:
    """The next links of a desk after this one; of nobody else, none."""
    if team_id not in list_desk_ids():
        return []
    return vault.links_after(team_id=team_id, number=number)


def shown_desk(desk: UUID | None) -> ShownDesk | None:
    """The desk's name and last link as this program verified it; None without one."""
    link = vault.last_link(team_id=desk) if desk else None
    if desk is None or link is None:
        return None
    names = agencies.names_of([desk])[desk]
    name = names["cy" if get_language() == "cy" else "en"]
    return ShownDesk(name, link.number, link.words)


def list_desk_ids() -> set[UUID]:
    """Every desk that a report may be routed to."""
    routed = Route.objects.order_by().values_list("desk_id", flat=True).distinct()
    fallback = agencies.desk_id()
    return {*routed} | ({fallback} if fallback else set())


@query
def list_routes(*, viewer: Actor) -> list[RouteRow]:
    """Every route: the general ones first, then by area and topic."""
    viewer.must(KEEP_ROUTES)
    names = {each.id: each.name for each in agencies.list_organisation_names()}
    areas, topics = dict(areas_to_choose()), dict(topics_to_choose())
    return [
        RouteRow(
            id=row.id,
            area=row.area,
            area_name=areas.get(row.area, row.area),
            topic=row.topic,
            topic_name=topics.get(row.topic, row.topic),
            desk_id=row.desk_id,
            desk_name=names.get(row.desk_id, ""),
        )
        for row in Route.objects.order_by("area", "topic")
    ]


@query
def count_closed_routes(*, viewer: Actor, day: date) -> int:
    """How many lead to a desk without signed keys, or without anybody who reads."""
    viewer.must(KEEP_ROUTES)
    named = list(Route.objects.order_by("id").values_list("desk_id", flat=True))
    if not named:
        return 0
    able = {id_ for id_, _name in desks_to_choose(day=day)}
    return sum(desk not in able for desk in named)


def default_desk() -> str:
    """The name of the desk that reads whatever no route names; "" before set-up."""
    fallback = agencies.desk_id()
    names = {each.id: each.name for each in agencies.list_organisation_names()}
    return names.get(fallback, "") if fallback else ""


def desks_to_choose(*, day: date) -> list[tuple[UUID, str]]:
    """The organisations with keys, and somebody who reads reports, by name."""
    readers = {
        each.organisation_id
        for each in agencies.list_colleagues(day=day, permission=_READ_REPORTS)
    }
    keys = {key.team_id for key in vault.newest_keys(team_ids=readers)}
    return [
        (row.id, row.name)
        for row in agencies.list_organisation_names()
        if row.id in keys
    ]


def areas_to_choose() -> list[tuple[str, str]]:
    """The councils of the region, as codes and names."""
    return [(row.code, row.name) for row in places.list_councils()]


def topics_to_choose() -> list[tuple[str, str]]:
    """The sections of the catalogue of signs, as codes and names."""
    language = get_language() or "en"
    return [(row.code, row.name) for row in signs.public_sections(language)]


def list_passing_purposes() -> list[tuple[str, str]]:
    """Why a report may be passed on, as codes and words."""
    return [(value, str(label)) for value, label in PassedFor.choices]


def _ways() -> list[routing.DeskRoute]:
    return [
        routing.DeskRoute(row.area, row.topic, row.desk_id)
        for row in Route.objects.order_by("area", "topic")
    ]
