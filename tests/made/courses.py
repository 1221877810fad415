"""What happens to a case as a whole, and a case with nothing left open."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tests.cast import NOON, Cast
from tests.made.safeguarding import make_case
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding.course import actions
from unhidden.safeguarding.course.actions import NewCourseTurn
from unhidden.safeguarding.models import CaseTurn, Deadline


def make_turn(
    cast: Cast,
    case_id: UUID,
    kind: str,
    *,
    by: str = "support_worker",
    at: datetime = NOON,
    number: int | None = None,
    **given: object,
) -> UUID:
    """Record a turn of the day, after all that were recorded before."""
    known = CaseTurn.objects.using("stored").filter(case_id=case_id).count()
    new: dict[str, object] = {"kind": kind, "happened_on": at.date(), **given}
    if kind == "closed":
        new.setdefault("code", "settled")
    if kind == "reopened":
        new.setdefault("code", "came_back")
    if kind == "lost_contact":
        new.setdefault("tried", ("called", "wrote"))
    return actions.record_turn(
        case_id=case_id,
        new=NewCourseTurn(**new),  # type: ignore[arg-type]  # names of its fields
        number=known if number is None else number,
        actor=cast.actor(by),
        at=at,
    )


def make_quiet_case(cast: Cast) -> UUID:
    """A case without an open deadline, as if all of them had been met."""
    case_id = make_case(cast)
    meet_all(cast, case_id)
    return case_id


def meet_all(cast: Cast, case_id: UUID, *, at: datetime = NOON) -> None:
    """Meet whatever is open in a case of BAWSO's."""
    found = Deadline.objects.using("stored").filter(
        case_id=case_id, met_at=None, ended_at=None
    )
    for code in list(found.values_list("code", flat=True)):
        safeguarding.meet_deadline(
            case_id=case_id,
            code=code,
            evidence=safeguarding.ClockEvidence(at.date(), "phone", "other_agency"),
            actor=cast.actor("support_worker"),
            at=at,
        )


def make_closed_case(cast: Cast, *, at: datetime = NOON) -> UUID:
    """A case that BAWSO's support worker has closed."""
    case_id = make_quiet_case(cast)
    make_turn(cast, case_id, "closed", at=at, words="She has a home and work.")
    return case_id
