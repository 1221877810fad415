"""How long intelligence is kept, when it is reviewed, and what a review may decide.

Review groups, clear periods and the four tests of the National Retention Assessment
Criteria (College of Policing, retention, review and disposal;
Police Information and Records Management Code 2023). The periods stand in this file
alone: change them here when the force's schedule says otherwise. The shortest stands
in ``sql/retention_reviews.sql`` besides, so that no program disposes of it sooner.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from uuid import UUID

from unhidden.intelligence.subjects.rules.mentions import (
    is_partial_date,
    read_birth_span,
)
from unhidden.lib.markings import is_marked_too_high


@dataclass(frozen=True, slots=True)
class Period:
    """Years without a relevant event before a review, and between reviews after it."""

    clear: int
    step: int


#: By review group. Group 1 is reviewed in these periods, and kept until the person
#: would be 100.
PERIODS: Mapping[int, Period] = {
    1: Period(10, 10),
    2: Period(10, 10),
    3: Period(6, 5),
    4: Period(6, 6),
}
FEWEST_YEARS = min(period.clear for period in PERIODS.values())
FOR_LIFE, LIFE = 1, 100
#: What a thing is kept in at most that somebody of group 1 has to do with.
OF_THINGS = 2
DUE_WITHIN = timedelta(days=90)

INTELLIGENCE_ONLY, SLAVERY = "intelligence_only", "slavery"
#: What a report is about, and the group it is reviewed in. Modern Slavery Act 2015,
#: sections 1 and 2, stands in group 2 until the force's schedule says otherwise.
GROUP_OF: Mapping[str, int] = {
    "public_protection": 1,
    SLAVERY: 2,
    "serious": 2,
    "other_offence": 3,
    INTELLIGENCE_ONLY: 4,
}
#: Links that say somebody may be exploited: the suspicion of such an offence.
SUSPICIONS = ("exploited_at", "exploited_by")

RETAIN, DISPOSE, ANONYMISE = "retain", "dispose", "anonymise"
HOLD, LIFT, AGREE, REFUSE = "hold", "lift", "agree", "refuse"
#: What a second person must agree to before it is done.
FINAL = frozenset({DISPOSE, ANONYMISE})
#: What rests on the four tests.
TESTED = FINAL | {RETAIN}


@dataclass(frozen=True, slots=True)
class ReviewTurn:
    """One decision on a report, in the order in which they were made."""

    decision: str
    on: date
    by: UUID


@dataclass(frozen=True, slots=True)
class RetentionState:
    """Where a report stands: held, waiting for a second person, retained before."""

    is_held: bool
    proposed: ReviewTurn | None
    retained_on: date | None


@dataclass(frozen=True, slots=True)
class RetentionAnswer:
    """One of the four tests: yes or no, and why."""

    holds: bool
    words: str


@dataclass(frozen=True, slots=True)
class NewReview:
    """What somebody decides; the tests are answered for what rests on them."""

    decision: str
    reason: str
    necessity: RetentionAnswer | None = None
    pattern: RetentionAnswer | None = None
    risk: RetentionAnswer | None = None
    vulnerability: RetentionAnswer | None = None

    @property
    def answers(self) -> tuple[RetentionAnswer | None, ...]:
        return self.necessity, self.pattern, self.risk, self.vulnerability


class ReviewFault(Enum):
    UNKNOWN = "unknown"
    REASON_MISSING = "reason_missing"
    ANSWER_MISSING = "answer_missing"
    MARKING_TOO_HIGH = "marking_too_high"
    HELD = "held"
    NOT_HELD = "not_held"
    WAITS = "waits"
    NOTHING_PROPOSED = "nothing_proposed"
    OWN_DECISION = "own_decision"
    NOT_YET = "not_yet"
    KEPT_FOR_LIFE = "kept_for_life"


def matter_of(chosen: str | None, *, is_suspected: bool) -> str:
    """What a report is about: as somebody said, or as one of its links suspects."""
    if chosen is not None:
        return chosen
    return SLAVERY if is_suspected else INTELLIGENCE_ONLY


def next_review(
    group: int,
    *,
    events: Iterable[date],
    retained_on: date | None = None,
    born: Iterable[date] = (),
) -> date:
    """The day on which a report is next reviewed.

    ``events`` are the days of all that is known of its subjects, its own among them:
    the clear period starts again with each. What was retained is reviewed a step after
    that at the earliest. In group 1 it is the day on which the youngest of those
    ``born`` would be 100, where that comes first; never within the fewest years.
    """
    last, period = max(events), PERIODS[group]
    due = years_after(last, period.clear)
    if retained_on is not None:
        due = max(due, years_after(retained_on, period.step))
    lives = [years_after(day, LIFE) for day in born] if group == FOR_LIFE else []
    if lives:
        due = min(due, max(*lives, years_after(last, FEWEST_YEARS)))
    return due


def goes_from(
    group: int, *, due_on: date, lives: Sequence[Collection[date]]
) -> date | None:
    """The day from which a report may go; None where nobody can say.

    That is its review. In group 1 it is not before all would be 100 for whom it is
    kept: ``lives`` are the days on which each may be born, and of nobody unknown.
    """
    if group != FOR_LIFE:
        return due_on
    if not lives or not all(lives):
        return None
    youngest = max(day for each in lives for day in each)
    return max(due_on, years_after(youngest, LIFE))


def own_day_at_most(today: date) -> date:
    """What happened later than this is not due yet in any group, nor soon."""
    return years_after(today + DUE_WITHIN, -FEWEST_YEARS)


def is_due(day: date, *, today: date) -> bool:
    return day <= today


def is_soon(day: date, *, today: date) -> bool:
    """Whether a review is due, or will be within 90 days."""
    return day <= today + DUE_WITHIN


def years_after(day: date, years: int) -> date:
    """The same day in another year; 28 February for the 29th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def compute_retention_state(history: Sequence[ReviewTurn]) -> RetentionState:
    """Where a report stands after these decisions, the oldest first."""
    holds = [each.decision for each in history if each.decision in (HOLD, LIFT)]
    retained = [each.on for each in history if each.decision == RETAIN]
    newest = history[-1] if history else None
    return RetentionState(
        is_held=holds[-1:] == [HOLD],
        proposed=newest if newest and newest.decision in FINAL else None,
        retained_on=retained[-1] if retained else None,
    )


def fault_in(
    new: NewReview,
    *,
    stands: RetentionState,
    due_on: date,
    goes_from: date | None,
    today: date,
    by: UUID,
) -> ReviewFault | None:
    """What is wrong with a decision, if anything; a legal hold comes before all."""
    early = None
    if not is_due(due_on, today=today):
        early = ReviewFault.NOT_YET
    elif goes_from is None or goes_from > today:
        early = ReviewFault.KEPT_FOR_LIFE
    return _fault_of_words(new) or _fault_of_state(new.decision, stands, early, by)


def _fault_of_words(new: NewReview) -> ReviewFault | None:
    if new.decision not in TESTED | {HOLD, LIFT, AGREE, REFUSE}:
        return ReviewFault.UNKNOWN
    if not new.reason.strip():
        return ReviewFault.REASON_MISSING
    given = [each.words for each in new.answers if each is not None]
    is_whole = len(given) == len(new.answers) and all(map(str.strip, given))
    if new.decision in TESTED and not is_whole:
        return ReviewFault.ANSWER_MISSING
    if any(map(is_marked_too_high, [new.reason, *given])):
        return ReviewFault.MARKING_TOO_HIGH
    return None


def _fault_of_state(
    decision: str, stands: RetentionState, early: ReviewFault | None, by: UUID
) -> ReviewFault | None:
    if decision == LIFT:
        return None if stands.is_held else ReviewFault.NOT_HELD
    if stands.is_held:
        return ReviewFault.HELD
    if decision in (AGREE, REFUSE):
        return _fault_of_answer(decision, stands.proposed, early, by)
    if decision != HOLD and stands.proposed is not None:
        return ReviewFault.WAITS
    return early if decision in FINAL else None


def _fault_of_answer(
    decision: str, proposed: ReviewTurn | None, early: ReviewFault | None, by: UUID
) -> ReviewFault | None:
    """Whoever proposed it may take it back, and never agree to it.

    Nobody may once its time is not over any more: something was learnt since.
    """
    if proposed is None:
        return ReviewFault.NOTHING_PROPOSED
    if decision == REFUSE:
        return None
    if proposed.by == by:
        return ReviewFault.OWN_DECISION
    return early


def latest_birth(said: str) -> date | None:
    """The last day on which somebody born in this year, month or day can be born.

    ``said`` is as a mention holds it: ``1985``, ``1985-03``, ``1985-03-12``, or between
    two years ``1985/1991``.
    """
    if span := read_birth_span(said):
        return date(span[1], 12, 31)
    if not is_partial_date(said):
        return None
    year, month, day = (int(part) for part in [*said.split("-"), "0", "0"][:3])
    if month and day:
        return date(year, month, day)
    return date(year, month or 12, monthrange(year, month or 12)[1])
