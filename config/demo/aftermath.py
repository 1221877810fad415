"""What follows a week: investigations, and its figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from config.demo.region import Region
from config.demo.visiting import Recorded
from config.demo.weeks import Week
from unhidden.investigations import actions as investigations
from unhidden.operations import actions as operations
from unhidden.oversight import actions as oversight
from unhidden.oversight import queries as results


def pursue(region: Region, recorded: Sequence[Recorded]) -> list[UUID]:
    """Open an investigation for each place where somebody was found."""
    return [
        investigations.open_from_visit(
            visit_id=each.id,
            title="Exploitation at a "
            f"{each.planned.premises.replace('_', ' ')} (synthetic)",
            grounds="People found at the visit who may have been exploited.",
            actor=region.actor("investigator", each.planned.starts_at.date()),
            at=each.planned.starts_at + timedelta(hours=3),
        )
        for each in recorded
        if each.planned.people
    ]


def close_and_count(region: Region, week: Week, *, at: datetime) -> UUID:
    """Close the operation and compute its sheet, which waits to be approved."""
    planner = region.actor("planner", at.date())
    operations.close_operation(operation_id=week.operation_id, actor=planner, at=at)
    return oversight.compute_results(
        operation_id=week.operation_id, actor=planner, at=at
    )


def publish(
    region: Region, week: Week, data: dict[str, Any], sheet_id: UUID, *, at: datetime
) -> None:
    """Publish a sheet with two approvals."""
    press = region.actor("communications", at.date())
    lead = region.actor("safeguarding", at.date())
    view = results.results(viewer=press, operation_id=week.operation_id)
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
        statement=oversight.Statement(
            slug=data["slug"],
            english=data["statement_en"],
            welsh=data["statement_cy"],
        ),
        actor=press,
        at=at,
    )
