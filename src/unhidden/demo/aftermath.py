"""What follows a week: investigations, and its figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from unhidden.demo.region import Region
from unhidden.demo.visiting import RecordedVisit
from unhidden.demo.weeks import PlannedWeek
from unhidden.investigations import actions as investigations
from unhidden.operations import actions as operations
from unhidden.oversight import actions as oversight
from unhidden.oversight import queries as results


def ask_for_investigations(
    region: Region, recorded: Sequence[RecordedVisit], *, leaves_one: bool = False
) -> list[UUID]:
    """An officer asks for an investigation of each place where somebody was found.

    The investigator accepts; with ``leaves_one`` all but the last. Gives what was
    opened.
    """
    found = [each for each in recorded if each.planned.people]
    opened = []
    for each in found:
        at = each.planned.starts_at + timedelta(hours=2)
        request = _ask(region, each, at=at)
        if each is not found[-1] or not leaves_one:
            investigator = region.actor("investigator", at.date())
            at += timedelta(hours=1)
            opened.append(
                investigations.accept_request(
                    request_id=request, actor=investigator, at=at
                )
            )
    return opened


def _ask(region: Region, found: RecordedVisit, *, at: datetime) -> UUID:
    """An officer asks for an investigation of what the visit found."""
    place = found.planned.premises.replace("_", " ")
    return investigations.request_investigation(
        visit_id=found.id,
        organisation_id=region.organisations["police"],
        title=f"Exploitation at a {place} (synthetic)",
        grounds="People found at the visit who may have been exploited.",
        actor=region.actor("officer_3", at.date()),
        at=at,
    )


def close_and_count(region: Region, week: PlannedWeek, *, at: datetime) -> UUID:
    """Close the operation and compute its sheet, which waits to be approved."""
    planner = region.actor("planner", at.date())
    operations.close_operation(operation_id=week.operation_id, actor=planner, at=at)
    return oversight.compute_results(
        operation_id=week.operation_id, actor=planner, at=at
    )


def publish_sheet(
    region: Region,
    week: PlannedWeek,
    data: dict[str, Any],
    sheet_id: UUID,
    *,
    at: datetime,
) -> None:
    """Publish a sheet with two approvals."""
    press = region.actor("communications", at.date())
    lead = region.actor("safeguarding", at.date())
    view = results.get_results(viewer=press, operation_id=week.operation_id)
    small = {figure.code for figure in view.sheet.small} if view.sheet else set()
    for code in data["exact"]:
        if code in small:
            figure_id = oversight.ask_exact_figure(
                sheet_id=sheet_id,
                code=code,
                source_en=data["exact_source_en"],
                source_cy=data["exact_source_cy"],
                actor=press,
                at=at,
            )
            oversight.approve_exact_figure(figure_id=figure_id, actor=lead, at=at)
    oversight.approve_results(sheet_id=sheet_id, actor=lead, at=at)
    oversight.publish_results(
        sheet_id=sheet_id,
        statement=oversight.PublicationStatement(
            slug=data["slug"],
            english=data["statement_en"],
            welsh=data["statement_cy"],
        ),
        actor=press,
        at=at,
    )
