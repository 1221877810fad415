"""For the worker: send the letters that wait.

A letter is marked before it is sent, so that no two workers send it and no killed one
is repeated: whether that one went is known to nobody, and the person is told at the
next fixed hour. A server that breaks off has not taken the letter: it is tried again.
"""

from __future__ import annotations

import logging
from datetime import datetime
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from unhidden.access.actor import Actor
from unhidden.agencies import queries as agencies
from unhidden.mailing import sending
from unhidden.mailing.sending import AddressRefusal, MailServer, ServerFailure
from unhidden.notices import rules
from unhidden.notices.models import LetterState, MailBar, NoticeLetter

#: The seconds for which the worker sends before it looks anew at what waits.
A_GO = 45.0
_log = logging.getLogger(__name__)


def send_letters(*, actor: Actor) -> int:
    """Send what waits, for less than a minute; gives how many letters were taken.

    A server that cannot be used is asked once, and again when it is time. It is no
    action: each step is a transaction of its own.
    """
    actor.must("notices.send")
    _end_lost()
    if not (sending.can_send() and _due().exists()):
        return 0
    try:
        with sending.open_mail_server() as server:
            return _send_each(server, until=monotonic() + A_GO)
    except ServerFailure as failure:
        _log.warning(sending.REASONS[failure.reason])
        _postpone(_due())
        return 0


def _send_each(server: MailServer, *, until: float) -> int:
    sent = 0
    while monotonic() < until and (letter := _take()):
        try:
            sent += _send(server, letter)
        except AddressRefusal:
            _mark(letter, LetterState.REFUSED)
        except ServerFailure as failure:
            _postpone(NoticeLetter.objects.filter(id=letter.id))
            if failure.reason != "later":
                raise
    return sent


def _take() -> NoticeLetter | None:
    """The letter that presses most or waits longest; from now on it is being sent."""
    with transaction.atomic():
        rows = _due().select_for_update(skip_locked=True)
        letter = rows.order_by("-is_warning", "next_at", "id").first()
        if letter is not None:
            _mark(letter, LetterState.SENDING)
        return letter


def _send(server: MailServer, letter: NoticeLetter) -> bool:
    """Hand the letter over, unless its person was barred or closed out meanwhile.

    The same words for everybody who reads the language, and nothing else.
    """
    found = agencies.find_address(person_id=letter.person_id)
    is_barred = MailBar.objects.filter(person_id=letter.person_id, is_barred=True)
    if found is None or is_barred.exists():
        _mark(letter, LetterState.DROPPED)
        return False
    address, language = found
    with translation.override(language):
        said = _("Something waits for you in Unhidden")
    body = f"{said}.\n\nhttps://{settings.MAIL_NAME}/\n"
    server.hand_over(sending.OutgoingLetter(address, said, body, letter.queued_at))
    _mark(letter, LetterState.SENT)
    return True


def _due() -> QuerySet[NoticeLetter]:
    return NoticeLetter.objects.filter(
        state=LetterState.WAITING, next_at__lte=timezone.now()
    )


def _mark(letter: NoticeLetter, state: LetterState) -> None:
    NoticeLetter.objects.filter(id=letter.id).update(
        state=state, changed_at=timezone.now()
    )


def _end_lost() -> None:
    """What was being sent when its process ended was sent or not: nobody knows."""
    before = timezone.now() - rules.SENDING_ENDS
    lost = NoticeLetter.objects.filter(state=LetterState.SENDING, changed_at__lt=before)
    lost.update(state=LetterState.UNSURE, changed_at=timezone.now())


def _postpone(rows: QuerySet[NoticeLetter]) -> None:
    """Try these again after a pause that grows, or give them up after a day."""
    at = timezone.now()
    ids = list(rows.values_list("id", "attempts").order_by("id"))
    for attempts in {tried for _id, tried in ids}:
        these = NoticeLetter.objects.filter(
            id__in=[each for each, tried in ids if tried == attempts]
        )
        is_over = Q(queued_at__lte=at - rules.TRIED_FOR)
        these.filter(~is_over).update(
            state=LetterState.WAITING,
            changed_at=at,
            attempts=attempts + 1,
            next_at=_after(at, attempts),
        )
        these.filter(is_over).update(state=LetterState.GIVEN_UP, changed_at=at)


def _after(at: datetime, attempts: int) -> datetime:
    return at + rules.pause_after(attempts)
