"""The decisions of a log, with when each is to be reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Count, F, OuterRef, QuerySet, Subquery, When

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.decision_log.models import AddendumKind, DecisionAddendum, LoggedDecision
from unhidden.decision_log.policies import KEEP
from unhidden.decision_log.queries.subjects import LogSubject, find_log_subject

OPEN, DUE = "open", "due"
HEADINGS = (
    "information",
    "threat_and_risk",
    "powers_and_policy",
    "options",
    "action_and_review",
    "values",
)


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which decisions are wanted: by review (``OPEN``, ``DUE`` or all), by author."""

    review: str = ""
    author_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """A decision in the list; ``review_at`` is the next review, if one is open."""

    id: UUID
    number: int
    title: str
    author: str
    capacity: str
    decided_at: datetime
    review_at: datetime | None
    is_due: bool
    addenda: int


@dataclass(frozen=True, slots=True)
class AddendumView:
    number: int
    kind: str
    kind_label: str
    author: str
    organisation: str
    capacity: str
    written_at: datetime
    text: str
    review_at: datetime | None


@dataclass(frozen=True, slots=True)
class LoggedDecisionView:
    """The whole of a decision; ``rejected`` are options, and why each was."""

    card: DecisionCard
    subject: LogSubject
    organisation: str
    written_at: datetime
    first_review_at: datetime | None
    texts: dict[str, str]
    addressed_to: tuple[str, ...]
    rejected: tuple[tuple[str, str], ...]
    addenda: tuple[AddendumView, ...]


@dataclass(frozen=True, slots=True)
class LogPage:
    """A log as it is filtered; ``authors`` are all who wrote in it, by name."""

    subject: LogSubject
    decisions: tuple[DecisionCard, ...]
    total: int
    due: int
    authors: tuple[tuple[UUID, str], ...]


@query
def read_log(
    *, viewer: Actor, domain: str, subject_id: UUID, wanted: LogFilter, at: datetime
) -> LogPage:
    """The decisions of a log, the latest first; raises Absent where it is closed."""
    viewer.must(KEEP)
    subject = find_log_subject(viewer, domain, subject_id)
    cards = [_card(row, subject, at) for row in _decisions(domain, subject_id)]
    authors = dict(
        _decisions(domain, subject_id).values_list("author_id", "author__name")
    )
    shown = [row for row in cards if _is_wanted(row, wanted)]
    if wanted.author_id:
        of_author = _decisions(domain, subject_id).filter(author_id=wanted.author_id)
        ids = set(of_author.values_list("id", flat=True))
        shown = [row for row in shown if row.id in ids]
    return LogPage(
        subject=subject,
        decisions=tuple(shown),
        total=len(cards),
        due=sum(row.is_due for row in cards),
        authors=tuple(sorted(authors.items(), key=lambda pair: (pair[1], pair[0]))),
    )


@query
def list_last_decisions(
    *, viewer: Actor, domain: str, subject_id: UUID, at: datetime, most: int
) -> list[DecisionCard]:
    """The latest decisions of a log, as far as the viewer reads it; raises Absent where
    it is closed."""
    viewer.must(KEEP)
    subject = find_log_subject(viewer, domain, subject_id)
    return [_card(row, subject, at) for row in _decisions(domain, subject_id)[:most]]


@query
def list_open_reviews(
    *, viewer: Actor, subject: LogSubject, at: datetime
) -> list[DecisionCard]:
    """The decisions of a log, which its record's module found open to the viewer, of
    which a review is to come or is due; the latest first."""
    viewer.must(KEEP)
    rows = _decisions(subject.kind, subject.id)
    found = rows.filter(next_review__isnull=False)  # type: ignore[misc]  # annotated
    return [_card(row, subject, at) for row in found]


@query
def read_decision(
    *, viewer: Actor, domain: str, decision_id: UUID, at: datetime
) -> LoggedDecisionView:
    """One decision with its addenda; raises Absent."""
    viewer.must(KEEP)
    row = _with_reviews(
        LoggedDecision.objects.filter(id=decision_id, kind=domain)
    ).first()
    if row is None:
        raise Absent
    subject = find_log_subject(viewer, row.kind, row.subject_id)
    return LoggedDecisionView(
        card=_card(row, subject, at),
        subject=subject,
        organisation=agencies.name_of(row.organisation),
        written_at=row.written_at,
        first_review_at=row.review_at,
        texts={name: getattr(row, name) for name in HEADINGS},
        addressed_to=tuple(map(subject.name_capacity, row.addressed_to)),
        rejected=tuple((option, reason) for option, reason in row.rejected),
        addenda=tuple(_addendum(each, subject) for each in _addenda(row)),
    )


@query
def find_decision(
    *, viewer: Actor, domain: str, subject_id: UUID, number: int
) -> UUID | None:
    """The decision with this number in a log, if the viewer reads it."""
    viewer.must(KEEP)
    found = LoggedDecision.objects.filter(
        kind=domain, subject_id=subject_id, number=number
    )
    return found.values_list("id", flat=True).first()


@query
def count_due_reviews(
    *, viewer: Actor, domain: str, subject_id: UUID, at: datetime
) -> int:
    """How many decisions of a log should have been reviewed by now."""
    viewer.must(KEEP)
    rows = _decisions(domain, subject_id)
    return rows.filter(next_review__lte=at).count()  # type: ignore[misc]  # annotated


def _decisions(kind: str, subject_id: UUID) -> QuerySet[LoggedDecision]:
    rows = LoggedDecision.objects.filter(kind=kind, subject_id=subject_id)
    return _with_reviews(rows).order_by("-number", "id")


def _with_reviews(rows: QuerySet[LoggedDecision]) -> QuerySet[LoggedDecision]:
    """With the next review: the one that the last review set, or else the first."""
    reviews = DecisionAddendum.objects.filter(
        decision_id=OuterRef("id"), kind=AddendumKind.REVIEW
    ).order_by("-number", "id")
    return rows.select_related("author", "organisation").annotate(
        reviewed=Subquery(reviews.values("number")[:1]),
        next_review=Case(
            When(reviewed__isnull=True, then=F("review_at")),
            default=Subquery(reviews.values("review_at")[:1]),
        ),
        written_after=Count("addenda"),
    )


def _addenda(row: LoggedDecision) -> QuerySet[DecisionAddendum]:
    return row.addenda.select_related("author", "organisation").order_by("number", "id")


def _is_wanted(card: DecisionCard, wanted: LogFilter) -> bool:
    if wanted.review == OPEN:
        return card.review_at is not None
    return card.is_due if wanted.review == DUE else True


def _card(row: LoggedDecision, subject: LogSubject, at: datetime) -> DecisionCard:
    next_review: datetime | None = row.next_review  # type: ignore[attr-defined]  # annotated
    return DecisionCard(
        id=row.id,
        number=row.number,
        title=row.title,
        author=row.author.name,
        capacity=subject.name_capacity(row.capacity),
        decided_at=row.decided_at,
        review_at=next_review,
        is_due=next_review is not None and next_review <= at,
        addenda=row.written_after,  # type: ignore[attr-defined]  # annotated
    )


def _addendum(row: DecisionAddendum, subject: LogSubject) -> AddendumView:
    return AddendumView(
        number=row.number,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        author=row.author.name,
        organisation=agencies.name_of(row.organisation),
        capacity=subject.name_capacity(row.capacity),
        written_at=row.written_at,
        text=row.text,
        review_at=row.review_at,
    )
