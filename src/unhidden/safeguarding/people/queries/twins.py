"""Cases of an organisation that seem to be of one person: for its supervisor alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from django.db.models import Count, F, Q

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import Case, IdentityMark, TwinJudgement

SUPERVISE = "safeguarding.manage_team"


@dataclass(frozen=True, slots=True)
class TwinCards:
    """Two cases that share a mark, and what a supervisor said of them, if anything."""

    case_id: UUID
    urn: str
    other_id: UUID
    other_urn: str
    is_same: bool | None


def own_led_cases(viewer: Actor) -> Q:
    """Cases in view that the viewer's own organisation leads."""
    return own_cases(viewer) & Q(lead_id=viewer.organisation)


@query
def list_twins(*, viewer: Actor) -> list[TwinCards]:
    """Pairs that share a mark now, first those that nobody judged, by reference."""
    viewer.must(SUPERVISE)
    current = IdentityMark.objects.filter(version=F("case__identity_version"))
    shared = (
        current.values("mark").annotate(held=Count("case", distinct=True))
    ).filter(held__gt=1)
    meeting = current.filter(mark__in=shared.values("mark"))
    by_mark: dict[str, set[UUID]] = defaultdict(set)
    for mark, case_id in meeting.values_list("mark", "case_id"):
        by_mark[mark].add(case_id)
    found = {
        pair for held in by_mark.values() for pair in combinations(sorted(held), 2)
    }
    return _cards(viewer, found)


@query
def count_twins(*, viewer: Actor) -> int:
    """How many pairs wait for a supervisor's word."""
    return sum(1 for each in list_twins(viewer=viewer) if each.is_same is None)


def _cards(viewer: Actor, found: set[tuple[UUID, UUID]]) -> list[TwinCards]:
    ids = {each for pair in found for each in pair}
    seen = Case.objects.filter(own_led_cases(viewer), id__in=ids)
    told = {row.id: row for row in seen}
    judged = {
        (row.case_id, row.other_id): row.is_same
        for row in TwinJudgement.objects.filter(case_id__in=ids)
    }
    cards = [
        TwinCards(one, told[one].urn, other, told[other].urn, judged.get((one, other)))
        for one, other in found
        if one in told
        and other in told
        and told[one].person_id != told[other].person_id
    ]
    return sorted(
        cards, key=lambda card: (card.is_same is not None, card.urn, card.other_urn)
    )
