"""How the archives of an investigation stand, for its team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.rls import rows
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    may_work,
    read_head,
)
from unhidden.investigations.leaving.queries import packing
from unhidden.investigations.models import Archive, ArchiveKind, Investigation
from unhidden.investigations.unused.queries.states import (
    may_read_sensitive,
    may_schedule,
)

EXPORT = "investigations.export"


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """An archive as pages show it; ``released_at`` is none until it is released."""

    id: UUID
    kind: str
    kind_label: str
    recipient: str
    purpose: str
    language_label: str
    asked_by: str
    asked_at: datetime
    released_by: str
    released_at: datetime | None
    sha256: str
    size: int
    has_media: bool
    may_release: bool
    may_fetch: bool


@dataclass(frozen=True, slots=True)
class ArchivesPage:
    """The archives of an investigation, the last asked for first."""

    card: InvestigationCard
    may_ask: bool
    may_ask_sensitive: bool
    may_redact: bool
    fingerprint: str
    archives: tuple[ArchiveView, ...]


@query
def list_archives(*, viewer: Actor, investigation_id: UUID) -> ArchivesPage:
    """What left an investigation, and what waits for its release; raises Absent."""
    viewer.must(EXPORT)
    head = read_head(viewer, investigation_id)
    must_be_on_team(head)
    may_see_sensitive = may_read_sensitive(head, viewer)
    held = Archive.objects.filter(investigation=head)
    if not may_see_sensitive:
        held = held.exclude(kind=ArchiveKind.SENSITIVE)
    found = held.select_related("asked_by", "released_by").order_by("-asked_at", "id")
    return ArchivesPage(
        card=describe_head(head),
        may_ask=may_work(head),
        may_ask_sensitive=may_see_sensitive,
        may_redact=may_schedule(head, viewer),
        fingerprint=packing.find_fingerprint(),
        archives=tuple(_describe(row, head, viewer) for row in found),
    )


def find_archive(page: ArchivesPage, archive_id: UUID) -> ArchiveView:
    """One of them; raises Absent."""
    for each in page.archives:
        if each.id == archive_id:
            return each
    raise Absent


def must_be_on_team(head: Investigation) -> None:
    """Whoever only reads, in an emergency or by a share, takes nothing out: Absent."""
    if not rows.may_act_on(head, "write"):
        raise Absent


def _describe(row: Archive, head: Investigation, viewer: Actor) -> ArchiveView:
    is_released = row.released_at is not None
    return ArchiveView(
        id=row.id,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        recipient=row.recipient,
        purpose=row.purpose,
        language_label=row.get_language_display(),
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        released_by=row.released_by.name if row.released_by else "",
        released_at=row.released_at,
        sha256=row.sha256,
        size=row.size,
        has_media=row.has_media,
        may_release=not is_released
        and row.asked_by_id != viewer.person
        and may_work(head),
        may_fetch=is_released,
    )


def check_open(page: ArchivesPage) -> None:
    """Forms are for who may write in it now; to others they are absent."""
    if not page.may_ask:
        raise Absent
