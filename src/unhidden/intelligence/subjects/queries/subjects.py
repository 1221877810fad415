"""One subject: the mentions that people decided are one thing, and what led there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.gradings.queries import load_standing_grades
from unhidden.intelligence.gradings.rules import Grade
from unhidden.intelligence.models import Judgement, Link, Mention, MentionKind
from unhidden.intelligence.subjects.queries.blind import load_blind_subjects
from unhidden.intelligence.subjects.queries.candidates import (
    advise_pair,
    weigh_candidates,
)
from unhidden.intelligence.subjects.queries.judged import (
    SubjectJudgements,
    load_judgements,
)
from unhidden.intelligence.subjects.queries.links import (
    LinkWithdrawalView,
    load_withdrawals,
)
from unhidden.intelligence.subjects.queries.matching import (
    compared_now,
    load_things,
)
from unhidden.intelligence.subjects.queries.shared import find_shared_parts
from unhidden.intelligence.subjects.rules import subjects
from unhidden.intelligence.subjects.rules.blind import BlindSubjects
from unhidden.intelligence.subjects.rules.matching import MatchComparison
from unhidden.intelligence.subjects.rules.mentions import read_birth_span
from unhidden.intelligence.subjects.rules.shared import add_parts
from unhidden.places import queries as places
from unhidden.places.queries import Address

MOST_CANDIDATES = 20
#: What is said of a thing beside its name; "place" is where the list has it.
DETAIL_LABELS = {
    "aliases": _("Other names"),
    "born": _("Born"),
    "phone": _("Phone number"),
    "email": _("E-mail address"),
    "postcode": _("Postcode"),
    "make": _("Make and model"),
    "colour": _("Colour"),
    "provider": _("Provider or site"),
    "address": _("Web address"),
    "place": _("Address"),
    "words": _("Words of the advert"),
    "issuer": _("Who issued it"),
    "number": _("Company number"),
    "on": _("When"),
}


def tell_detail(name: str, value: str) -> tuple[str, str]:
    """A detail of a mention as it is read: what it is, and what was said."""
    return str(DETAIL_LABELS[name]), tell_value(name, value)


def tell_value(name: str, value: str) -> str:
    """What was said, in words where it is kept in signs: a span of years."""
    span = read_birth_span(value) if name == "born" else None
    if span is None:
        return value
    return gettext("between %(first)s and %(last)s") % {
        "first": span[0],
        "last": span[1],
    }


@dataclass(frozen=True, slots=True)
class SubjectMention:
    """What one source said of the subject, with where and how it is graded."""

    id: UUID
    kind: str
    kind_label: str
    text: str
    details: tuple[tuple[str, str], ...]
    premises_id: UUID | None
    intelligence_id: UUID
    urn: str
    number: int
    grade: str
    conditions: str
    event_on: date | None
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two mentions in a decision, in their words."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class SubjectDecision:
    """One decision: its pairs have one verdict, or two where one is taken back."""

    decision_id: UUID
    verdict: str
    verdict_label: str
    reason: str
    by: str
    at: datetime
    pairs: tuple[Pairing, ...]
    bits: float | None
    is_undoing: bool
    may_undo: bool


@dataclass(frozen=True, slots=True)
class LinkView:
    """What an item says of this subject and another.

    ``sentence`` has places for ``one`` and ``other``; the subject is the one where
    ``is_from``. One that was ``withdrawn`` is shown here alone, with the reason.
    """

    sentence: str
    is_from: bool
    other: SubjectMention
    from_on: date | None
    to_on: date | None
    withdrawn: LinkWithdrawalView | None


@dataclass(frozen=True, slots=True)
class CandidateView:
    """A mention that may be the same, and why.

    ``advice`` is suggest, ask, shared or relative: who may be a relative is shown as
    that, and never as the same.
    """

    said: SubjectMention
    comparison: MatchComparison
    advice: str
    is_unsure: bool


@dataclass(frozen=True, slots=True)
class SubjectView:
    """``name`` is what most sources call it; ``apart`` are pairs that contradict."""

    mention_id: UUID
    kind: str
    kind_label: str
    name: str
    other_names: tuple[str, ...]
    said: tuple[SubjectMention, ...]
    links: tuple[LinkView, ...]
    decided: tuple[SubjectDecision, ...]
    apart: tuple[Pairing, ...]

    @property
    def reports(self) -> int:
        """How many reports speak of it: one has one source, whatever it mentions."""
        return len({each.intelligence_id for each in self.said})


@query
def get_subject(*, viewer: Actor, mention_id: UUID) -> SubjectView:
    """Everything the viewer may see of the subject of a mention; Absent without it."""
    viewer.must("intelligence.see_items")
    return _subject(mention_id, load_judgements([mention_id]))


@query
def list_matches(*, viewer: Actor, mention_id: UUID) -> list[CandidateView]:
    """Mentions that may be the same thing, the likeliest first; those decided left out.

    A mention that the viewer may not see is not among them, nor counted.
    """
    viewer.must("intelligence.see_items")
    judged = load_judgements([mention_id])
    blind = load_blind_subjects(viewer, judged.subject_of(mention_id))
    return _matches(mention_id, judged, blind)


@query
def get_subject_with_matches(
    *, viewer: Actor, mention_id: UUID
) -> tuple[SubjectView, list[CandidateView], list[SubjectMention]]:
    """Both of the above at once; Absent without the mention.

    And what was drawn by lot with it, for the viewer to judge blind, however unlikely:
    it stands apart from the matches, so that neither place says what the weights do.
    """
    viewer.must("intelligence.see_items")
    judged = load_judgements([mention_id])
    found = _subject(mention_id, judged)
    blind = load_blind_subjects(viewer, judged.subject_of(mention_id))
    others = blind.find_others(mention_id)
    drawn = list_mention_views(others) if others else []
    return found, _matches(mention_id, judged, blind), drawn


def _subject(mention_id: UUID, judged: SubjectJudgements) -> SubjectView:
    members = judged.subject_of(mention_id)
    ends = {end for row in judged.rows for end in (row.left_id, row.right_id)}
    known = {each.id: each for each in list_mention_views(members | ends)}
    if mention_id not in known:
        raise Absent
    own = [known[each] for each in members if each in known]
    own.sort(key=lambda each: (-each.written_at.timestamp(), str(each.id)))
    names = [name for name, _ in Counter(each.text for each in own).most_common()]
    return SubjectView(
        mention_id=mention_id,
        kind=known[mention_id].kind,
        kind_label=known[mention_id].kind_label,
        name=names[0],
        other_names=tuple(names[1:]),
        said=tuple(own),
        links=_links(members),
        decided=tuple(_decided(judged, known)),
        apart=tuple(
            _pairing(pair, known)
            for pair in subjects.list_contradictions(members, judged.now)
        ),
    )


def _matches(
    mention_id: UUID, judged: SubjectJudgements, blind: BlindSubjects
) -> list[CandidateView]:
    members = judged.subject_of(mention_id)
    settled = members | {
        end
        for pair, row in judged.now.items()
        if row.verdict == subjects.DIFFERENT and members.intersection(pair)
        for end in pair
    }
    unsure = {
        end
        for pair, row in judged.now.items()
        if row.verdict == subjects.UNSURE
        for end in pair
    }
    best = weigh_candidates(mention_id, members)
    ranked = sorted(
        (
            each
            for each in best.items()
            if each[0] not in settled and not blind.hides_pair(mention_id, each[0])
        ),
        key=lambda each: (-each[1].bits, -each[1].bits_unlimited, str(each[0])),
    )[:MOST_CANDIDATES]
    known = {each.id: each for each in list_mention_views(dict(ranked))}
    return [
        CandidateView(known[key], found, advise_pair(found), key in unsure)
        for key, found in ranked
        if key in known
    ]


@query
def get_mention_pair(
    *, viewer: Actor, mention_id: UUID, other_id: UUID
) -> tuple[SubjectMention, SubjectMention, MatchComparison | None]:
    """Two mentions side by side; Absent unless both are there for the viewer."""
    viewer.must("intelligence.see_items")
    known = {each.id: each for each in list_mention_views([mention_id, other_id])}
    if len(known) != len({mention_id, other_id}):
        raise Absent
    one, other = known[mention_id], known[other_id]
    things = load_things([mention_id, other_id])
    compared = None
    if one.kind == other.kind:
        profiles = (things[key][1].profile for key in (mention_id, other_id))
        members = load_judgements([mention_id]).subject_of(mention_id)
        parts = find_shared_parts(members, one.kind).get(other_id, ())
        compared = add_parts(compared_now(one.kind, *profiles), parts)
    return one, other, compared


def list_mention_views(mentions: Iterable[UUID]) -> list[SubjectMention]:
    """These mentions with their items' grades, as far as they are in view."""
    rows = list(
        Mention.objects.filter(id__in=mentions)
        .select_related("item__report")
        .defer("item__report__raw_sealed", "item__report__provenance_sealed")
        .order_by("-item__report__written_at", "id")
    )
    grades = load_standing_grades(row.item for row in rows)
    where = places.find_addresses(row.premises_id for row in rows)
    return [_said(row, grades[row.item_id], where.get(row.premises_id)) for row in rows]


def _said(row: Mention, grade: Grade, where: Address | None) -> SubjectMention:
    item, report = row.item, row.item.report
    listed = {"place": where.line} if where and where.line else {}
    return SubjectMention(
        id=row.id,
        kind=row.kind,
        # Django's way reads the words of all kinds, for each row.
        kind_label=str(MentionKind(row.kind).label),
        text=row.text,
        details=tuple(
            tell_detail(name, value)
            for name, value in sorted((row.details | listed).items())
        ),
        premises_id=row.premises_id,
        intelligence_id=report.id,
        urn=report.urn,
        number=item.number,
        grade=grade.code,
        conditions=grade.conditions,
        event_on=report.event_on,
        written_at=report.written_at,
    )


def _links(members: frozenset[UUID]) -> tuple[LinkView, ...]:
    rows = list(
        Link.objects.filter(Q(left__in=members) | Q(right__in=members)).order_by(
            "kind", "id"
        )
    )
    others = {row.right_id if row.left_id in members else row.left_id for row in rows}
    known = {each.id: each for each in list_mention_views(others)}
    gone = load_withdrawals([row.id for row in rows])
    found = []
    for row in rows:
        is_from = row.left_id in members
        other = known.get(row.right_id if is_from else row.left_id)
        if other is not None:
            label = row.get_kind_display()
            days = row.from_on, row.to_on
            found.append(LinkView(label, is_from, other, *days, gone.get(row.id)))
    return tuple(found)


def _decided(
    judged: SubjectJudgements, known: dict[UUID, SubjectMention]
) -> Iterable[SubjectDecision]:
    """The decisions, the newest first."""
    groups: dict[UUID, list[Judgement]] = {}
    for row in judged.rows:
        groups.setdefault(row.decision, []).append(row)
    undone = {row.undoes for row in judged.rows if row.undoes}
    for rows in reversed(list(groups.values())):
        yield _decision(rows, judged, known, undone)


def _decision(
    rows: Sequence[Judgement],
    judged: SubjectJudgements,
    known: dict[UUID, SubjectMention],
    undone: set[UUID],
) -> SubjectDecision:
    first = rows[0]
    still = all(judged.now[row.left_id, row.right_id].turn == row.turn for row in rows)
    return SubjectDecision(
        decision_id=first.decision,
        verdict=first.verdict,
        verdict_label=first.get_verdict_display(),
        reason=first.reason,
        by=first.decided_by.name,
        at=first.decided_at,
        pairs=tuple(_pairing((row.left_id, row.right_id), known) for row in rows),
        bits=first.weight,
        is_undoing=first.undoes is not None,
        may_undo=still and first.undoes is None and first.decision not in undone,
    )


def _pairing(pair: tuple[UUID, UUID], known: dict[UUID, SubjectMention]) -> Pairing:
    one, other = (known[end].text if end in known else "" for end in pair)
    return Pairing(one, other)


@query
def newest_mention(*, viewer: Actor, premises_id: UUID) -> UUID | None:
    """From where the network around premises of the register is seen, if from any."""
    if not viewer.may("intelligence.see_items"):
        return None
    rows = Mention.objects.filter(premises=premises_id, kind=MentionKind.PREMISES)
    rows = rows.order_by("-item__report__written_at", "id")
    return rows.values_list("id", flat=True).first()
