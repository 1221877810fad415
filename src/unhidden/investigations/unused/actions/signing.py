"""Signing schedules, which freezes their lines, and sending them to the prosecutor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action, stay_inside
from unhidden.audit import actions as audit
from unhidden.investigations.exhibits.actions.digests import enter_incidents
from unhidden.investigations.frame.actions import hold_open_investigation, tell_event
from unhidden.investigations.models import (
    Investigation,
    MaterialDecision,
    MaterialValue,
    Schedule,
    ScheduleLine,
    SensitiveLine,
)
from unhidden.investigations.unused.actions import refusals
from unhidden.investigations.unused.actions.deciding import (
    NewMaterialDecision,
    make_decision,
)
from unhidden.investigations.unused.actions.sealing import seal_lines
from unhidden.investigations.unused.queries import schedules
from unhidden.investigations.unused.queries.states import (
    UnusedItem,
    UnusedState,
    may_schedule,
    read_unused,
)
from unhidden.investigations.unused.rules.axes import find_certificate
from unhidden.investigations.unused.rules.places import is_exception
from unhidden.investigations.unused.rules.signing import (
    OPEN,
    REPORT,
    SEALED,
    ProposedLine,
    digest_lines,
    digest_state,
    number_lines,
    read_listing,
    write_listing,
)
from unhidden.lib.working_days import day_in_london

_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class NewSignature:
    """What whoever signs says: the exceptions, and in which language they certified."""

    exceptions: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class _Signer:
    head: Investigation
    actor: Actor
    at: datetime
    certificate: str
    exceptions: str


@action
def sign_schedules(
    *, investigation_id: UUID, new: NewSignature, actor: Actor, at: datetime
) -> int:
    """Sign the next versions of the schedules, and the report; gives its version.

    The lines are frozen with their words. A first sensitive schedule is signed even if
    nothing is sensitive. Raises StillUndecided, PresumedUnanswered, NothingNewToSign,
    InvestigationClosed, Absent, KeysLocked.
    """
    head = _hold(investigation_id, actor)
    enter_incidents(head, actor, at)
    unused = read_unused(head, actor)
    stay_inside(actor)
    day = day_in_london(at)
    preview = schedules.make_preview(head, unused, day, may_sign=True)
    if preview.unsigned:
        raise refusals.StillUndecided(preview.unsigned)
    if preview.unanswered:
        raise refusals.PresumedUnanswered(preview.unanswered)
    if not preview.has_changed:
        raise refusals.NothingNewToSign
    words = find_certificate(day, new.language)
    signer = _Signer(
        head, actor, at, f"{words.version}:{new.language}", new.exceptions.strip()
    )
    items = {item.number: item for item in unused.items}
    listed = {OPEN: list(preview.open_lines), SEALED: list(preview.sealed_lines)}
    for kind, lines in listed.items():
        _sign(signer, kind, lines, items)
    _list(signer, listed, items)
    return _report(signer, unused, items)


@action
def reveal_schedules(*, investigation_id: UUID, actor: Actor, at: datetime) -> int:
    """Record that what was signed was sent to the prosecutor; gives of how many items.

    Raises NothingToReveal, CertificateVoid, InvestigationClosed, Absent.
    """
    head = _hold(investigation_id, actor)
    unused = read_unused(head, actor)
    waiting = schedules.list_unrevealed(unused)
    if not waiting:
        raise refusals.NothingToReveal
    if schedules.is_void(head, unused):
        raise refusals.CertificateVoid
    rows = [
        make_decision(
            head,
            item,
            NewMaterialDecision(
                "revelation",
                MaterialValue.REVEALED,
                code=item.latest[("revelation", None)].code,
            ),
            None,
            actor,
            at,
        )
        for item in waiting
    ]
    _write(MaterialDecision, rows, actor)
    audit.record_event(
        name="investigations.schedules_revealed",
        verb=audit.Verb.DISCLOSURE,
        actor=actor,
        subject=head,
        at=at,
        detail={"items": len(rows)},
    )
    return len(rows)


def _hold(investigation_id: UUID, actor: Actor) -> Investigation:
    actor.must("investigations.schedule")
    head = hold_open_investigation(investigation_id, actor)
    if not may_schedule(head, actor):
        raise Absent
    return head


def _write(model: Any, rows: Sequence[Any], actor: Actor) -> None:
    """Keep rows a thousand at a time, each in a minute of its own."""
    for start in range(0, len(rows), _BATCH):
        stay_inside(actor)
        model.objects.bulk_create(rows[start : start + _BATCH])


def _sign(
    signer: _Signer,
    kind: str,
    lines: list[ProposedLine],
    items: dict[int, UnusedItem],
    state_digest: str = "",
) -> int:
    """Freeze a version with its lines; none where there is nothing new to list."""
    before = schedules.find_newest(signer.head, kind)
    if before is not None and not lines and kind != REPORT:
        return before.version
    row = Schedule(
        investigation=signer.head,
        kind=kind,
        version=before.version + 1 if before else 1,
        first_line=before.first_line + before.lines_count if before else 1,
        lines_count=len(lines),
        digest=digest_lines([(x.line, x.words, x.quantity, x.marks) for x in lines]),
        state_digest=state_digest,
        certificate=signer.certificate,
        exceptions=signer.exceptions,
        signed_by_id=signer.actor.person,
        signed_at=signer.at,
    )
    _freeze(signer, row, lines, items)
    stay_inside(signer.actor)
    row.save(force_insert=True)
    tell_event(
        "schedule_signed",
        row,
        actor=signer.actor,
        at=signer.at,
        kind=kind,
        version=row.version,
        lines=len(lines),
        digest=row.digest,
    )
    return row.version


def _freeze(
    signer: _Signer,
    row: Schedule,
    lines: list[ProposedLine],
    items: dict[int, UnusedItem],
) -> None:
    """Write the lines of a version that is about to be signed: then it takes none."""
    frozen = [
        ScheduleLine(
            investigation=signer.head,
            schedule=row,
            material_id=items[each.items[0]].id,
            line=each.line,
            words=each.words,
            quantity=each.quantity,
            marks=each.marks,
        )
        for each in lines
    ]
    _write(ScheduleLine, frozen, signer.actor)
    if row.kind == SEALED:
        sealed = seal_lines(signer.head, frozen, signer.actor, signer.at)
        _write(SensitiveLine, sealed, signer.actor)


def _list(
    signer: _Signer,
    listed: dict[str, list[ProposedLine]],
    items: dict[int, UnusedItem],
) -> None:
    """Write for each listed item on which lines of the schedules it stands now."""
    listings: dict[int, dict[str, tuple[int, int]]] = {}
    for kind, lines in listed.items():
        for line in lines:
            for number in line.items:
                before = items[number].latest.get(("revelation", None))
                known = read_listing(before.code) if before else {}
                listing = listings.setdefault(number, known)
                listing[kind] = (line.line, line.turn)
    rows = [
        make_decision(
            signer.head,
            items[number],
            NewMaterialDecision(
                "revelation", MaterialValue.SCHEDULED, code=write_listing(listing)
            ),
            None,
            signer.actor,
            signer.at,
        )
        for number, listing in listings.items()
    ]
    _write(MaterialDecision, rows, signer.actor)


def _report(signer: _Signer, unused: UnusedState, items: dict[int, UnusedItem]) -> int:
    """Sign the report: what may meet the test or is presumed to, and for whom.

    It names the item by its line, and repeats no words of it.
    """
    accused = list(unused.accused)
    after = schedules.find_last_line(signer.head, REPORT)
    lines = [
        ProposedLine(_tested(item, unused), (item.number,))
        for item in unused.items
        if item.state.decided_value("use") == "unused"
        and is_exception(item.state, accused)
    ]
    digest = digest_state(unused.item_states, accused, unused.looks)
    return _sign(signer, REPORT, number_lines(lines, after), items, digest)


def _tested(item: UnusedItem, unused: UnusedState) -> str:
    """``test`` per accused as codes: ``2:may_meet 3:presumed``."""
    found = (
        (number, item.state.decided_value("test", accused))
        for accused, number in unused.accused.items()
    )
    return " ".join(
        f"{number}:{value}" for number, value in found if value != "not_met"
    )
