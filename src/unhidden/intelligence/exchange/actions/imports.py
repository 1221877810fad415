"""Keeping reports from a file: all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access import context
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.policy import purpose_of
from unhidden.audit import actions as audit
from unhidden.intelligence.exchange.queries.imports import IncomingRow
from unhidden.intelligence.exchange.rules.imports import (
    ImportFault,
    ImportProblem,
    ReadLink,
    ReadRow,
)
from unhidden.intelligence.exchange.rules.imports.rows import marking_of
from unhidden.intelligence.locks import in_turn
from unhidden.intelligence.models import Mention, ReportOrigin
from unhidden.intelligence.reports.actions.mentions import (
    LinkSaidOtherwise,
    key_of,
    link_mentions,
)
from unhidden.intelligence.reports.actions.reports import (
    ReportAlreadyWritten,
    ReportRefused,
    write_report,
)
from unhidden.intelligence.reports.rules.drafts import NewItem, NewReport
from unhidden.intelligence.retention.rules import SUSPICIONS
from unhidden.intelligence.subjects.rules.mentions import NewLink, NewMention
from unhidden.lib.refusals import ActionRefused

_PERMISSION = "intelligence.import_reports"


class IntelligenceImportRefused(ActionRefused):
    """Nothing was kept; ``problem`` says of which line, and why."""

    def __init__(self, problem: ImportProblem) -> None:
        super().__init__(problem.why.value, problem.line)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """The reports that were kept, and how many were here already."""

    ids: tuple[UUID, ...]
    here: int


@dataclass(frozen=True, slots=True)
class NewImport:
    """What is brought in: the file's name, its rows, and the item that a
    person made of each. The file's own words are sealed beside them.
    """

    name: str
    rows: Sequence[IncomingRow]
    items: Mapping[UUID, NewItem]
    confirmed: tuple[str, ...] = ()


@action
def import_reports(*, new: NewImport, actor: Actor, at: datetime) -> ImportOutcome:
    """Keep each row as a report of one item; what is here already is left as it is.

    Raises ImportRefused, and then nothing is kept.
    """
    actor.must(_PERMISSION)
    links = (link for each in new.rows for link in each.row.links)
    if any(link.kind in SUSPICIONS for link in links):
        in_turn()  # before any premises are locked, as whoever disposes does
    kept, here = [], sum(each.here is not None for each in new.rows)
    task = actor.purpose or purpose_of(_PERMISSION, actor.role)
    for incoming in (each for each in new.rows if each.here is None):
        # Sealing takes its time: what is signed for a moment is signed anew.
        with context.on_another_task(actor, task) as busy:
            try:
                kept.append(_keep(incoming, new, actor=busy, at=at))
            except ReportAlreadyWritten:
                here += 1
    audit.write_event(
        name="intelligence.reports_imported",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        kind="intelligence.intelligencereport",
        subject_id=None,
        domain="",
        at=at,
        more={"detail": {"kept": len(kept), "here": here}},
    )
    return ImportOutcome(tuple(kept), here)


def _keep(incoming: IncomingRow, new: NewImport, *, actor: Actor, at: datetime) -> UUID:
    row = incoming.row
    draft = _draft(incoming, new)
    try:
        key = write_report(new=draft, actor=actor, at=at)
    except ReportRefused as refusal:
        raise IntelligenceImportRefused(
            ImportProblem(refusal.fault, row.line)
        ) from refusal
    except Absent as absent:
        raise IntelligenceImportRefused(
            ImportProblem(ImportFault.NOT_YOURS, row.line)
        ) from absent
    try:
        for link in row.links:
            _link(key, link, row.mentions, actor=actor, at=at)
    except LinkSaidOtherwise as refusal:
        raise IntelligenceImportRefused(
            ImportProblem(ImportFault.LINK_TWICE, row.line)
        ) from refusal
    return key


def _draft(incoming: IncomingRow, new: NewImport) -> NewReport:
    row = incoming.row
    return NewReport(
        id=incoming.id,
        origin=ReportOrigin.IMPORTED,
        raw=row.verbatim,
        provenance="\n".join(filter(None, (row.provenance, _whence(row, new.name)))),
        event_on=row.event_on,
        items=(new.items[incoming.id],),
        marking=marking_of(row.marking),
        confirmed=new.confirmed,
    )


def _whence(row: ReadRow, name: str) -> str:
    return f"{name}, {row.line}: {row.reference}"


def _link(
    key: UUID,
    link: ReadLink,
    said: Sequence[NewMention],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Link two mentions; two that are one thing to us are linked to nothing."""
    ends = [_mention(key, said[number]) for number in (link.left, link.right)]
    if ends[0] == ends[1]:
        return
    link_mentions(
        intelligence_id=key,
        number=1,
        new=NewLink(ends[0], ends[1], link.kind, link.from_on, link.to_on),
        actor=actor,
        at=at,
    )


def _mention(key: UUID, said: NewMention) -> UUID:
    rows = Mention.objects.filter(item__report=key, kind=said.kind)
    met = key_of(said)
    same = rows.filter(key=met) if met else rows.filter(text=said.text.strip())
    found: UUID = same.values_list("id", flat=True).get()
    return found
