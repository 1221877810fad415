"""Who wants to come to a public event, and what those who came say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.events import rules
from unhidden.operations.events.actions import refusals
from unhidden.operations.events.queries.public import count_sign_ups
from unhidden.operations.models import (
    ONE_FEEDBACK_FOR_EACH_FORM,
    ONE_SIGN_UP_FOR_EACH_FORM,
    AwarenessEvent,
    EventFeedback,
    FeedbackConfidence,
    FeedbackUsefulness,
    PublicEvent,
    SignUp,
)
from unhidden.operations.models.public import READABLE
from unhidden.vault import actions as vault
from unhidden.vault.fields import SealedValue


@dataclass(frozen=True, slots=True)
class NewFeedback:
    """Three answers, each one of its choices, and perhaps some words."""

    useful: str
    knows_signs: str
    knows_whom: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LeftAtEvent:
    """The addresses and words that people left, unsealed for one reading."""

    emails: tuple[str, ...] = field(repr=False)
    words: tuple[str, ...] = field(repr=False)


@action
def sign_up(  # which event, how many, how to reach them, which form
    *,
    public_id: UUID,
    form_key: UUID,
    places: int,
    email: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Count so many people for an event; seal their address to the organiser.

    Raises Absent, NotTakingSignUps, TooFewPlaces, AddressNotSealed and AlreadySent.
    """
    actor.must(policies.ATTEND)
    event = _published(public_id)
    if not event.takes_sign_ups or event.is_cancelled or event.starts_at <= at:
        raise refusals.NotTakingSignUps
    _check_room(event, places)
    row = SignUp(
        event=event,
        form_key=form_key,
        places=places,
        signed_up_on=timezone.localdate(at),
        has_email=bool(email),
    )
    if email:
        try:
            row.sealed_email = _sealed(row, "sealed_email", email, event)
        except vault.NoSuchHolder as error:
            raise refusals.AddressNotSealed from error
    _keep_once(row, ONE_SIGN_UP_FOR_EACH_FORM)
    _record_day("operations.signed_up", row, actor, at)


@action
def give_feedback(
    *, public_id: UUID, form_key: UUID, new: NewFeedback, actor: Actor, at: datetime
) -> None:
    """Keep what somebody says of an event, and nothing of who said it.

    Raises Absent, FeedbackClosed, WordsNotSealed and AlreadySent.
    """
    actor.must(policies.ATTEND)
    event = _published(public_id)
    is_open = rules.takes_feedback(event.starts_at, event.ends_at, at)
    if event.is_cancelled or not is_open:
        raise refusals.FeedbackClosed
    answers = (new.knows_signs, new.knows_whom)
    if new.useful not in FeedbackUsefulness.values or not set(answers) <= set(
        FeedbackConfidence.values
    ):
        raise Absent
    row = EventFeedback(
        event=event,
        form_key=form_key,
        given_on=timezone.localdate(at),
        useful=new.useful,
        knows_signs=new.knows_signs,
        knows_whom=new.knows_whom,
    )
    if new.words.strip():
        try:
            row.sealed_words = _sealed(row, "sealed_words", new.words.strip(), event)
        except vault.NoSuchHolder as error:
            raise refusals.WordsNotSealed from error
    _keep_once(row, ONE_FEEDBACK_FOR_EACH_FORM)
    _record_day("operations.feedback_given", row, actor, at)


@action
def read_answers(*, event_id: UUID, actor: Actor, at: datetime) -> LeftAtEvent:
    """Open the addresses and words that people left; it is recorded.

    Raises Absent, KeysLocked, and NotForYou for another organisation's.
    """
    actor.must(policies.READ_ANSWERS)
    event = AwarenessEvent.objects.filter(id=event_id).first()
    if event is None:
        raise Absent
    emails = SignUp.objects.filter(event__event=event, has_email=True)
    words = EventFeedback.objects.filter(event__event=event, sealed_words__isnull=False)
    left = LeftAtEvent(
        emails=_opened([row.sealed_email for row in emails.order_by("id")], actor),
        words=_opened([row.sealed_words for row in words.order_by("id")], actor),
    )
    audit.record_event(
        name="operations.answers_read",
        verb=audit.Verb.CONSULTATION,
        categories=("contact", "narrative"),
        actor=actor,
        subject=event,
        at=at,
    )
    return left


@action
def forget_sign_ups(*, actor: Actor, at: datetime) -> int:
    """Forget the addresses for events that are long over; gives how many.

    How many people signed up stays.
    """
    actor.must(policies.FORGET)
    with connection.cursor() as cursor:
        cursor.execute("select * from wall.forget_sign_ups(%s)", [at])
        forgotten = cursor.fetchall()
    for event_id, count in forgotten:
        audit.record_event(
            name="operations.sign_ups_forgotten",
            actor=actor,
            subject=PublicEvent(id=event_id),
            at=at,
            detail={"addresses": count},
        )
    return sum(count for _, count in forgotten)


def _published(public_id: UUID) -> PublicEvent:
    """The event as the public site's role may read it; raises Absent."""
    rows = PublicEvent.objects.filter(is_public=True).only(*READABLE)
    row = rows.filter(id=public_id).first()
    if row is None:
        raise Absent
    return row


def _check_room(event: PublicEvent, places: int) -> None:
    """Raise TooFewPlaces; one after another, so that two never take the last place."""
    with connection.cursor() as cursor:
        cursor.execute("select wall.event_turn(%s)", [event.id])
    left = rules.places_left(event.capacity, count_sign_ups(event.id))
    if places > left:
        raise refusals.TooFewPlaces(left)


def _sealed(row: Model, name: str, text: str, event: PublicEvent) -> SealedValue:
    return vault.seal_field(row, name, text, teams=[event.organiser_id])


def _opened(sealed: list[SealedValue | None], actor: Actor) -> tuple[str, ...]:
    return tuple(vault.open_all([one for one in sealed if one], by=actor))


def _keep_once(row: Model, constraint: str) -> None:
    """The public site's role cannot ask whether the form came before: it tries."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if constraint in str(error):
            raise refusals.AlreadySent from error
        raise


def _record_day(name: str, row: Model, actor: Actor, at: datetime) -> None:
    """Of the moment only the day is kept."""
    day = timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))
    audit.record_event(
        name=name, verb=audit.Verb.COLLECTION, actor=actor, subject=row, at=day
    )
