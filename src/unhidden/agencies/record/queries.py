"""The record with people's names, which the record itself does not hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.policy import AccessBasis, Purpose, Role
from unhidden.agencies.queries import names_of_people
from unhidden.audit import queries as audit
from unhidden.audit.queries import AuditEntry, SealedCheckpoint, SealingState
from unhidden.health import queries as health
from unhidden.health.checks import HealthCheck

DAYS, SAMPLE, CHECKPOINTS = 30, 10, 8


@dataclass(frozen=True, slots=True)
class NamedAuditEntry:
    """An event with the words for its codes and the name of who did it."""

    entry: AuditEntry
    person: str
    role: str
    purpose: str
    basis: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    event_id: UUID
    reviewer: str
    result: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RecordView:
    """How sealing and the installation stand, what waits for review, what was found."""

    state: SealingState
    is_late: bool
    runs_out: bool
    roles_with_settings: tuple[str, ...]
    checkpoints: tuple[SealedCheckpoint, ...]
    sample: tuple[NamedAuditEntry, ...]
    reviewed: tuple[Reviewed, ...]
    checks: tuple[HealthCheck, ...]


@query
def describe_audit_log(*, viewer: Actor, at: datetime) -> RecordView:
    """The page of those who oversee; the sample is another one each week."""
    year, week, _ = at.isocalendar()
    entries = audit.sample_events(
        viewer=viewer,
        since=at - timedelta(days=DAYS),
        seed=f"{year}-{week}",
        most=SAMPLE,
    )
    reviews = audit.list_reviews(viewer=viewer, most=SAMPLE)
    names = _names([*entries], {review.reviewer_id for review in reviews})
    state = audit.find_sealing_state()
    return RecordView(
        state=state,
        is_late=state.is_late(at),
        runs_out=state.runs_out(at),
        roles_with_settings=tuple(
            dict.fromkeys(each.role for each in audit.settings_of_roles())
        ),
        checkpoints=audit.list_checkpoints(viewer=viewer, most=CHECKPOINTS),
        sample=tuple(_named(entry, names) for entry in entries),
        reviewed=tuple(
            Reviewed(
                event_id=review.event_id,
                reviewer=names.get(review.reviewer_id, ""),
                result=str(review.result.label),
                at=review.at,
            )
            for review in reviews
        ),
        checks=health.check_health(at=at),
    )


@query
def find_audit_entry(*, viewer: Actor, entry_id: UUID) -> NamedAuditEntry:
    """One event; raises Absent."""
    found = audit.find_event(viewer=viewer, event_id=entry_id)
    return _named(found, _names([found], set()))


def _names(entries: Iterable[AuditEntry], others: set[UUID]) -> dict[UUID, str]:
    people = {entry.person_id for entry in entries if entry.person_id}
    return names_of_people(person_ids=people | others)


def _named(entry: AuditEntry, names: dict[UUID, str]) -> NamedAuditEntry:
    return NamedAuditEntry(
        entry=entry,
        person=names.get(entry.person_id, "") if entry.person_id else "",
        role=_label(Role, entry.role),
        purpose=_label(Purpose, entry.purpose),
        basis=_label(AccessBasis, entry.basis),
    )


def _label(choices: type[Role | Purpose | AccessBasis], code: str) -> str:
    return str(dict(choices.choices).get(code, ""))
