"""The signed schedules of an investigation: versions, lines, and what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.frame.queries import may_work, read_head
from unhidden.investigations.models import (
    Investigation,
    MaterialValue,
    PresumedAnswer,
    PresumedCategory,
    Schedule,
    ScheduleKind,
    ScheduleLine,
)
from unhidden.investigations.unused.queries.sealed import SensitiveWords, open_signed
from unhidden.investigations.unused.queries.states import (
    UnusedItem,
    UnusedState,
    may_read_sensitive,
    may_schedule,
    read_unused,
)
from unhidden.investigations.unused.rules.axes import is_presumption_in_force
from unhidden.investigations.unused.rules.signing import (
    OPEN,
    REPORT,
    SEALED,
    ListedLine,
    ProposedLine,
    digest_state,
    find_unsigned,
    propose_open_lines,
    propose_sealed_lines,
    read_listing,
)
from unhidden.lib.working_days import day_in_london


@dataclass(frozen=True, slots=True)
class ScheduleCard:
    """A signed version of a schedule, without its lines."""

    id: UUID
    kind: str
    kind_label: str
    version: int
    first_line: int
    lines_count: int
    digest: str
    certificate: str
    exceptions: str
    signed_by: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A line as it was signed; ``sensitive`` where the viewer may read it."""

    id: UUID
    line: int
    number: int
    words: str
    quantity: int
    marks: str
    sensitive: SensitiveWords | None = None


@dataclass(frozen=True, slots=True)
class SignedSchedule:
    """A signed version with its lines."""

    card: ScheduleCard
    lines: tuple[SignedLine, ...]


@dataclass(frozen=True, slots=True)
class PresumedView:
    """A category of presumed material, and what was answered last."""

    category: str
    label: str
    answer: str
    answer_label: str
    reason: str


@dataclass(frozen=True, slots=True)
class SchedulePreview:
    """What a signature now would list, and what stands in its way."""

    open_lines: tuple[ProposedLine, ...]
    sealed_lines: tuple[ProposedLine, ...]
    unsigned: tuple[int, ...]
    unanswered: tuple[str, ...]
    has_changed: bool
    may_sign: bool

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.unsigned and not self.unanswered and self.has_changed


@dataclass(frozen=True, slots=True)
class SchedulesView:
    """The signed versions, the presumed categories, and the certificate."""

    cards: tuple[ScheduleCard, ...]
    presumed: tuple[PresumedView, ...]
    is_presumption_in_force: bool
    is_certificate_void: bool
    undecided: int
    may_sign: bool
    may_reveal: bool


@query
@of_one_record("investigation_id")
def get_schedules(
    *, viewer: Actor, investigation_id: UUID, at: datetime
) -> SchedulesView:
    """What was signed, and whether it holds; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    unused = read_unused(head, viewer)
    may_sign = may_work(head) and may_schedule(head, viewer)
    is_certificate_void = is_void(head, unused)
    may_reveal = not is_certificate_void and bool(list_unrevealed(unused))
    return SchedulesView(
        cards=list_cards(head),
        presumed=list_presumed(head),
        is_presumption_in_force=is_presumption_in_force(day_in_london(at)),
        is_certificate_void=is_certificate_void,
        undecided=len(find_unsigned(unused.item_states, list(unused.accused))),
        may_sign=may_sign,
        may_reveal=may_sign and may_reveal,
    )


@query
@of_one_record("investigation_id")
def preview_schedules(
    *, viewer: Actor, investigation_id: UUID, at: datetime
) -> SchedulePreview:
    """What would be signed now; raises Absent for whoever does not schedule."""
    viewer.must("investigations.schedule")
    head = read_head(viewer, investigation_id)
    if not may_schedule(head, viewer):
        raise Absent
    unused = read_unused(head, viewer)
    return make_preview(head, unused, day_in_london(at), may_sign=may_work(head))


def make_preview(
    head: Investigation, unused: UnusedState, day: date, *, may_sign: bool
) -> SchedulePreview:
    """The lines that the next versions add, and what is still in their way."""
    accused = list(unused.accused)
    signed = {
        kind: (listed_on(head, unused, kind), find_last_line(head, kind))
        for kind in (OPEN, SEALED)
    }
    return SchedulePreview(
        open_lines=tuple(
            propose_open_lines(unused.item_states, accused, *signed[OPEN])
        ),
        sealed_lines=tuple(
            propose_sealed_lines(unused.item_states, accused, *signed[SEALED])
        ),
        unsigned=tuple(find_unsigned(unused.item_states, accused)),
        unanswered=find_unanswered(head, day),
        has_changed=not _is_signed(head, unused),
        may_sign=may_sign,
    )


@query
@of_one_record("investigation_id")
def get_schedule(
    *, viewer: Actor, investigation_id: UUID, kind: str, version: int
) -> SignedSchedule:
    """A signed version with its lines; raises Absent and KeysLocked.

    Of the sensitive schedule, for the posts that may read it alone.
    """
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    row = (
        Schedule.objects.filter(investigation=head, kind=kind, version=version)
        .select_related("signed_by")
        .first()
    )
    if row is None or (kind == SEALED and not may_read_sensitive(head, viewer)):
        raise Absent
    return SignedSchedule(_card(row), read_lines(row, viewer))


def read_lines(row: Schedule, viewer: Actor) -> tuple[SignedLine, ...]:
    """The lines of a signed version in order; raises KeysLocked."""
    lines = list(row.lines.select_related("material").order_by("line"))
    sensitive = open_signed(lines, viewer) if row.kind == SEALED else {}
    return tuple(
        SignedLine(
            id=line.id,
            line=line.line,
            number=line.material.number,
            words=line.words,
            quantity=line.quantity,
            marks=line.marks,
            sensitive=sensitive.get(line.id),
        )
        for line in lines
    )


def list_cards(head: Investigation) -> tuple[ScheduleCard, ...]:
    """All signed versions, the newest first."""
    found = Schedule.objects.filter(investigation=head).select_related("signed_by")
    return tuple(_card(row) for row in found.order_by("-version", "kind"))


def _card(row: Schedule) -> ScheduleCard:
    return ScheduleCard(
        id=row.id,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        version=row.version,
        first_line=row.first_line,
        lines_count=row.lines_count,
        digest=row.digest,
        certificate=row.certificate,
        exceptions=row.exceptions,
        signed_by=row.signed_by.name,
        signed_at=row.signed_at,
    )


def find_newest(head: Investigation, kind: str) -> Schedule | None:
    """The last signed version of a kind."""
    found = Schedule.objects.filter(investigation=head, kind=kind)
    return found.order_by("-version").first()


def find_last_line(head: Investigation, kind: str) -> int:
    """The last line signed of a kind; nought before the first."""
    row = find_newest(head, kind)
    return row.first_line + row.lines_count - 1 if row else 0


def listed_on(
    head: Investigation, unused: UnusedState, kind: str
) -> Mapping[int, ListedLine]:
    """How items stand on the signed schedules of a kind already, by their number.

    The decision of revelation says on which line an item was listed last.
    """
    rows = ScheduleLine.objects.filter(
        schedule__investigation=head, schedule__kind=kind
    )
    told = rows.values_list("line", "words", "quantity", "marks")
    lines = {line: (words, quantity, marks) for line, words, quantity, marks in told}
    listed = {}
    for item in unused.items:
        decided = item.latest.get(("revelation", None))
        listing = read_listing(decided.code) if decided else {}
        if kind not in listing:
            continue
        line, turn = listing[kind]
        words, quantity, marks = lines[line]
        is_evidence = marks.startswith("evidence:")
        listed[item.number] = ListedLine(
            line, words, quantity, turn=turn, is_evidence=is_evidence
        )
    return listed


def list_unrevealed(unused: UnusedState) -> list[UnusedItem]:
    """The items that are on a signed schedule which was not sent to the prosecutor."""
    return [
        item
        for item in unused.items
        if item.state.decided_value("revelation") == MaterialValue.SCHEDULED
    ]


def is_void(head: Investigation, unused: UnusedState) -> bool:
    """Whether what the last certificate was about has changed since."""
    row = find_newest(head, REPORT)
    return row is not None and not _is_of(row, unused)


def _is_signed(head: Investigation, unused: UnusedState) -> bool:
    row = find_newest(head, REPORT)
    return row is not None and _is_of(row, unused)


def _is_of(row: Schedule, unused: UnusedState) -> bool:
    """Whether a certificate is about what stands now."""
    return row.state_digest == digest_state(
        unused.item_states, list(unused.accused), unused.looks
    )


def list_presumed(head: Investigation) -> tuple[PresumedView, ...]:
    """Every category of presumed material with its last answer."""
    rows = (
        PresumedAnswer.objects.filter(investigation=head)
        .order_by("category", "-turn")
        .distinct("category")
    )
    answered = {row.category: row for row in rows}
    return tuple(
        PresumedView(
            category=category.value,
            label=str(category.label),
            answer=row.answer if (row := answered.get(category)) else "",
            answer_label=row.get_answer_display() if row else "",
            reason=row.reason if row else "",
        )
        for category in PresumedCategory
    )


def find_unanswered(head: Investigation, day: date) -> tuple[str, ...]:
    """The categories to answer still, while the presumption is in force."""
    if not is_presumption_in_force(day):
        return ()
    return tuple(each.category for each in list_presumed(head) if not each.answer)


SCHEDULE_KINDS = tuple(kind.value for kind in ScheduleKind)
