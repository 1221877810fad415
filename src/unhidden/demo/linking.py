"""How the things of a report hang together, and which are decided to be one."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from uuid import UUID

from unhidden.demo.region import Region
from unhidden.intelligence import actions as intelligence
from unhidden.intelligence import queries as asked

#: What one thing is to another where a report names both.
_KINDS = {
    ("vehicle", "premises"): "seen_at",
    ("person", "premises"): "seen_at",
    ("person", "phone"): "uses",
    ("person", "vehicle"): "uses",
}
_DECISIONS = (
    ("07700 9000{}", "same", "The same number, told by two sources."),
    ("Woman known as Ruby", "unsure", "A name that many go by."),
)
NUMBERS = range(10, 26)


def link_first_item(region: Region, intelligence_id: UUID, at: datetime) -> None:
    """Say how the things that the first item names hang together."""
    analyst = region.actor("analyst", at.date())
    report = asked.get_graded_report(viewer=analyst, intelligence_id=intelligence_id)
    there = {each.kind: each.id for each in report.items[0].mentions}
    for (left, right), kind in _KINDS.items():
        if left in there and right in there:
            new = intelligence.NewLink(there[left], there[right], kind)
            intelligence.link_mentions(
                intelligence_id=intelligence_id, number=1, new=new, actor=analyst, at=at
            )


def decide_mentions(region: Region, at: datetime) -> None:
    """Join the mentions of each phone; leave open whose a name is."""
    analyst = region.actor("analyst", at.date())
    for text, verdict, reason in _DECISIONS:
        for line in dict.fromkeys(text.format(number) for number in NUMBERS):
            found = asked.search_text(viewer=analyst, text=line).rows
            same = [each.id for each in found if _says(each, line)]
            for one, other in pairwise(same[:3]):
                intelligence.judge_mentions(
                    mention_id=one,
                    other_id=other,
                    verdict=verdict,
                    reason=reason,
                    actor=analyst,
                    at=at,
                )


def _says(shown: asked.SearchResultView, line: str) -> bool:
    return bool(shown.said) and shown.said[0].text == line
