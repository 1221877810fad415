"""The target pack of one premises: what the viewer may see of it, and take out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.intelligence.gradings.queries import load_standing_grades
from unhidden.intelligence.gradings.rules import Grade
from unhidden.intelligence.models import Item, Mention, MentionKind
from unhidden.intelligence.reports.queries.checks import waiting_among
from unhidden.intelligence.risk.queries import panels
from unhidden.intelligence.risk.queries.panels import PanelView
from unhidden.intelligence.risk.queries.risks import RiskCard, risk_of
from unhidden.intelligence.subjects.queries.reasons import ReasonLine
from unhidden.intelligence.subjects.rules.reasons import RiskReasonKind
from unhidden.places.queries import PremisesCard

#: Reasons together are worth more than any of them.
MARKING = "OFFICIAL-SENSITIVE"
_OF_SEVERAL = (
    RiskReasonKind.DELPHI,
    RiskReasonKind.WEAK_SIGNS_STOP,
    RiskReasonKind.LINKS_STOP,
)


@dataclass(frozen=True, slots=True)
class PackSource:
    """An item by its report and number, with the grade and conditions that stand."""

    urn: str
    number: int
    grade: str
    conditions: str


@dataclass(frozen=True, slots=True)
class PackReason:
    """A reason that may leave, with the items it comes from, if from any."""

    reason: ReasonLine
    sources: tuple[PackSource, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """Somebody or something that an item with these premises names."""

    kind_label: str
    text: str
    source: PackSource


@dataclass(frozen=True, slots=True)
class Held:
    """An item that waits for a second person, by its report and number."""

    intelligence_id: UUID
    urn: str
    number: int


@dataclass(frozen=True, slots=True)
class WithheldParts:
    """Parts of the score that may not leave; false where none is missing.

    ``waiting`` are the items in view that wait for a second person, ``closed`` counts
    the parts from what the viewer may not open, ``resting`` those that rest on others
    which are missing.
    """

    waiting: tuple[Held, ...] = ()
    closed: int = 0
    resting: int = 0

    def __bool__(self) -> bool:
        return bool(self.waiting or self.closed or self.resting)


@dataclass(frozen=True, slots=True)
class TargetPack:
    """Everything on the paper. ``withheld`` are the points of what may not leave.

    ``panel`` is None where anything is missing: a part would read as the whole.
    """

    premises: PremisesCard
    score: int
    band: str
    band_label: str
    computed_at: datetime | None
    reasons: tuple[PackReason, ...]
    withheld: int
    subjects: tuple[SubjectLine, ...]
    panel: PanelView | None
    missing: WithheldParts
    marking: str
    printed_by: str
    organisation: str
    shown: tuple[UUID, ...]


@query
def load_target_pack(*, viewer: Actor, premises_id: UUID, today: date) -> TargetPack:
    """The pack of one premises; Absent where they are not there.

    Nothing of an item that the viewer may not see, or that waits for a second person,
    is in it: of such reasons only the sum of their points, and which items are waited
    for. The panel is there where every reason may leave.
    """
    viewer.must("intelligence.export_network")
    card = risk_of(viewer=viewer, premises_id=premises_id)
    items, waiting = _items(card)
    reasons = _reasons(card, items)
    missing = _missing(card, reasons, waiting)
    subjects = _subjects(premises_id, items)
    kept = sum(each.reason.points for each in reasons)
    panel = panels.get_panel(
        viewer=viewer,
        premises_id=premises_id,
        score=card.score,
        reasons=card.reasons,
        today=today,
    )
    person, organisation = _whose(viewer)
    return TargetPack(
        premises=card.premises,
        score=card.score,
        band=card.band,
        band_label=card.band_label,
        computed_at=card.computed_at,
        reasons=reasons,
        withheld=sum(each.points for each in card.reasons) - kept,
        subjects=tuple(subjects),
        panel=None if missing else panel,
        missing=missing,
        marking=MARKING,
        printed_by=person,
        organisation=organisation,
        shown=tuple(sorted({item.report_id for item in items.values()})),
    )


def _items(card: RiskCard) -> tuple[dict[UUID, Item], dict[UUID, Item]]:
    """The items in view that mention the premises or make their score.

    Those that may leave, and those that wait for a second person.
    """
    named = {key for reason in card.reasons for key in reason.item_ids}
    about = Mention.objects.filter(premises=card.premises.id).values("item_id")
    rows = (
        Item.objects.filter(Q(id__in=about) | Q(id__in=named))
        .select_related("report")
        .defer("report__raw_sealed", "report__provenance_sealed")
        .order_by("report__urn", "number", "id")
    )
    found = {item.id: item for item in rows}
    waiting = waiting_among(found)
    free = {key: item for key, item in found.items() if key not in waiting}
    return free, {key: found[key] for key in found if key in waiting}


def _missing(
    card: RiskCard, kept: Sequence[PackReason], waiting: Mapping[UUID, Item]
) -> WithheldParts:
    """What the score counts and the paper may not say, by what keeps it back."""
    free = [each.reason for each in kept]
    lost = [each for each in card.reasons if each not in free]
    named = {key for each in lost for key in each.item_ids}
    own = [each for each in lost if not waiting.keys().isdisjoint(each.item_ids)]
    closed = sum(each.is_closed for each in lost)
    return WithheldParts(
        waiting=tuple(
            Held(item.report_id, item.report.urn, item.number)
            for key, item in waiting.items()
            if key in named
        ),
        closed=closed,
        resting=len(lost) - closed - len(own),
    )


def _reasons(card: RiskCard, items: Mapping[UUID, Item]) -> tuple[PackReason, ...]:
    """Those that may leave.

    A look in vain leaves with its sign alone; what several signs make together only
    where all of them leave, since it counts them.
    """
    of_items = [
        each
        for each in card.reasons
        if each.code in (RiskReasonKind.SIGN, RiskReasonKind.LINK)
    ]
    free = [each for each in of_items if _may_leave(each, items)]
    signs = {each.sign for each in free}
    is_whole = len(free) == len(of_items)
    return tuple(
        _known(reason, items)
        for reason in card.reasons
        if reason in free
        or (reason.visit_id and reason.sign in signs)
        or (is_whole and reason.code in _OF_SEVERAL)
    )


def _may_leave(reason: ReasonLine, items: Mapping[UUID, Item]) -> bool:
    return bool(reason.item_ids) and items.keys() >= set(reason.item_ids)


def _known(reason: ReasonLine, items: Mapping[UUID, Item]) -> PackReason:
    """The reason with the grades and conditions of its items as they stand."""
    own = [items[key] for key in reason.item_ids]
    grades = load_standing_grades(own)
    return PackReason(reason, tuple(_source(item, grades[item.id]) for item in own))


def _source(item: Item, grade: Grade) -> PackSource:
    return PackSource(
        urn=item.report.urn,
        number=item.number,
        grade=grade.source + grade.assessment + grade.handling,
        conditions=grade.conditions,
    )


def _subjects(premises_id: UUID, items: Mapping[UUID, Item]) -> Sequence[SubjectLine]:
    """What items name beside these premises, each once by its kind and key."""
    grades = load_standing_grades(items.values())
    about = Mention.objects.filter(premises=premises_id).values("item_id")
    rows = Mention.objects.filter(item__in=list(items)).filter(item__in=about)
    rows = rows.exclude(kind=MentionKind.PREMISES).order_by("kind", "text", "id")
    once: dict[tuple[str, str], SubjectLine] = {}
    for row in rows:
        source = _source(items[row.item_id], grades[row.item_id])
        line = SubjectLine(str(row.get_kind_display()), row.text, source)
        once.setdefault((row.kind, row.key or row.text), line)
    return list(once.values())


def _whose(viewer: Actor) -> tuple[str, str]:
    names = agencies.names_of_people(person_ids={viewer.person})
    known = {each.id: each.name for each in agencies.list_organisation_names()}
    return names.get(viewer.person, ""), known.get(viewer.organisation, "")
