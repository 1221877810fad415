"""Opening a report at the desk, and moving it on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.reporting.actions.sending import why_it_presses
from unhidden.reporting.models import Report, ReportStatus
from unhidden.reporting.queries import languages, reports
from unhidden.reporting.rules import answers as told
from unhidden.reporting.rules.answers import ReportAnswers
from unhidden.reporting.rules.urgency import urgency_for

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """A report unsealed for one reading.

    ``had_news`` says whether the reporter had added something that nobody had opened,
    and ``fits_its_label`` whether what routed the report here, unopened, is what the
    answers say: a browser's word for it is not taken. ``tells_no`` says whether its
    form told a No from a question that was left out.
    """

    id: UUID
    received_on: date
    language: str
    language_label: StrOrPromise
    urgency: str
    urgency_label: str
    reasons: tuple[StrOrPromise, ...]
    came_by: str
    came_by_label: str
    entered_at: datetime | None
    entered_by: str
    status: str
    status_label: str
    had_news: bool
    fits_its_label: bool
    tells_no: bool
    answers: ReportAnswers = field(repr=False)


@action
def open_report(*, report_id: UUID, actor: Actor, at: datetime) -> OpenedReport:
    """Unseal a report of the actor's desk, and record that it was opened.

    Raises Absent for a report that is not there for the actor.
    """
    row = report_of_desk(report_id, actor)
    return open_report_text(row, row.sealed_answers.open(actor), actor, at)


def open_report_text(
    row: Report, text: str, actor: Actor, at: datetime
) -> OpenedReport:
    """A report for one reading, after its text was opened; that is recorded."""
    had_news = row.has_news
    _note_seen(row, timezone.localdate(at))
    audit.record_event(
        name="reporting.report_opened",
        verb=audit.Verb.CONSULTATION,
        categories=("narrative",),
        actor=actor,
        subject=row,
        at=at,
    )
    answers = told.from_text(text)
    return OpenedReport(
        id=row.id,
        received_on=row.received_on,
        language=row.language,
        language_label=languages.name_of_language(row.language),
        urgency=row.urgency,
        urgency_label=row.get_urgency_display(),
        reasons=tuple(reports.reasons_in_words(row.reasons)),
        came_by=row.came_by,
        came_by_label=row.get_came_by_display(),
        entered_at=row.entered_at,
        entered_by=row.entered_by.name if row.entered_by else "",
        status=row.status,
        status_label=row.get_status_display(),
        had_news=had_news,
        fits_its_label=_fits(row, answers),
        tells_no=row.form_version >= told.TELLS_NO,
        answers=answers,
    )


def _fits(row: Report, answers: ReportAnswers) -> bool:
    """Whether the label says what somebody who read the answers would have said."""
    reasons = why_it_presses(answers, version=row.form_version)
    said = (urgency_for(reasons).value, answers.area, answers.topic)
    # A page that was open before there were reasons sent none.
    is_explained = not row.reasons or {*reasons} == {*row.reasons}
    return is_explained and said == (row.urgency, row.area, row.topic)


def _note_seen(row: Report, day: date) -> None:
    """Whoever opens a report has seen it, with all that the reporter added."""
    if row.seen_on is None or row.has_news:
        row.seen_on = row.seen_on or day
        row.has_news = False
        row.save(update_fields=["seen_on", "has_news"])


@action
def mark_read(*, report_id: UUID, actor: Actor, at: datetime) -> None:
    """A report that waits, or was dealt with, is being considered.

    Raises Absent for a report that is not there for the actor.
    """
    before = frozenset({ReportStatus.WAITING, ReportStatus.DONE})
    _move(report_id, before, ReportStatus.READ, actor, at)


@action
def mark_done(*, report_id: UUID, actor: Actor, at: datetime) -> None:
    """The desk has dealt with the report; doing it again changes nothing.

    Raises Absent for a report that is not there for the actor.
    """
    still_open = frozenset({ReportStatus.WAITING, ReportStatus.READ})
    _move(report_id, still_open, ReportStatus.DONE, actor, at)


@action
def reopen_report(*, report_id: UUID, actor: Actor, at: datetime) -> None:
    """A report that was dealt with, or is being considered, waits again.

    Raises Absent for a report that is not there for the actor.
    """
    before = frozenset({ReportStatus.READ, ReportStatus.DONE})
    _move(report_id, before, ReportStatus.WAITING, actor, at)


def lock_report(*, report_id: UUID, actor: Actor) -> None:
    """Whoever else decides about the report waits until this transaction ends.

    Raises Absent for a report that is not there for the actor.
    """
    report_of_desk(report_id, actor, lock=True)


def _move(
    report_id: UUID,
    before: frozenset[ReportStatus],
    after: ReportStatus,
    actor: Actor,
    at: datetime,
) -> None:
    row = report_of_desk(report_id, actor, lock=True)
    if row.status not in before:
        return
    row.status = after
    day = timezone.localdate(at)
    row.seen_on = row.seen_on or day
    row.done_on = day if after == ReportStatus.DONE else None
    row.save(update_fields=["status", "seen_on", "done_on"])
    audit.record_event(
        name="reporting.report_moved",
        actor=actor,
        subject=row,
        at=at,
        detail={"status": after.value},
    )


def report_of_desk(report_id: UUID, actor: Actor, *, lock: bool = False) -> Report:
    """The report, if the actor reads reports for the desk it is sealed to."""
    actor.must(reports.READ_REPORTS)
    rows = Report.objects.filter(id=report_id, desk_id=actor.organisation)
    row = rows.select_for_update().first() if lock else rows.first()
    if row is None:
        raise Absent
    return row
