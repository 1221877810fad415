"""What the public sees: the latest publication of each week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from unhidden.access.absent import Absent
from unhidden.oversight.models import Publication
from unhidden.oversight.queries.figures import FigureGroup, group_figures

_PUBLIC_COLUMNS = (
    "slug",
    "number",
    "title_en",
    "title_cy",
    "starts_on",
    "ends_on",
    "lead_en",
    "lead_cy",
    "partners_en",
    "partners_cy",
    "figures",
    "statement_en",
    "statement_cy",
    "is_synthetic",
    "published_on",
    "withdrawn_on",
    "withdrawn_because_en",
    "withdrawn_because_cy",
    "corrected_en",
    "corrected_cy",
)


@dataclass(frozen=True, slots=True)
class PublishedWeek:
    slug: str
    number: int
    title: str
    starts_on: date
    ends_on: date
    lead: str
    partners: tuple[str, ...]
    statement: str
    groups: tuple[FigureGroup, ...]
    is_synthetic: bool
    published_on: date
    withdrawn_on: date | None
    withdrawn_because: str
    corrected: str


def published_weeks() -> list[PublishedWeek]:
    """The latest publication of each week, the newest week first; for anyone."""
    latest: dict[str, PublishedWeek] = {}
    rows = Publication.objects.order_by("-starts_on", "slug", "number")
    for row in rows.values(*_PUBLIC_COLUMNS):
        latest[row["slug"]] = _week(row)
    return list(latest.values())


def published_week(*, slug: str) -> PublishedWeek:
    """The latest publication of one week, for anyone; raises Absent."""
    rows = Publication.objects.filter(slug=slug).order_by("-number")
    row = rows.values(*_PUBLIC_COLUMNS).first()
    if row is None:
        raise Absent
    return _week(row)


def _week(row: dict[str, Any]) -> PublishedWeek:
    tongue = "cy" if get_language() == "cy" else "en"
    return PublishedWeek(
        slug=row["slug"],
        number=row["number"],
        title=row[f"title_{tongue}"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        lead=row[f"lead_{tongue}"],
        partners=tuple(row[f"partners_{tongue}"]),
        statement=row[f"statement_{tongue}"],
        groups=group_figures(row["figures"]),
        is_synthetic=row["is_synthetic"],
        published_on=row["published_on"],
        withdrawn_on=row["withdrawn_on"],
        withdrawn_because=row[f"withdrawn_because_{tongue}"],
        corrected=row[f"corrected_{tongue}"],
    )
