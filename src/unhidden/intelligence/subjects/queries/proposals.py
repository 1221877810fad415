"""What the last batch proposes as one, made of the pairs that the viewer sees."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.models import (
    LinkageBatch,
    Mention,
    ProposalDelay,
    ProposedLink,
)
from unhidden.intelligence.subjects.queries.blind import (
    has_waiting_pairs,
    load_blind_around,
)
from unhidden.intelligence.subjects.queries.judged import load_judgements
from unhidden.intelligence.subjects.queries.subjects import (
    SubjectMention,
    get_mention_pair,
    list_mention_views,
)
from unhidden.intelligence.subjects.rules import proposals
from unhidden.intelligence.subjects.rules.matching import ASK, MatchComparison
from unhidden.intelligence.subjects.rules.proposals import GroupProposal, WeighedLink

JUDGE = "intelligence.judge_mentions"
#: The list is made of so many pairs, the strongest; one group of at most so many
#: mentions, found by so many steps from where it began.
MOST_LINKS, MOST_MEMBERS, MOST_STEPS = 1_000, 200, 6


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch as its readers see it: how far it is, and never how much there is."""

    asked_by: str
    asked_at: datetime
    is_begun: bool
    ended_at: datetime | None
    failure: str
    stage: str
    stage_label: str
    share: int


@dataclass(frozen=True, slots=True)
class ProposedGroupCard:
    """A group in the list; it is named by its first mention."""

    mention_id: UUID
    kind_label: str
    names: tuple[str, ...]
    said: tuple[SubjectMention, ...]
    group: GroupProposal


@dataclass(frozen=True, slots=True)
class ProposalList:
    """``under_way`` is the batch that has not ended; ``last`` the newest that has.

    ``is_cut``: more pairs wait than the list is made of. ``put_off``: the viewer put
    some off. ``has_blind``: pairs wait to be judged blind, and groups with them.
    """

    under_way: BatchView | None
    last: BatchView | None
    cards: tuple[ProposedGroupCard, ...]
    total: int
    is_cut: bool
    has_put_off: bool
    has_blind: bool


@dataclass(frozen=True, slots=True)
class ProposalView:
    """One group, with what speaks for and against its weakest pair."""

    mention_id: UUID
    said: tuple[SubjectMention, ...]
    group: GroupProposal
    one: SubjectMention
    other: SubjectMention
    comparison: MatchComparison | None


@query
def list_proposals(
    *, viewer: Actor, on: date, start: int, most: int, is_put_off: bool = False
) -> ProposalList:
    """The groups that nobody decided on, the strongest first, so many from ``start``.

    Those that the viewer put off beyond the day ``on`` are left out, or with
    ``is_put_off`` the only ones.
    """
    viewer.must(JUDGE)
    last = _newest_ended()
    links = _list_strongest(last) if last else []
    delayed = _list_delayed(viewer, on)
    every = _propose(viewer, last, links) if last else []
    late = [each for each in every if delayed.issuperset(each.members)]
    shown = late if is_put_off else [each for each in every if each not in late]
    return ProposalList(
        under_way=_view(LinkageBatch.objects.filter(ended_at=None)),
        last=_view(LinkageBatch.objects.exclude(ended_at=None)),
        cards=tuple(_cards(shown[start : start + most])),
        total=len(shown),
        is_cut=len(links) == MOST_LINKS,
        has_put_off=bool(late),
        has_blind=has_waiting_pairs(viewer),
    )


@query
def find_proposal(*, viewer: Actor, mention_id: UUID) -> ProposalView | None:
    """The group of a mention; None where nothing is proposed of it any more.

    Raises Absent where the mention is not there for the viewer.
    """
    viewer.must(JUDGE)
    if not Mention.objects.filter(id=mention_id).exists():
        raise Absent
    last = _newest_ended()
    if last is None:
        return None
    groups = _propose(viewer, last, _list_around(last, mention_id))
    group = next((each for each in groups if mention_id in each.members), None)
    if group is None:
        return None
    known = {each.id: each for each in list_mention_views(group.members)}
    first, second = group.weakest.pair
    one, other, comparison = get_mention_pair(
        viewer=viewer, mention_id=first, other_id=second
    )
    return ProposalView(
        mention_id=mention_id,
        said=tuple(known[each] for each in group.members if each in known),
        group=group,
        one=one,
        other=other,
        comparison=comparison,
    )


def _newest_ended() -> LinkageBatch | None:
    rows = LinkageBatch.objects.exclude(ended_at=None).filter(failure="")
    return rows.order_by("-ended_at", "-id").first()


def _view(rows: object) -> BatchView | None:
    found = rows.select_related("asked_by").order_by("-asked_at", "-id")  # type: ignore[attr-defined]
    row = found.first()
    if row is None:
        return None
    return BatchView(
        asked_by=row.asked_by.name if row.asked_by else "",
        asked_at=row.asked_at,
        is_begun=row.begun_at is not None,
        ended_at=row.ended_at,
        failure=row.failure,
        stage=row.stage,
        stage_label=row.get_stage_display(),
        share=row.share,
    )


def _list_strongest(last: LinkageBatch) -> list[WeighedLink]:
    rows = ProposedLink.objects.filter(batch=last, bits__gte=ASK)
    return _weighed(rows.order_by("-bits", "left", "right")[:MOST_LINKS])


def _list_around(last: LinkageBatch, mention_id: UUID) -> list[WeighedLink]:
    """The links that hang together with a mention, in the viewer's view."""
    rows = ProposedLink.objects.filter(batch=last, bits__gte=ASK)
    found: dict[tuple[UUID, UUID], WeighedLink] = {}
    asked: set[UUID] = set()
    new = {mention_id}
    for _ in range(MOST_STEPS):
        if not new or len(asked) > MOST_MEMBERS:
            break
        asked |= new
        touching = rows.filter(Q(left__in=new) | Q(right__in=new))
        found |= {link.pair: link for link in _weighed(touching[:MOST_LINKS])}
        new = {end for pair in found for end in pair} - asked
    return list(found.values())


def _propose(
    viewer: Actor, last: LinkageBatch, links: Sequence[WeighedLink]
) -> list[GroupProposal]:
    """The groups of these links, with what speaks against them and who decided.

    One that holds both of a pair which the viewer is to judge blind waits for that.
    """
    members = {end for link in links for end in link.pair}
    weak = ProposedLink.objects.filter(
        batch=last, bits__lt=ASK, left__in=members, right__in=members
    )
    judged = load_judgements(members)
    groups = proposals.propose_groups([*links, *_weighed(weak)], judged.now)
    blind = load_blind_around(viewer, members)
    return [each for each in groups if not blind.hides_within(each.members)]


def _weighed(rows: Iterable[ProposedLink]) -> list[WeighedLink]:
    return [
        WeighedLink((row.left_id, row.right_id), row.bits, row.is_related)
        for row in rows
    ]


def _list_delayed(viewer: Actor, on: date) -> set[UUID]:
    rows = ProposalDelay.objects.filter(person_id=viewer.person, until_on__gt=on)
    return set(rows.values_list("mention", flat=True))


def _cards(groups: Collection[GroupProposal]) -> Iterable[ProposedGroupCard]:
    members = {each for group in groups for each in group.members}
    known = {each.id: each for each in list_mention_views(members)}
    for group in groups:
        said = tuple(known[each] for each in group.members if each in known)
        yield ProposedGroupCard(
            mention_id=group.members[0],
            kind_label=said[0].kind_label,
            names=tuple(dict.fromkeys(each.text for each in said)),
            said=said,
            group=group,
        )
