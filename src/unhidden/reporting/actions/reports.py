"""Taking in a report, opening it at the desk, and moving it on."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.reporting import queries
from unhidden.reporting.models import (
    ONE_REPORT_FOR_EACH_FORM,
    Report,
    ReportStatus,
    Teller,
)
from unhidden.reporting.rules import answers as told
from unhidden.reporting.rules import receipts
from unhidden.reporting.rules.answers import Answers
from unhidden.reporting.rules.urgency import urgency_of
from unhidden.signs import queries as signs
from unhidden.vault import actions as vault
from unhidden.vault import letters


class NoDesk(Exception):
    """No organisation reads reports yet, so none may be taken in."""


class NothingTold(Exception):
    """There are neither words nor a sign in the report."""


class ReportAlreadySent(Exception):
    """This form was sent before, and its report is safe."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The words that lead back to a report, shown once and stored nowhere.

    ``report_id`` is for callers inside the house: no page shows it.
    """

    words: tuple[str, ...] = field(repr=False)
    report_id: UUID = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """A report unsealed for one reading."""

    id: UUID
    received_on: date
    language: str
    urgency: str
    urgency_label: str
    status: str
    status_label: str
    teller_label: str
    answers: Answers = field(repr=False)


@action
def submit_report(
    *, answers: Answers, form_key: UUID, language: str, actor: Actor, at: datetime
) -> Receipt:
    """Seal a report to the desk and give the words of its receipt.

    Raises NothingTold, NoDesk, and ReportAlreadySent when the same form came before.
    Of ``at`` only the day is kept, also in the audit event.
    """
    actor.must("reporting.submit_report")
    if not told.says_something(answers):
        raise NothingTold
    day = timezone.localdate(at)
    words = _words(language)
    row = _sealed(answers, form_key=form_key, language=language, day=day)
    row.receipt_digest = queries.digest_of(" ".join(words))
    row.reply_key = letters.box_of(receipts.code(" ".join(words))).public_key
    _keep_once(row)
    audit.record(
        name="reporting.report_received",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=timezone.make_aware(datetime.combine(day, time.min)),
        detail={"urgency": row.urgency},
    )
    return Receipt(words=words, report_id=row.id)


def _words(language: str) -> tuple[str, ...]:
    """Seven words, each drawn by the operating system's source of randomness."""
    listed = receipts.receipt_list(language)
    return tuple(secrets.choice(listed) for _ in range(receipts.WORDS_IN_RECEIPT))


def _sealed(answers: Answers, *, form_key: UUID, language: str, day: date) -> Report:
    desk = agencies.desk_id()
    if desk is None:
        raise NoDesk
    row = Report(
        form_key=form_key,
        received_on=day,
        active_on=day,
        language=language,
        form_version=told.FORM_VERSION,
        urgency=urgency_of(answers, signs.weights(answers.sign_codes).values()).value,
        desk_id=desk,
    )
    text = told.to_text(answers)
    try:
        row.sealed_answers = vault.seal(row, "sealed_answers", text, teams=[desk])
    except vault.NoSuchHolder as error:
        raise NoDesk from error
    return row


def _keep_once(row: Report) -> None:
    """The public site's role cannot ask whether the form came before: it tries."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if ONE_REPORT_FOR_EACH_FORM in str(error):
            raise ReportAlreadySent from error
        raise


@action
def open_report(*, report_id: UUID, actor: Actor, at: datetime) -> OpenedReport:
    """Unseal a report of the actor's desk, and record that it was opened.

    Raises Absent for a report that is not there for the actor.
    """
    row = report_of_desk(report_id, actor)
    return unsealed(row, row.sealed_answers.open(actor), actor, at)


def unsealed(row: Report, text: str, actor: Actor, at: datetime) -> OpenedReport:
    """A report for one reading, after its text was opened; that is recorded."""
    _note_seen(row, timezone.localdate(at))
    audit.record(
        name="reporting.report_opened",
        verb=audit.Verb.CONSULTATION,
        categories=("narrative",),
        actor=actor,
        subject=row,
        at=at,
    )
    answers = told.from_text(text)
    labels = {teller.value: str(teller.label) for teller in Teller}
    return OpenedReport(
        id=row.id,
        received_on=row.received_on,
        language=row.language,
        urgency=row.urgency,
        urgency_label=row.get_urgency_display(),
        status=row.status,
        status_label=row.get_status_display(),
        teller_label=labels.get(answers.who_you_are, ""),
        answers=answers,
    )


def _note_seen(row: Report, day: date) -> None:
    """Whoever opens a report has seen it, with all that the reporter added."""
    if row.seen_on is None or row.has_news:
        row.seen_on = row.seen_on or day
        row.has_news = False
        row.save(update_fields=["seen_on", "has_news"])


@action
def mark_read(*, report_id: UUID, actor: Actor, at: datetime) -> None:
    """A waiting report is being considered; any other stays as it is.

    Raises Absent for a report that is not there for the actor.
    """
    _move(report_id, frozenset({ReportStatus.WAITING}), ReportStatus.READ, actor, at)


@action
def mark_done(*, report_id: UUID, actor: Actor, at: datetime) -> None:
    """The desk has dealt with the report; doing it again changes nothing.

    Raises Absent for a report that is not there for the actor.
    """
    still_open = frozenset({ReportStatus.WAITING, ReportStatus.READ})
    _move(report_id, still_open, ReportStatus.DONE, actor, at)


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
    audit.record(
        name="reporting.report_moved",
        actor=actor,
        subject=row,
        at=at,
        detail={"status": after.value},
    )


def report_of_desk(report_id: UUID, actor: Actor, *, lock: bool = False) -> Report:
    """The report, if the actor reads reports for the desk it is sealed to."""
    actor.must(queries.READ_REPORTS)
    rows = Report.objects.filter(id=report_id, desk_id=actor.organisation)
    row = rows.select_for_update().first() if lock else rows.first()
    if row is None:
        raise Absent
    return row
