"""Taking in a report: sealed here in memory, or already in somebody's browser."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from psycopg.errors import UniqueViolation

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting.models import Report
from unhidden.reporting.queries import routes
from unhidden.reporting.rules import answers as told
from unhidden.reporting.rules import placemarks, receipts, sketches
from unhidden.reporting.rules.answers import ReportAnswers
from unhidden.reporting.rules.urgency import UrgencyReason, reasons_of, urgency_for
from unhidden.signs import queries as signs
from unhidden.vault import actions as vault
from unhidden.vault import letters

SEALED_FIELD = "sealed_answers"
_OF_IDS = "_pkey"


class NoDesk(ActionRefused):
    """No organisation reads reports yet, so none may be taken in."""


class NothingTold(ActionRefused):
    """There are neither words nor a sign in the report."""


class ReportAlreadySent(ActionRefused):
    """This form was sent before, and its report is safe."""


class SentOtherwise(ReportAlreadySent):
    """It was sent from another copy of the page: what is kept may be in other words."""


class NotSealed(ActionRefused):
    """What came is no sealed report of this desk's newest key."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The words that lead back to a report, shown once and stored nowhere.

    There are none for somebody who wants no way back. ``report_id`` is for callers
    inside the house: no page shows it. It was sealed for the desk of ``desk_id``.
    """

    words: tuple[str, ...] = field(repr=False)
    report_id: UUID = field(repr=False)
    desk_id: UUID


@dataclass(frozen=True, slots=True)
class ReportLabel:
    """What is known of a report without opening it; claimed by a browser, perhaps.

    ``reasons`` say why it presses. ``sketch`` is a SimHash of the words
    (rules/sketches.py) and ``place`` the bits of the place (rules/placemarks.py), or
    None.
    """

    language: str
    urgency: str
    area: str
    topic: str
    reasons: tuple[str, ...] = ()
    form_version: int = told.FORM_VERSION
    sketch: int | None = field(default=None, repr=False)
    place: bytes | None = field(default=None, repr=False)
    is_rushed: bool = False


@dataclass(frozen=True, slots=True)
class SealedReport:
    """A report as a browser sealed it, and the way back that it made, if any."""

    id: UUID
    form_key: UUID
    generation_id: int
    sealed_key: bytes
    content: bytes
    label: ReportLabel
    address: bytes | None = field(default=None, repr=False)
    reply_key: bytes | None = field(default=None, repr=False)


def new_words(language: str) -> tuple[str, ...]:
    """Seven words, each drawn by the operating system's source of randomness."""
    listed = receipts.receipt_list(receipts.list_for(language))
    return tuple(secrets.choice(listed) for _ in range(receipts.WORDS_IN_RECEIPT))


@action
def submit_report(
    *,
    answers: ReportAnswers,
    form_key: UUID,
    language: str,
    words: tuple[str, ...] | None = None,
    copy: UUID | None = None,
    is_rushed: bool = False,
    actor: Actor,
    at: datetime,
) -> Receipt:
    """Seal a report to the desk and give the words of its receipt.

    ``words`` are those that the form was given; new ones if None, and no way back if
    (). ``copy`` tells copies of the form's last page apart, and is the report's id.
    Raises NothingTold, NoDesk, ReportAlreadySent when this copy came before, and
    SentOtherwise when another one did. Of ``at`` only the day is kept, also in the
    audit event.
    """
    actor.must("reporting.submit_report")
    if not told.says_something(answers):
        raise NothingTold
    desk = _desk_for(answers.area, answers.topic, form_key)
    label = label_of(answers, language=language, is_rushed=is_rushed)
    row = new_row(form_key, label, desk_id=desk, at=at)
    row.id = copy or row.id
    given = new_words(language) if words is None else words
    box = letters.box_of(receipts.normalise_receipt(" ".join(given))) if given else None
    if box:
        _lead_back(row, address=box.address, reply_key=box.public_key)
    with guard_resend():
        row.sealed_answers = vault.seal_field(
            row, SEALED_FIELD, told.to_text(answers), teams=[row.desk_id]
        )
        row.save(force_insert=True)
    _record(row, actor)
    return Receipt(words=given, report_id=row.id, desk_id=desk)


@action
def submit_sealed(*, sealed: SealedReport, actor: Actor, at: datetime) -> None:
    """Keep a report that a browser sealed to the desk; nobody here can read it.

    Raises NoDesk, NotSealed, ReportAlreadySent when the same came before, and
    SentOtherwise when the form came with a report of another id.
    """
    actor.must("reporting.submit_report")
    desk = _desk_for(sealed.label.area, sealed.label.topic, sealed.form_key)
    row = new_row(sealed.form_key, sealed.label, desk_id=desk, at=at)
    row.id = sealed.id
    if sealed.address and sealed.reply_key:
        _lead_back(row, address=sealed.address, reply_key=sealed.reply_key)
    with guard_resend():
        row.sealed_answers = vault.accept_sealed_field(
            row,
            SEALED_FIELD,
            team_id=row.desk_id,
            generation_id=sealed.generation_id,
            sealed_key=sealed.sealed_key,
            content=sealed.content,
        )
        row.save(force_insert=True)
    _record(row, actor)


def why_it_presses(
    answers: ReportAnswers, *, version: int = told.FORM_VERSION
) -> tuple[UrgencyReason, ...]:
    """Why a report presses, by its answers and the signs, as its form counted them."""
    chosen = answers.sign_codes, answers.topic
    return reasons_of(
        answers,
        signs.find_weights(answers.sign_codes).values(),
        names_child=version >= told.TELLS_NO and signs.speak_of_a_child(*chosen),
    )


def label_of(
    answers: ReportAnswers, *, language: str, is_rushed: bool = False
) -> ReportLabel:
    """What may be known of a report unopened, by somebody who reads its answers."""
    reasons = why_it_presses(answers)
    place = placemarks.place_of(
        where=answers.where, town=answers.town, postcode=answers.postcode
    )
    return ReportLabel(
        language=language,
        urgency=urgency_for(reasons).value,
        reasons=tuple(reason.value for reason in reasons),
        area=answers.area,
        topic=answers.topic,
        sketch=sketches.compute_simhash(told.words_of(answers)),
        place=placemarks.fingerprint_place(place),
        is_rushed=is_rushed,
    )


def _desk_for(area: str, topic: str, form_key: UUID) -> UUID:
    desk = routes.desk_for(area, topic, form_key=form_key)
    if desk is None:
        raise NoDesk
    return desk


def new_row(
    form_key: UUID, label: ReportLabel, *, desk_id: UUID, at: datetime
) -> Report:
    """A report that is not kept yet, with nothing sealed in it and no way back."""
    day, key = timezone.localdate(at), settings.RECEIPT_KEY
    alike = label.sketch
    return Report(
        form_key=form_key,
        received_on=day,
        active_on=day,
        language=label.language,
        form_version=label.form_version,
        urgency=label.urgency,
        reasons=list(label.reasons),
        area=label.area,
        topic=label.topic,
        sketch=[] if alike is None else sketches.mark_sketch(alike, key=key),
        place_mark=(
            placemarks.mark_place(label.place, label.area, key=key)
            if label.place
            else None
        ),
        is_rushed=label.is_rushed,
        desk_id=desk_id,
        # Nothing leads to it, unless the person wants a way back.
        receipt_digest=receipts.hash_address(secrets.token_bytes(32), key=key),
    )


def _lead_back(row: Report, *, address: bytes, reply_key: bytes) -> None:
    row.receipt_digest = receipts.hash_address(address, key=settings.RECEIPT_KEY)
    row.reply_key = reply_key


@contextmanager
def guard_resend() -> Iterator[None]:
    """The public site's role cannot ask whether the form came before: it tries.

    What comes again has an id that there is already; another copy of it has another
    id, and the form's key or its way back.
    """
    try:
        with transaction.atomic():
            yield
    except vault.NoSuchHolder as error:
        raise NoDesk from error
    except (vault.NotNewest, vault.SealBroken) as error:
        raise NotSealed from error
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        broken = error.__cause__.diag.constraint_name or ""
        if broken.endswith(_OF_IDS):
            raise ReportAlreadySent from error
        raise SentOtherwise from error


def _record(row: Report, actor: Actor) -> None:
    audit.record_event(
        name="reporting.report_received",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=timezone.make_aware(datetime.combine(row.received_on, time.min)),
        detail={"urgency": row.urgency},
    )
