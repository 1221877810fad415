"""An investigation as its own team sees it; to everyone else it is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.rls import procedures, rows
from unhidden.agencies import queries as agencies
from unhidden.investigations.models import ENDED, Investigation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class InvestigationCard:
    """An investigation in a line; ``law_as_at`` is the day whose law it shows."""

    id: UUID
    urn: str
    title: str
    organisation: str
    status: str
    status_label: str
    opened_at: datetime
    law_as_at: date

    @property
    def is_open(self) -> bool:
        """Whether it takes rows."""
        return self.status not in ENDED


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """Something with a day in an investigation, and the page where it is done.

    ``at`` is the moment, where there is one; ``numbers`` are what the page's address
    takes after the investigation; ``is_since`` where it waits since that day.
    """

    day: date
    what: StrOrPromise
    page: str
    numbers: tuple[object, ...] = ()
    at: datetime | None = None
    is_late: bool = False
    is_since: bool = False


def own_investigations(viewer: Actor) -> Q:
    """The condition on investigations that the viewer may see now."""
    return rows.make_visibility_condition(
        viewer, Investigation.domain(), organisation="organisation_id"
    )


def read_head(viewer: Actor, investigation_id: UUID) -> Investigation:
    """The head of an investigation in the viewer's sight; raises Absent."""
    row = (
        Investigation.objects.filter(own_investigations(viewer), id=investigation_id)
        .select_related("organisation", "opened_by")
        .first()
    )
    if row is None:
        raise Absent
    return row


def count_together(head: Investigation, **found: QuerySet[Any]) -> dict[str, int]:
    """How many rows each of these has, of an investigation in view: in one statement.

    Each is of rows that name their investigation.
    """
    counted = {
        name: Coalesce(
            Subquery(
                rows.order_by()
                .values("investigation_id")
                .annotate(rows=Count("id"))
                .values("rows")
            ),
            Value(0),
        )
        for name, rows in found.items()
    }
    numbers = Investigation.objects.filter(id=head.id).values_list(*counted.values())
    return dict(zip(counted, numbers.get(), strict=True))


def describe_head(row: Investigation) -> InvestigationCard:
    """The card of a head whose organisation is at hand."""
    return InvestigationCard(
        id=row.id,
        urn=row.urn,
        title=row.title,
        organisation=agencies.name_of(row.organisation),
        status=row.status,
        status_label=row.get_status_display(),
        opened_at=row.opened_at,
        law_as_at=row.law_as_at,
    )


def may_work(row: Investigation) -> bool:
    """Whether the viewer may write in it now: on the team, and it takes rows."""
    return row.status not in ENDED and rows.may_act_on(row, "write")


def may_manage(row: Investigation, viewer: Actor) -> bool:
    """Whether the viewer says who is on it, and joins and splits it, for now."""
    may = viewer.may("investigations.manage_team") and row.status not in ENDED
    return may and rows.may_act_on(row, "manage")


def is_kept_from_words(row: Investigation) -> bool:
    """Whether what others sealed there is closed to whoever asks: their post is
    sterile, or an emergency alone let them in."""
    ((kept_from,),) = procedures.ask_rows(
        "investigations_kept_from", "{sterile,emergency}"
    )
    return row.id in kept_from
