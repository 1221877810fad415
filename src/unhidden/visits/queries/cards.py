"""What the readers of visits are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.intelligence.queries import ReportRow
from unhidden.operations.queries import MemberCard, PlannedVisitCard
from unhidden.signs.queries import SectionOfSigns, SignsReading


@dataclass(frozen=True, slots=True)
class VisitCard:
    """A recorded visit in a list."""

    id: UUID
    premises: str
    address: str
    kind_label: str
    operation: str
    team: str
    started_at: datetime
    outcome: str
    outcome_label: str


@dataclass(frozen=True, slots=True)
class DueVisits:
    """Planned visits: of today, of a day gone by without a record, and to come."""

    today: tuple[PlannedVisitCard, ...]
    late: tuple[PlannedVisitCard, ...]
    coming: tuple[PlannedVisitCard, ...]


@dataclass(frozen=True, slots=True)
class MyVisits:
    """What one's teams still have to do, by day and hour, and what they did last."""

    planned: tuple[PlannedVisitCard, ...]
    recorded: tuple[VisitCard, ...]

    def due(self, *, today: date) -> DueVisits:
        """The planned ones by when they are due."""
        return DueVisits(
            today=tuple(card for card in self.planned if card.on == today),
            late=tuple(card for card in self.planned if card.on < today),
            coming=tuple(card for card in self.planned if card.on > today),
        )


@dataclass(frozen=True, slots=True)
class VisitToRecord:
    """A planned visit as its team finds it; ``visit_id`` when it is recorded."""

    plan: PlannedVisitCard
    lead_id: UUID
    lead: str
    crew: tuple[MemberCard, ...]
    is_running: bool
    is_synthetic: bool
    visit_id: UUID | None
    sections: tuple[SectionOfSigns, ...]

    @property
    def is_open(self) -> bool:
        return self.is_running and self.plan.status == "planned"

    @property
    def may_turn(self) -> bool:
        """Whether it is a visit by consent, that may turn into enforcement."""
        return self.is_open and self.plan.kind in ("soft", "hotel")


@dataclass(frozen=True, slots=True)
class PeopleThere:
    age: str
    age_label: str
    sex: str
    sex_label: str
    count: int


@dataclass(frozen=True, slots=True)
class AnsweredSign:
    code: str
    phrase: str
    weight: str
    weight_label: str
    answer: str
    answer_label: str


@dataclass(frozen=True, slots=True)
class SectionOfAnswers:
    """The signs of one section that were asked about."""

    name: str
    signs: tuple[AnsweredSign, ...]


@dataclass(frozen=True, slots=True)
class ReferralCard:
    to: str
    to_label: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class PossibleVictimCard:
    """A number and what is known of it; never a name."""

    id: UUID
    visit_id: UUID
    number: int
    age_group: str
    age_group_label: str
    alleges: str
    alleges_label: str
    is_brought_to_safety: bool
    operation: str
    premises: str


@dataclass(frozen=True, slots=True)
class VisitView:
    """The whole record, readable. ``learnings`` only for readers of intelligence.

    ``told``: how many answers were given in confidence; what they say is not in it.
    """

    id: UUID
    planned_id: UUID
    operation_id: UUID
    operation: str
    premises_id: UUID
    premises: str
    premises_kind: str
    premises_kind_label: str
    address: str
    is_synthetic: bool
    kind: str
    kind_label: str
    team: str
    purpose: str
    purpose_told: str
    entry_basis: str
    entry_basis_label: str
    entry_detail: str
    interpreter_label: str
    started_at: datetime
    ended_at: datetime
    outcome: str
    outcome_label: str
    spoken_to: int
    leaflets: int
    notices: int
    arrests: int
    narrative: str
    follow_up_on: date | None
    recorded_by: str
    recorded_at: datetime
    revision: int
    inner_there: int
    account_id: UUID | None
    photos_there: int
    present: tuple[PeopleThere, ...]
    sections: tuple[SectionOfAnswers, ...]
    reading: SignsReading
    referrals: tuple[ReferralCard, ...]
    possible_victims: tuple[PossibleVictimCard, ...]
    learnings: tuple[ReportRow, ...]
    is_own: bool
    may_report: bool

    @property
    def people_there(self) -> int:
        return sum(group.count for group in self.present)

    @property
    def seen(self) -> tuple[AnsweredSign, ...]:
        """The signs that were seen, in the order of the sections."""
        answers = (sign for section in self.sections for sign in section.signs)
        return tuple(sign for sign in answers if sign.answer == "seen")


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What came of one visit, in counts; ``on`` is the day it began.

    ``alleging_labour`` counts all possible victims of the visit;
    ``brought_alleging_labour`` only those who were brought to safety. ``children`` are
    possible victims who are or may be under 18, ``medical`` referrals to health.
    """

    visit_id: UUID
    premises: str
    premises_kind: str
    kind: str
    kind_label: str
    on: date
    outcome: str
    outcome_label: str
    spoken_to: int
    leaflets: int
    notices: int
    arrests: int
    referrals: int
    signs_seen: int
    possible_victims: int
    brought_to_safety: int
    alleging_labour: int
    brought_alleging_labour: int
    children: int
    medical: int
    is_refused: bool
    is_interpreted: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of some rows."""

    visits: int
    spoken_to: int
    leaflets: int
    notices: int
    arrests: int
    referrals: int
    possible_victims: int
    brought_to_safety: int


@dataclass(frozen=True, slots=True)
class VisitsOfOperation:
    """The recorded visits of an operation, all or only some.

    Without ``knows_victims`` they are not told how many possible victims were found.
    """

    operation: str
    rows: tuple[OutcomeRow, ...]
    knows_victims: bool

    def only(self, *, outcome: str, on: date | None) -> VisitsOfOperation:
        """Those of one outcome and of one day; "" and None leave nothing out."""
        rows = (
            row
            for row in self.rows
            if outcome in ("", row.outcome) and on in (None, row.on)
        )
        return VisitsOfOperation(self.operation, tuple(rows), self.knows_victims)

    @property
    def days(self) -> list[date]:
        return sorted({row.on for row in self.rows})

    @property
    def totals(self) -> Totals:
        return Totals(
            visits=len(self.rows),
            spoken_to=sum(row.spoken_to for row in self.rows),
            leaflets=sum(row.leaflets for row in self.rows),
            notices=sum(row.notices for row in self.rows),
            arrests=sum(row.arrests for row in self.rows),
            referrals=sum(row.referrals for row in self.rows),
            possible_victims=sum(row.possible_victims for row in self.rows),
            brought_to_safety=sum(row.brought_to_safety for row in self.rows),
        )
