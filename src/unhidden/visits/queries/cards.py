"""What the readers of visits are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.operations.queries import PlannedVisitCard
from unhidden.signs.queries import Reading, SectionOfSigns


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
class MyVisits:
    """What one's teams still have to do, by day and hour, and what they did last."""

    planned: tuple[PlannedVisitCard, ...]
    recorded: tuple[VisitCard, ...]


@dataclass(frozen=True, slots=True)
class VisitToRecord:
    """A planned visit as its team finds it; ``visit_id`` when it is recorded."""

    plan: PlannedVisitCard
    first_day: date
    is_running: bool
    is_synthetic: bool
    visit_id: UUID | None
    sections: tuple[SectionOfSigns, ...]

    @property
    def is_open(self) -> bool:
        return self.is_running and self.plan.status == "planned"


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
class LearningCard:
    """An intelligence report that came of the visit."""

    id: UUID
    urn: str
    text: str
    grade: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class VisitView:
    """The whole record, readable. ``learnings`` only for readers of intelligence."""

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
    present: tuple[PeopleThere, ...]
    sections: tuple[SectionOfAnswers, ...]
    reading: Reading
    referrals: tuple[ReferralCard, ...]
    possible_victims: tuple[PossibleVictimCard, ...]
    learnings: tuple[LearningCard, ...]
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
    ``brought_alleging_labour`` only those who were brought to safety.
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


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of the rows shown."""

    visits: int
    spoken_to: int
    leaflets: int
    notices: int
    arrests: int
    referrals: int
    possible_victims: int
    brought_to_safety: int


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class VisitsOfOperation:
    """The rows that pass the filter, their totals, and what can be filtered by."""

    operation: str
    rows: tuple[OutcomeRow, ...]
    totals: Totals
    outcomes: tuple[OutcomeCount, ...]
    days: tuple[date, ...]
