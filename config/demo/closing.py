"""What the week of 2016 left behind is closed in its time: nothing of it is due now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from config.demo import playing, support
from config.demo.region import Region
from config.demo.support import Opened
from unhidden.access.actor import Actor
from unhidden.intelligence import actions as intelligence
from unhidden.intelligence import queries as asked
from unhidden.intelligence.rules.reviews import AGREE, DISPOSE, Answer
from unhidden.investigations import actions as investigations
from unhidden.lib.working_days import LONDON
from unhidden.reporting import actions as reporting

CLERK = Actor(None, None, frozenset({"reporting.delete_reports"}))
CASES_OVER = datetime(2017, 3, 31, 15, tzinfo=LONDON)
REPORTS_OVER = datetime(2017, 3, 31, 3, 40, tzinfo=LONDON)
#: Six years after the week, which is how long such intelligence is kept.
REVIEWED = datetime(2022, 11, 30, 10, tzinfo=LONDON)
MANY = 200


def end(region: Region, cases: Sequence[Opened], investigated: Sequence[UUID]) -> None:
    """Cases and investigations end, reports are deleted, what was written disposed of.

    The visits and the published page stay: they are the record of the week.
    """
    for case in cases:
        support.see_through(region, case)
        support.end_support(region, case, at=CASES_OVER)
    for each in investigated:
        investigations.close(
            investigation_id=each,
            actor=region.actor("investigator", CASES_OVER.date()),
            at=CASES_OVER,
        )
    delete_reports(at=REPORTS_OVER)
    _dispose(region)


def delete_reports(*, at: datetime) -> None:
    """What the worker does each night."""
    with playing.worker():
        reporting.delete_reports_over(actor=CLERK, at=at)


def _dispose(region: Region) -> None:
    """One analyst proposes it, and the other agrees: both leave their reasons."""
    first, second = (
        region.actor(key, REVIEWED.date()) for key in ("analyst", "second_analyst")
    )
    due = asked.reviews_due(viewer=first, at=REVIEWED, limit=MANY)
    for row in due.rows:
        no = Answer(holds=False, words="Nothing was learnt since.")
        proposed = intelligence.NewReview(
            DISPOSE, "Its time is over (synthetic).", no, no, no, no
        )
        agreed = intelligence.NewReview(AGREE, "Nobody needs it any more.")
        for seen, (new, actor) in enumerate(((proposed, first), (agreed, second))):
            intelligence.review(
                intelligence_id=row.id, seen=seen, new=new, actor=actor, at=REVIEWED
            )
