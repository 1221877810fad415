"""Links between what one item names, for the tests of networks."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from tests.cast import NOON
from tests.made.intelligence import make_intelligence, make_item
from unhidden.access.actor import Actor
from unhidden.intelligence import actions, queries
from unhidden.intelligence.actions import Grade, NewLink, NewMention

Days = tuple[date | None, date | None]


WRITTEN = Grade("2", "C", "C", "Consult the originator before any overt action.")


def linked(
    *names: str,
    by: Actor,
    kind: str = "with",
    days: Days = (None, None),
    grade: Grade = WRITTEN,
) -> list[UUID]:
    """One item that names these people, the first linked with each; gives mentions."""
    told = tuple(NewMention("person", name) for name in names)
    key = make_intelligence(make_item(mentions=told, **asdict(grade)), by=by)
    (item,) = queries.report(viewer=by, intelligence_id=key).items
    known = {each.text: each.id for each in item.mentions}
    first, *others = [known[name] for name in names]
    for other in others:
        actions.link_mentions(
            intelligence_id=key,
            number=1,
            new=NewLink(first, other, kind, *days),
            actor=by,
            at=NOON,
        )
    return [first, *others]


def joined(one: UUID, other: UUID, *, by: Actor) -> None:
    """Somebody decided that both are one."""
    actions.judge_mentions(
        mention_id=one,
        other_id=other,
        verdict="same",
        reason="Both sources give the same telephone number.",
        actor=by,
        at=NOON,
    )
