"""Old intelligence, and the reviews of whether it is still needed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from tests.cast import NOON, Cast
from tests.made.emergency import make_colleagues
from tests.made.intelligence import make_intelligence, make_item
from unhidden.access.actor import Actor
from unhidden.intelligence.reports.queries import items
from unhidden.intelligence.retention import actions as reviews_actions
from unhidden.intelligence.retention.rules import NewReview, RetentionAnswer
from unhidden.intelligence.subjects.rules.mentions import NewMention

LONG_AGO, LATER = date(2016, 10, 17), date(2024, 5, 1)


SO = RetentionAnswer(False, "Nothing of the kind is known.")


NAME = "Arben Hodja"


def make_old(
    *mentions: NewMention, by: Actor, on: date = LONG_AGO, at: datetime = NOON
) -> UUID:
    """A report of something long ago that names these."""
    told = mentions or (NewMention("person", NAME),)
    return make_intelligence(make_item(mentions=told), by=by, event_on=on, at=at)


def mention_of(key: UUID, *, by: Actor) -> UUID:
    return (
        items.get_graded_report(viewer=by, intelligence_id=key).items[0].mentions[0].id
    )


def decide(key: UUID, decision: str, *, by: Actor, seen: int) -> None:
    new = NewReview(decision, "Case 12.", SO, SO, SO, SO)
    reviews_actions.review_report(
        intelligence_id=key, seen=seen, new=new, actor=by, at=NOON
    )


def second(cast: Cast) -> Actor:
    return make_colleagues(cast, 1, code="police", role="analyst")[0]
