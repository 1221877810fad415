"""Links between what one item names, for the tests of networks."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from tests.made.intelligence import make_intelligence, make_item
from tests.roles import as_role
from unhidden.access.actor import Actor
from unhidden.intelligence import actions, queries
from unhidden.intelligence.actions import NewMention
from unhidden.intelligence.models import Link, Mention


def linked(
    *names: str,
    by: Actor,
    kind: str = "with",
    days: tuple[date | None, date | None] = (None, None),
) -> list[UUID]:
    """One item that names these people, the first linked with each; gives mentions."""
    told = tuple(NewMention("person", name) for name in names)
    key = make_intelligence(make_item(mentions=told), by=by)
    (item,) = queries.report(viewer=by, intelligence_id=key).items
    known = {each.text: each.id for each in item.mentions}
    mentions = [known[name] for name in names]
    with as_role("owner"):
        item_id = Mention.objects.get(id=mentions[0]).item_id
        Link.objects.bulk_create(
            Link(
                item_id=item_id,
                left_id=mentions[0],
                right_id=other,
                kind=kind,
                from_on=days[0],
                to_on=days[1],
            )
            for other in mentions[1:]
        )
    return mentions


def joined(one: UUID, other: UUID, *, by: Actor, at: datetime) -> None:
    """Somebody decided that both are one."""
    actions.judge_mentions(
        mention_id=one,
        other_id=other,
        verdict="same",
        reason="Both sources give the same telephone number.",
        actor=by,
        at=at,
    )
