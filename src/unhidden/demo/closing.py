"""What the week of 2016 left behind is closed in its time: nothing of it is due now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.demo import lives, playing, support
from unhidden.demo.region import Region
from unhidden.demo.support import OpenedCase
from unhidden.desk.actions import holding
from unhidden.intelligence import actions as intelligence
from unhidden.intelligence import queries as asked
from unhidden.intelligence.actions import NewReview
from unhidden.intelligence.retention.rules import (
    AGREE,
    DISPOSE,
    RETAIN,
    RetentionAnswer,
)
from unhidden.investigations import actions as investigations
from unhidden.lib.working_days import LONDON

CLERK = Actor(None, None, frozenset({"reporting.delete_reports"}))
CASES_OVER = datetime(2017, 3, 31, 15, tzinfo=LONDON)
REPORTS_OVER = datetime(2017, 3, 31, 3, 40, tzinfo=LONDON)
#: Six years after the week, which is how long such intelligence is kept.
REVIEWED = datetime(2022, 11, 30, 10, tzinfo=LONDON)
MANY, YEAR = 200, timedelta(days=365)


def end_cases(
    region: Region,
    cases: Sequence[OpenedCase],
    investigated: Sequence[UUID],
    learnt: Collection[UUID],
    *,
    today: date,
) -> None:
    """Cases live on, investigations end, reports and intelligence are disposed of.

    The visits, what was ``learnt`` at them and the published page stay: they are the
    record of the week, and its figures lead back to them.
    """
    for case in cases:
        support.see_through(region, case)
    lives.live_on(region, cases, today=today)
    for each in investigated:
        investigations.close_investigation(
            investigation_id=each,
            actor=region.actor("investigator", CASES_OVER.date()),
            at=CASES_OVER,
        )
    delete_reports(at=REPORTS_OVER)
    _review(region, learnt, today)


def delete_reports(*, at: datetime) -> None:
    """What the worker does each night."""
    with playing.play_worker():
        holding.delete_reports_over(actor=CLERK, at=at)


def _review(region: Region, kept: Collection[UUID], today: date) -> None:
    """What the published figures count is retained; the rest is disposed of.

    One analyst proposes that, and the other agrees: both leave their reasons.
    """
    first, second = (
        region.actor(key, REVIEWED.date()) for key in ("analyst", "second_analyst")
    )
    lately = datetime.combine(today - YEAR, time(10), LONDON)
    no = RetentionAnswer(holds=False, words="Nothing was learnt since.")
    dispose = NewReview(DISPOSE, "Its time is over (synthetic).", no, no, no, no)
    agree = NewReview(AGREE, "Nobody needs it any more.")
    retain = NewReview(RETAIN, "A published figure counts it.", no, no, no, no)
    due = asked.reviews_due(viewer=first, at=REVIEWED, limit=MANY)
    for row in due.rows:
        steps = [(dispose, first, REVIEWED), (agree, second, REVIEWED)]
        if row.id in kept:
            steps = [(retain, first, lately)]
        for seen, (new, actor, at) in enumerate(steps):
            intelligence.review_report(
                intelligence_id=row.id, seen=seen, new=new, actor=actor, at=at
            )
