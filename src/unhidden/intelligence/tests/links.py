"""Links between what one item names, for the tests of networks."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from tests.cast import NOON
from tests.made.intelligence import make_intelligence, make_item
from unhidden.access.actor import Actor
from unhidden.intelligence.networks.queries import networks
from unhidden.intelligence.reports.actions import checks as checks_actions
from unhidden.intelligence.reports.actions import mentions
from unhidden.intelligence.reports.queries import checks as checks_queries
from unhidden.intelligence.reports.queries import items
from unhidden.intelligence.reports.rules.checks import LINES, NewCheck
from unhidden.intelligence.subjects.actions import judgements
from unhidden.intelligence.subjects.rules.mentions import NewLink, NewMention

Days = tuple[date | None, date | None]


def linked(
    *names: str,
    by: Actor,
    kind: str = "with",
    days: Days = (None, None),
    event_on: date | None = None,
    **given: Any,
) -> list[UUID]:
    """One item that names these people, the first linked with each; gives mentions.

    ``given`` is the item's.
    """
    told = tuple(NewMention("person", name) for name in names)
    new = make_item(mentions=told, **given)
    key = make_intelligence(new, by=by, event_on=event_on)
    (item,) = items.get_graded_report(viewer=by, intelligence_id=key).items
    known = {each.text: each.id for each in item.mentions}
    first, *others = [known[name] for name in names]
    for other in others:
        mentions.link_mentions(
            intelligence_id=key,
            number=1,
            new=NewLink(first, other, kind, *days),
            actor=by,
            at=NOON,
        )
    return [first, *others]


def joined(one: UUID, other: UUID, *, by: Actor) -> None:
    """Somebody decided that both are one."""
    judgements.judge_mentions(
        mention_id=one,
        other_id=other,
        verdict="same",
        reason="Both sources give the same telephone number.",
        actor=by,
        at=NOON,
    )


def checked(mention: UUID, *, by: Actor) -> UUID:
    """A second person found the item of a mention sound; gives its report."""
    found = networks.load_network(viewer=by, mention_id=mention)
    (key,) = {each.intelligence_id for each in found.edges}
    (item,) = items.get_graded_report(viewer=by, intelligence_id=key).items
    new = NewCheck(is_sound=True, confirmed=LINES)
    stands = checks_queries.to_check(viewer=by, intelligence_id=key, number=1).seen
    checks_actions.check_item(item_id=item.id, seen=stands, new=new, actor=by, at=NOON)
    return key
