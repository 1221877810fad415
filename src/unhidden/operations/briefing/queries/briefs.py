"""Briefs as they were issued, and who has read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.operations.briefing import rules
from unhidden.operations.briefing.queries.reach import (
    filter_own_briefs,
    filter_visible_briefs,
    find_audience,
    make_leading_condition,
)
from unhidden.operations.briefing.queries.sheets import BriefSheet, build_sheet
from unhidden.operations.frame.queries.operations import name_of
from unhidden.operations.models import (
    BriefAcknowledgement,
    BriefPaper,
    BriefVersion,
    OperationBrief,
    OperationStatus,
    TeamMember,
)
from unhidden.operations.policies import SEE


@dataclass(frozen=True, slots=True)
class BriefReader:
    """Somebody who is to read a brief; ``read_at`` is None until they say so."""

    person_id: UUID
    name: str
    organisation: str
    team: str
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class BriefCard:
    """A brief with its latest version; ``number`` is 0 before any was issued.

    ``readers`` are who is to read it, by name. ``has_read`` is of the viewer, who
    ``must_read`` it where they go.
    """

    id: UUID
    operation_id: UUID
    operation: str
    team_id: UUID | None
    team: str
    is_open: bool
    is_planned_by_viewer: bool
    number: int
    issued_at: datetime | None
    issued_by: str
    readers: tuple[BriefReader, ...]
    must_read: bool
    has_read: bool

    @property
    def unread_readers(self) -> tuple[BriefReader, ...]:
        """Those who have not acknowledged the latest version."""
        return tuple(one for one in self.readers if one.read_at is None)

    @property
    def is_waiting(self) -> bool:
        """Whether the viewer has still to read it."""
        return bool(self.number) and self.must_read and not self.has_read


@dataclass(frozen=True, slots=True)
class BriefView:
    """A version of a brief as the viewer reads it, and the numbers of all of them."""

    card: BriefCard
    number: int
    sheet: BriefSheet
    numbers: tuple[int, ...]

    @property
    def is_latest(self) -> bool:
        return self.number == self.card.number


@query
def list_briefs(*, viewer: Actor, operation_id: UUID) -> list[BriefCard]:
    """The operation's briefs that the viewer meets: its own first, then by team."""
    viewer.must(SEE)
    rows = _whole(filter_visible_briefs(viewer)).filter(operation_id=operation_id)
    return _cards(viewer, rows)


@query
def list_own_briefs(*, viewer: Actor) -> list[BriefCard]:
    """What the viewer's teams were told, in operations that are not closed."""
    viewer.must(SEE)
    return [
        card
        for card in _cards(viewer, _whole(filter_own_briefs(viewer)))
        if card.number
    ]


@query
def count_waiting_briefs(*, viewer: Actor) -> int:
    """How many briefs the viewer has still to read."""
    return sum(card.is_waiting for card in list_own_briefs(viewer=viewer))


@query
def get_brief(*, viewer: Actor, brief_id: UUID) -> BriefCard:
    """One brief; raises Absent."""
    viewer.must(SEE)
    cards = _cards(viewer, _whole(filter_visible_briefs(viewer)).filter(id=brief_id))
    if not cards:
        raise Absent
    return cards[0]


@query
def read_brief(
    *, viewer: Actor, brief_id: UUID, language: str, number: int | None = None
) -> BriefView:
    """A version in the viewer's own audience, the latest by itself; raises Absent."""
    card = get_brief(viewer=viewer, brief_id=brief_id)
    paper = _paper(viewer, brief_id, number or card.number)
    version = paper.version
    sheet = build_sheet(
        version.brief,
        paper.contents,
        audience=paper.audience,
        language=language,
        number=version.number,
    )
    numbers = BriefVersion.objects.filter(brief_id=brief_id).order_by("-number")
    return BriefView(
        card=card,
        number=version.number,
        sheet=sheet,
        numbers=tuple(numbers.values_list("number", flat=True)),
    )


@query
def fetch_paper(*, viewer: Actor, brief_id: UUID, number: int, language: str) -> bytes:
    """The file of a version that the viewer's audience is given; raises Absent."""
    viewer.must(SEE)
    if language not in rules.LANGUAGES:
        raise Absent
    paper = _paper(viewer, brief_id, number)
    return bytes(paper.paper_cy if language == "cy" else paper.paper_en)


def _whole(rows: QuerySet[OperationBrief]) -> QuerySet[OperationBrief]:
    latest = BriefVersion.objects.select_related("issued_by").order_by("-number")
    read = BriefAcknowledgement.objects.order_by("acknowledged_at", "id")
    return (
        rows.select_related("operation", "team")
        .prefetch_related(
            Prefetch("versions", queryset=latest),
            Prefetch("versions__acknowledgements", queryset=read),
        )
        .order_by("-operation__starts_on", "operation_id", "team__name", "id")
    )


def _paper(viewer: Actor, brief_id: UUID, number: int) -> BriefPaper:
    brief = filter_visible_briefs(viewer).filter(id=brief_id).first()
    if brief is None:
        raise Absent
    rows = BriefPaper.objects.select_related(
        "version__brief__operation", "version__brief__team"
    )
    paper = rows.filter(
        version__brief_id=brief_id,
        version__number=number,
        audience=find_audience(viewer, brief),
    ).first()
    if paper is None:
        raise Absent
    return paper


def _cards(viewer: Actor, rows: Iterable[OperationBrief]) -> list[BriefCard]:
    """The brief of the whole operation comes before those of its teams."""
    known = sorted(rows, key=lambda row: row.team_id is not None)
    if not known:
        return []
    members = _members(known)
    led = set(
        OperationBrief.objects.filter(make_leading_condition(viewer)).values_list(
            "id", flat=True
        )
    )
    return [_card(viewer, row, members, is_led=row.id in led) for row in known]


def _members(rows: Sequence[OperationBrief]) -> dict[UUID, list[TeamMember]]:
    """Who goes, by operation, in the order of their names."""
    members = TeamMember.objects.select_related("person", "organisation", "team")
    found: dict[UUID, list[TeamMember]] = defaultdict(list)
    wanted = members.filter(team__operation_id__in={row.operation_id for row in rows})
    for member in wanted.order_by("person__name", "team__name", "id"):
        found[member.team.operation_id].append(member)
    return found


def _card(
    viewer: Actor,
    row: OperationBrief,
    members: dict[UUID, list[TeamMember]],
    *,
    is_led: bool,
) -> BriefCard:
    version = next(iter(row.versions.all()), None)
    read_at = (
        {one.person_id: one.acknowledged_at for one in version.acknowledgements.all()}
        if version
        else {}
    )
    readers = _readers(row, members[row.operation_id], read_at)
    return BriefCard(
        id=row.id,
        operation_id=row.operation_id,
        operation=name_of(row.operation),
        team_id=row.team_id,
        team=row.team.name if row.team else "",
        is_open=row.operation.status != OperationStatus.CLOSED,
        is_planned_by_viewer=is_led and viewer.may("operations.plan"),
        number=version.number if version else 0,
        issued_at=version.issued_at if version else None,
        issued_by=version.issued_by.name if version else "",
        readers=readers,
        must_read=viewer.person_id in {one.person_id for one in readers},
        has_read=viewer.person_id in read_at,
    )


def _readers(
    row: OperationBrief, members: Iterable[TeamMember], read_at: dict[UUID, datetime]
) -> tuple[BriefReader, ...]:
    """Each person once, whatever number of teams they are on."""
    found: dict[UUID, BriefReader] = {}
    for member in members:
        if row.team_id in (None, member.team_id) and member.person_id not in found:
            found[member.person_id] = BriefReader(
                person_id=member.person_id,
                name=member.person.name,
                organisation=agencies.name_of(member.organisation),
                team=member.team.name,
                read_at=read_at.get(member.person_id),
            )
    return tuple(found.values())
