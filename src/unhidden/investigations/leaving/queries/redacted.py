"""The redacted copies of an investigation, for whoever schedules its material."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    may_work,
    read_head,
)
from unhidden.investigations.leaving.queries.archives import must_be_on_team
from unhidden.investigations.models import Redaction
from unhidden.investigations.models.posts import SCHEDULE_POSTS
from unhidden.investigations.posts.queries.posts import posts_of

SCHEDULE = "investigations.schedule"


@dataclass(frozen=True, slots=True)
class RedactionView:
    """A copy as a list shows it; nothing of it is opened by that."""

    id: UUID
    number: int
    kind_label: str
    pages: int
    original_sha256: str
    copy_sha256: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class RedactionsPage:
    card: InvestigationCard
    may_make: bool
    copies: tuple[RedactionView, ...]


@query
def list_redactions(*, viewer: Actor, investigation_id: UUID) -> RedactionsPage:
    """The copies that there are, the last first; raises Absent."""
    viewer.must(SCHEDULE)
    head = read_head(viewer, investigation_id)
    must_be_on_team(head)
    if posts_of(head, viewer).isdisjoint(SCHEDULE_POSTS):
        raise Absent
    rows = Redaction.objects.filter(investigation=head).defer("copy_sealed")
    found = rows.select_related("material", "made_by").order_by("-made_at", "id")
    return RedactionsPage(
        card=describe_head(head),
        may_make=may_work(head),
        copies=tuple(_describe(row) for row in found),
    )


def _describe(row: Redaction) -> RedactionView:
    return RedactionView(
        id=row.id,
        number=row.material.number,
        kind_label=row.material.get_kind_display(),
        pages=row.pages,
        original_sha256=row.original_sha256,
        copy_sha256=row.copy_sha256,
        made_by=row.made_by.name,
        made_at=row.made_at,
    )


def check_making(page: RedactionsPage) -> None:
    """The form is for who may write now; to others it is absent."""
    if not page.may_make:
        raise Absent
