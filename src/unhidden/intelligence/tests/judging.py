"""Mentions, and judgements of whether two are one."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Model, QuerySet

from tests.cast import NOON
from tests.made.intelligence import make_intelligence, make_item
from unhidden.access.actor import Actor
from unhidden.intelligence.reports.queries import items
from unhidden.intelligence.subjects.actions import judgements
from unhidden.intelligence.subjects.rules.mentions import NewMention


def make_mention(name: str, *, by: Actor, kind: str = "person") -> UUID:
    """A mention in an item of its own."""
    key = make_intelligence(make_item(mentions=(NewMention(kind, name),)), by=by)
    (item,) = items.get_graded_report(viewer=by, intelligence_id=key).items
    return item.mentions[0].id


def set_anew(rows: QuerySet[Model]) -> object:
    return rows.update(id=F("id"))


def taken_away(rows: QuerySet[Model]) -> object:
    # Past Django's own protection, to the database's.
    return rows._raw_delete(rows.db)


def judge(one: UUID, other: UUID, verdict: str, *, by: Actor) -> UUID:
    return judgements.judge_mentions(
        mention_id=one,
        other_id=other,
        verdict=verdict,
        reason="Both sources give the same telephone number.",
        actor=by,
        at=NOON,
    )
