"""The four people found in 2016, as the years went by: each case goes on its own way.

Whatever is open of them today is dated from the day of the start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from unhidden.demo.region import Region
from unhidden.demo.support import OpenedCase
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding.course import actions, queries
from unhidden.safeguarding.course.actions import NewTurn

Life = Callable[[Region, OpenedCase, date], None]


def live_on(region: Region, cases: Sequence[OpenedCase], *, today: date) -> None:
    """Each of the four, in the order in which they were found."""
    for case, lives in zip(cases, LIVES, strict=True):
        lives(region, case, today)


def _comes_back(region: Region, case: OpenedCase, today: date) -> None:
    """Settled, closed, and back by the same door fourteen months later."""
    _turn(region, case, "closed", date(2018, 6, 29), code="settled", words=_HOME)
    back = date(2019, 8, 30)
    _turn(region, case, "reopened", back, code="came_back", words=_BACK)
    _meet(region, case, "follow_up", back + timedelta(days=2))
    _note(region, case, _AGAIN, date(2020, 2, 14))
    _turn(region, case, "closed", date(2022, 5, 27), code="settled", words=_HOME)


def _is_lost_and_found(region: Region, case: OpenedCase, today: date) -> None:
    """Contact was lost for two months; later the person went home, and wrote."""
    ways = ("called", "visited", "safe_person")
    _turn(region, case, "lost_contact", date(2017, 9, 4), tried=ways)
    _turn(region, case, "found_again", date(2017, 11, 13), words=_FOUND)
    _turn(region, case, "left_uk", date(2019, 4, 5), words=_HOME_AGAIN)
    _turn(region, case, "closed", date(2019, 5, 31), code="left_uk")


def _rests(region: Region, case: OpenedCase, today: date) -> None:
    """Needs nothing now: somebody looks at the case again in some months."""
    since, until = today - timedelta(days=60), today + timedelta(days=290)
    _note(region, case, _WELL, since - timedelta(days=2))
    _turn(region, case, "rested", since, wakes_on=until, words=_WELL)


def _wants_no_more(region: Region, case: OpenedCase, today: date) -> None:
    _turn(region, case, "closed", date(2017, 12, 15), code="declined")


def _turn(
    region: Region,
    case: OpenedCase,
    kind: str,
    day: date,
    *,
    code: str = "",
    words: str = "",
    tried: tuple[str, ...] = (),
    wakes_on: date | None = None,
) -> UUID:
    actor = region.actor(case.worker, day)
    view = queries.get_course(viewer=actor, case_id=case.id, today=day)
    return actions.record_turn(
        case_id=case.id,
        new=NewTurn(kind, day, code, tried, wakes_on, words),
        number=view.number,
        actor=actor,
        at=_noon(day),
    )


def _meet(region: Region, case: OpenedCase, code: str, day: date) -> None:
    actor = region.actor(case.worker, day)
    safeguarding.meet_deadline(case_id=case.id, code=code, actor=actor, at=_noon(day))


def _note(region: Region, case: OpenedCase, text: str, day: date) -> None:
    actor = region.actor(case.worker, day)
    safeguarding.add_note(case_id=case.id, text=text, actor=actor, at=_noon(day))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), LONDON)


LIVES: tuple[Life, ...] = (_comes_back, _is_lost_and_found, _rests, _wants_no_more)
_HOME = "A home and work of their own. Knows the way back to us (synthetic)."
_BACK = "Came to the door. Somebody from then has been seen in town (synthetic)."
_AGAIN = "Moved, and sleeps again. Wants to finish the course (synthetic)."
_FOUND = "Rang from a cousin’s telephone: it is safe to write there (synthetic)."
_HOME_AGAIN = "Went home with help, and wrote that all is well (synthetic)."
_WELL = "All is well. Will ring when the decision comes (synthetic)."
