"""Whoever shares with a subject what people joined, as far as it is in view."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from unhidden.intelligence.models import AssessmentGrade, Grading, Item, Mention
from unhidden.intelligence.subjects.queries.near import (
    SubjectIndex,
    list_subject_links,
)
from unhidden.intelligence.subjects.rules import shared
from unhidden.intelligence.subjects.rules.shared import LinkEnd
from unhidden.linkage.scoring import ScorePart

#: So many links of a subject are followed. What has more links than this says nothing
#: of whom it hangs together with.
MOST_FOLLOWED, MOST_AT_A_THING = 50, 50
PartsByMention = Mapping[UUID, tuple[ScorePart, ...]]
_AS_TWO = (ScorePart(shared.LINKED, shared.AS_TWO, shared.AS_TWO_BITS),)


def find_shared_parts(members: frozenset[UUID], kind: str) -> PartsByMention:
    """What is to be added to the weight of each mention, for what it shares.

    Of each mention of a subject that is linked to the same thing as the one of these
    ``members``. Links that were withdrawn, that the transaction may not see, or of
    items suspected to be false, are not there.
    """
    if kind not in shared.SHARED_BITS:
        return {}
    own = min(members)
    met = SubjectIndex({own: members}, dict.fromkeys(members, own))
    out = list_subject_links({own: members}, width=MOST_FOLLOWED)
    if not out:
        return {}
    met.meet(each.other for each in out)
    things = {met.of[each.other]: met.members[met.of[each.other]] for each in out}
    back = list_subject_links(things, width=MOST_AT_A_THING)
    met.meet(each.other for each in back)
    kinds = _kinds_of({each.other for each in (*out, *back)}, met)
    reports = _reports_of({each.item_id for each in (*out, *back)})
    ends = [
        LinkEnd(each.subject, met.of[each.other], reports[each.item_id])
        for each in back
        if each.item_id in reports and each.total <= MOST_AT_A_THING
        if kinds.get(met.of[each.other]) == kind
    ]
    told_apart = {met.of[each.other] for each in out if each.item_id in reports}
    parts = _weigh(own, kind, ends, kinds) | {
        each: _AS_TWO for each in told_apart if kinds.get(each) == kind
    }
    return {
        mention: some for subject, some in parts.items()
        for mention in met.members[subject]
    }  # fmt: skip


def _weigh(
    own: UUID, kind: str, ends: Collection[LinkEnd], kinds: Mapping[UUID, str]
) -> dict[UUID, tuple[ScorePart, ...]]:
    common = shared.find_things_in_common(own, ends, kinds)
    weighed = {key: shared.weigh_shared(kind, some) for key, some in common.items()}
    return {key: some for key, some in weighed.items() if some}


def _reports_of(items: Collection[UUID]) -> dict[UUID, UUID]:
    """The report of each item that nobody suspects to be false."""
    newest = Grading.objects.filter(item=OuterRef("pk")).order_by("-version")
    stands = Coalesce(Subquery(newest.values("assessment")[:1]), F("assessment"))
    rows = Item.objects.filter(id__in=items).alias(stands=stands)
    sound = rows.exclude(stands=AssessmentGrade.FALSE)
    return dict(sound.values_list("id", "report_id"))


def _kinds_of(mentions: Iterable[UUID], met: SubjectIndex) -> dict[UUID, str]:
    """The kind of each subject that these mentions are of."""
    rows = Mention.objects.filter(id__in=mentions).values_list("id", "kind")
    return {met.of[key]: kind for key, kind in rows}
