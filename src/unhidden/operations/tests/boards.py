"""What a crew and a controller do on the board, in few words, for the tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from tests.cast import NOON, TODAY, Cast
from tests.made import operations
from unhidden.access import context, grants
from unhidden.operations.board.actions import entries
from unhidden.operations.board.queries import board
from unhidden.operations.board.queries.cards import BoardView, BoardVisit
from unhidden.operations.models import BoardEntry


@dataclass(frozen=True, slots=True)
class BoardWeek:
    """A running week with an ordinary visit of one team, and a quiet one of another."""

    operation_id: UUID
    team_id: UUID
    quiet_team_id: UUID
    plain: UUID
    quiet: UUID


def make_board_week(cast: Cast, *, on: date = TODAY) -> BoardWeek:
    """The officer and a charity's visitor go; the colleague is on the quiet team."""
    operation_id = operations.make_operation(cast, starts_on=on, ends_on=on)
    team = operations.make_team(cast, operation_id)
    quiet_team = operations.make_team(
        cast,
        operation_id,
        name="Team 2",
        people=("colleague", "council_officer", "charity_visitor"),
    )
    plain = operations.make_planned_visit(
        cast, operation_id, on=on, starts_at=time(10), team_id=team
    )
    quiet = operations.make_planned_visit(
        cast,
        operation_id,
        kind="safeguarding",
        on=on,
        starts_at=time(14),
        team_id=quiet_team,
    )
    operations.start(cast, operation_id)
    return BoardWeek(operation_id, team, quiet_team, plain, quiet)


def read(
    cast: Cast,
    week: BoardWeek,
    part: str = "planner",
    *,
    on: date = TODAY,
    at: datetime = NOON,
) -> BoardView:
    return board.read_board(
        viewer=cast.actor(part), operation_id=week.operation_id, on=on, at=at
    )


def find(view: BoardView, planned_id: UUID) -> BoardVisit:
    return next(each for each in view.visits if each.id == planned_id)


def last_number(planned_id: UUID) -> int:
    """The number of a visit's last entry, for whoever tests."""
    rows = BoardEntry.objects.filter(visit_id=planned_id)
    return max(rows.values_list("number", flat=True), default=0)


def enter(  # a test says what matters
    cast: Cast,
    planned_id: UUID,
    state: str,
    *,
    part: str = "planner",
    seen: int | None = None,
    at: datetime = NOON,
    is_by_radio: bool = False,
) -> UUID:
    actor = cast.actor(part)
    if seen is None:
        shown, _lines, _alarms = board.read_visit(
            viewer=actor, planned_id=planned_id, at=at
        )
        seen = shown.last_number
    return entries.enter_state(
        planned_id=planned_id,
        state=state,
        seen=seen,
        is_by_radio=is_by_radio,
        actor=actor,
        at=at,
    )


def channels_of(
    cast: Cast,
    week: BoardWeek,
    part: str,
    *,
    on: date = TODAY,
    team_id: UUID | None = None,
) -> set[str]:
    """The channels that somebody may hear, at the task of an operation."""
    actor = cast.actor(part).doing("operation_delivery")
    with context.acting_as(actor):
        found: list[str] = grants.ask_procedure(
            "board_channels", week.operation_id, on.isoformat(), team_id
        )
    return set(found)
