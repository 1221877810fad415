"""Originals of reports that were passed on: what waits here, and what for us."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.reporting.models import Handover
from unhidden.reporting.queries.files import (
    NAME_CUSTODIANS,
    OPEN_ORIGINALS,
    is_custodian,
)
from unhidden.reporting.queries.reports import READ_REPORTS
from unhidden.vault import queries as vault


@dataclass(frozen=True, slots=True)
class Waits:
    """Originals of one report. ``is_ours``: this organisation's custodians hold them.

    ``other`` is the other organisation's name; ``is_ready``: its custodians have keys.
    """

    id: UUID
    report_id: UUID
    other: str
    files: int
    is_ours: bool
    is_ready: bool

    @property
    def reference(self) -> str:
        return str(self.report_id)[:8].upper()


@query
def list_handovers(*, viewer: Actor) -> list[Waits]:
    """What waits to be handed over, by us or to us; raises Absent."""
    viewer.must(NAME_CUSTODIANS)
    mine = viewer.organisation
    rows = Handover.objects.filter(
        Q(keeper_id=mine) | Q(to_desk_id=mine), handed_at=None
    )
    return _seen(viewer, list(rows.order_by("report_id", "id")))


@query
def get_handover(*, viewer: Actor, handover_id: UUID) -> Waits:
    """One that the viewer, a custodian, can hand over; raises Absent."""
    viewer.must(OPEN_ORIGINALS)
    rows = Handover.objects.filter(
        id=handover_id, keeper_id=viewer.organisation, handed_at=None
    )
    found = _seen(viewer, list(rows))
    if not found or not is_custodian(viewer=viewer):
        raise Absent
    return found[0]


@query
def waiting_originals(*, viewer: Actor, report_id: UUID) -> Waits | None:
    """Where the originals of a report of the viewer's desk still wait, if they do."""
    viewer.must(READ_REPORTS)
    rows = Handover.objects.filter(
        report_id=report_id, to_desk_id=viewer.organisation, handed_at=None
    )
    found = _seen(viewer, list(rows))
    return found[0] if found else None


def have_custodians(organisation_id: UUID) -> bool:
    """Whether somebody holds the keys of the organisation's custodians."""
    state = vault.team_state(team_id=agencies.custodians_of(organisation_id))
    return state is not None and bool(state.members)


def _seen(viewer: Actor, rows: list[Handover]) -> list[Waits]:
    names = (
        {each.id: each.name for each in agencies.list_organisation_names()}
        if rows
        else {}
    )
    ready = {to: have_custodians(to) for to in {row.to_desk_id for row in rows}}
    return [
        Waits(
            id=row.id,
            report_id=row.report_id,
            other=names.get(
                row.to_desk_id
                if row.keeper_id == viewer.organisation
                else row.keeper_id,
                "",
            ),
            files=len(row.file_ids),
            is_ours=row.keeper_id == viewer.organisation,
            is_ready=ready[row.to_desk_id],
        )
        for row in rows
    ]
