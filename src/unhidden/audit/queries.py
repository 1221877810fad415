"""Reading the record back. It cannot name people: whoever asks does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from os import SEEK_END
from pathlib import Path
from uuid import UUID

from django.db import connection
from django.db.models import Case, Q, QuerySet, TextField, Value, When
from django.db.models.functions import MD5, Cast, Concat

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.policy import Purpose
from unhidden.access.rls.guarding import OWNER
from unhidden.access.rls.tables import BACKUP, GRANTED
from unhidden.audit import months, policies
from unhidden.audit.models import Checkpoint, Event
from unhidden.audit.policies import REVIEWED
from unhidden.audit.statements import (
    Anchor,
    CheckpointStatement,
    fingerprint_public_key,
    hash_statement,
)
from unhidden.audit.verbs import ReviewResult

LATE = timedelta(minutes=2)  # the worker seals every few seconds
#: Bytes at the end of a file of heads; a line has about a hundred.
_TAIL = 4096
_SETTINGS = """
select r.rolname::text, split_part(c, '=', 1), substr(c, strpos(c, '=') + 1)
  from pg_db_role_setting s join pg_roles r on r.oid = s.setrole
  cross join unnest(s.setconfig) c
 where r.rolname = any(%s) and s.setdatabase in (
   0, (select d.oid from pg_database d where d.datname = current_database()))
 order by 1, 2
"""
# What a supervisor looks at before anything else.
_TELLING = Q(is_refused=True) | Q(basis="break_glass")


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One event; labels are in the reader's language.

    Of one ``of_the_public`` nobody is shown more than the day.
    """

    id: UUID
    name: str
    verb: str
    verb_label: str
    is_refused: bool
    person_id: UUID | None
    organisation_id: UUID | None
    role: str
    purpose: str
    basis: str
    subject_kind: str
    subject_id: UUID | None
    shown: int
    justification: str
    at: datetime
    recorded_at: datetime
    is_of_the_public: bool


@dataclass(frozen=True, slots=True)
class EventReview:
    """What a supervisor found when they looked at an event."""

    event_id: UUID
    reviewer_id: UUID
    result: ReviewResult
    at: datetime


@dataclass(frozen=True, slots=True)
class RoleSetting:
    """A default of a database role; ``value`` is whatever somebody wrote there."""

    role: str
    name: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SealingState:
    """How sealing stands: what could be sealed, and since when the oldest could be."""

    waiting: int
    since: datetime | None
    lasts_until: datetime | None

    def is_late(self, at: datetime) -> bool:
        """Whether what waits should have been sealed long ago."""
        return self.since is not None and at - self.since > LATE

    def runs_out(self, at: datetime) -> bool:
        """Whether the tables of the months to come are too few."""
        return months.are_running_out(self.lasts_until, at)


@dataclass(frozen=True, slots=True)
class SealedCheckpoint:
    """One checkpoint, as it is compared with what was kept outside."""

    number: int
    count: int
    total: int
    sealed_at: datetime
    head: str
    key: str


def history(*, subject_ids: Iterable[UUID]) -> list[AuditEntry]:
    """Everything done to these records, oldest first, refusals too."""
    rows = Event.objects.filter(subject_id__in=list(subject_ids)).order_by("at", "id")
    return [_entry(row) for row in rows]


@query
def sample_events(
    *, viewer: Actor, since: datetime, seed: str, most: int
) -> tuple[AuditEntry, ...]:
    """Events since then that wait for review: refusals and emergencies before others.

    The same for one ``seed``, in an order that nobody chose. What the viewer did
    themselves is for others to review, and what was written down since of an older
    day, as a replay is, for nobody.
    """
    viewer.must(policies.REVIEW)
    reviewed = _reviews().values("subject_id")
    rows = (
        Event.objects.filter(recorded_at__gte=since, at__gte=since)
        .filter(person_id__isnull=False)
        .exclude(person_id=viewer.person)
        .exclude(name=REVIEWED)
        .exclude(id__in=reviewed)
        .annotate(place=MD5(Concat(Cast("id", TextField()), Value(seed, TextField()))))
        .order_by(Case(When(_TELLING, then=0), default=1), "place")
    )
    return tuple(_entry(row) for row in rows[:most])


@query
def list_reviews(*, viewer: Actor, most: int) -> tuple[EventReview, ...]:
    """What reviewers found, the last first."""
    viewer.must(policies.REVIEW)
    rows = _reviews().order_by("-recorded_at", "id")[:most]
    return tuple(
        EventReview(
            event_id=row.subject_id,
            reviewer_id=row.person_id,
            result=ReviewResult(row.detail["result"]),
            at=row.at,
        )
        for row in rows
        if row.subject_id and row.person_id
    )


def _reviews() -> QuerySet[Event]:
    """What those found who audit: others' SQL can add an event of this name too."""
    return Event.objects.filter(
        name=REVIEWED, purpose=Purpose.AUDIT, detail__result__in=ReviewResult.values
    )


@query
def find_event(*, viewer: Actor, event_id: UUID) -> AuditEntry:
    """One event to review; raises Absent for one that is not theirs to see."""
    viewer.must(policies.REVIEW)
    row = Event.objects.filter(id=event_id).first()
    if row is None:
        raise Absent
    return _entry(row)


@query
def list_checkpoints(*, viewer: Actor, most: int) -> tuple[SealedCheckpoint, ...]:
    """The last checkpoints, newest first."""
    viewer.must(policies.REVIEW)
    rows = Checkpoint.objects.order_by("-number")[:most]
    return tuple(_sealed(row) for row in rows)


def settings_of_roles() -> tuple[RoleSetting, ...]:
    """The defaults that a database role has, in this database or in all.

    None should have any: each connection states what it needs, and each start takes
    away what a role has set for itself.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SETTINGS, [[*GRANTED.values(), BACKUP, OWNER]])
        return tuple(RoleSetting(*row) for row in cursor.fetchall())


def find_sealing_state() -> SealingState:
    """How sealing stands; the worker's alarms and the overseers' page ask."""
    with connection.cursor() as cursor:
        cursor.execute("select * from wall.sealing()")
        return SealingState(*cursor.fetchone())


def fits_kept_heads(file: Path) -> bool:
    """Whether the last head in ``file`` is still one of this record's; none is."""
    last = _last_head(file)
    if last is None:
        return True
    row = Checkpoint.objects.filter(number=last.number).first()
    return row is not None and hash_statement(row.statement) == last.head


def _last_head(file: Path) -> Anchor | None:
    """The head in the last whole line, read from the end; None where there is none."""
    if not file.exists():
        return None
    with file.open("rb") as opened:
        size = opened.seek(0, SEEK_END)
        opened.seek(max(0, size - _TAIL))
        lines = opened.read().rpartition(b"\n")[0].splitlines()
    return Anchor.from_line(lines[-1].decode()) if lines else None


def _entry(row: Event) -> AuditEntry:
    return AuditEntry(
        id=row.id,
        name=row.name,
        verb=row.verb,
        verb_label=row.get_verb_display(),
        is_refused=row.is_refused,
        person_id=row.person_id,
        organisation_id=row.organisation_id,
        role=row.role,
        purpose=row.purpose,
        basis=row.basis,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        shown=len(row.shown),
        justification=row.justification,
        at=row.at,
        recorded_at=row.recorded_at,
        is_of_the_public=row.process == "public",
    )


def _sealed(row: Checkpoint) -> SealedCheckpoint:
    said = CheckpointStatement.from_text(row.statement)
    return SealedCheckpoint(
        number=said.number,
        count=said.count,
        total=said.total,
        sealed_at=datetime.fromisoformat(said.sealed_at),
        head=hash_statement(row.statement),
        key=fingerprint_public_key(bytes(row.public_key)),
    )
