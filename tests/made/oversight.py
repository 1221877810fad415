"""A closed operation with its result sheet."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from tests.cast import NOON, Cast
from tests.made.visits import Planned, make_find, make_planned
from unhidden.operations import actions as operations
from unhidden.oversight import actions

LATER = NOON + timedelta(days=6)
STATEMENT = actions.PublicationStatement(
    "january-2026", "What we did.", "Beth a wnaethom."
)


def make_closed(cast: Cast) -> Planned:
    """An operation with one visit, which found somebody, and closed since."""
    planned = make_planned(cast)
    make_find(cast, planned=planned)
    operations.close_operation(
        operation_id=planned.operation_id, actor=cast.actor("planner"), at=LATER
    )
    return planned


def make_sheet(cast: Cast, *, is_approved: bool = False) -> tuple[UUID, UUID]:
    """The ids of a closed operation and of its sheet."""
    operation_id = make_closed(cast).operation_id
    sheet_id = actions.compute_results(
        operation_id=operation_id, actor=cast.actor("planner"), at=LATER
    )
    if is_approved:
        actions.approve_results(
            sheet_id=sheet_id, actor=cast.actor("safeguarding_lead"), at=LATER
        )
    return operation_id, sheet_id


def make_publication(cast: Cast) -> UUID:
    """A published sheet; gives the publication's id."""
    _, sheet_id = make_sheet(cast, is_approved=True)
    return actions.publish_results(
        sheet_id=sheet_id,
        statement=STATEMENT,
        actor=cast.actor("communications"),
        at=LATER,
    )
