"""For the worker: who is to be told now, each once, whichever worker asks."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.mailing import sending
from unhidden.notices import queries, rules
from unhidden.notices.models import LetterState, MailBar, NoticeLetter, NoticeRound
from unhidden.notices.rules import DueNotice, NoticeHour

#: For so long it is known what was given up or lost, and which hours have been.
_REMEMBERED = timedelta(days=7)
_TURN = "lock table notices_noticeround in exclusive mode"


@action
def queue_letters(*, actor: Actor, at: datetime) -> int:
    """Put a letter in the queue for each person who is to be told; gives how many.

    Nobody is, where no e-mail goes out. Workers do it one after the other.
    """
    actor.must("notices.send")
    if not sending.can_send():
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_TURN)
    _forget_letters(at)
    chosen = rules.choose_notices(
        queries.list_recipients(day=timezone.localdate(at)),
        queries.list_waiting(),
        at=at,
        this_round=_begin_round(at),
    )
    due = list(chosen)
    for each in due:
        _queue(each, at)
    return len(due)


def _begin_round(at: datetime) -> NoticeHour | None:
    """The hour that has come, once; None at other times, and for the very first."""
    found = rules.find_round(at, settings.NOTICE_HOURS)
    is_first_ever = not NoticeRound.objects.exists()
    _, is_new = NoticeRound.objects.get_or_create(at=found.at)
    NoticeRound.objects.filter(at__lt=at - _REMEMBERED).delete()
    return found if is_new and not is_first_ever else None


def _queue(due: DueNotice, at: datetime) -> None:
    """One letter a person waits: a warning makes it press, and nothing less so."""
    unsent = [LetterState.WAITING, LetterState.SENDING]
    waiting = NoticeLetter.objects.filter(person_id=due.person_id, state__in=unsent)
    if due.is_warning:
        waiting.update(is_warning=True)
    if not waiting.exists():
        NoticeLetter(
            person_id=due.person_id,
            is_warning=due.is_warning,
            state=LetterState.WAITING,
            queued_at=at,
            changed_at=at,
            next_at=at,
        ).save(force_insert=True)


def _forget_letters(at: datetime) -> None:
    """Drop what nobody needs: whoever was told has signed in, or may not be told."""
    seen = agencies.list_last_sign_ins()
    barred = MailBar.objects.filter(is_barred=True).values("person_id")
    told = [LetterState.WAITING, LetterState.SENT]
    for row in NoticeLetter.objects.filter(state__in=told).order_by("id"):
        last = seen.get(row.person_id)
        if last is not None and last > row.queued_at:
            row.delete()
    over = [LetterState.GIVEN_UP, LetterState.UNSURE]
    NoticeLetter.objects.filter(
        Q(state=LetterState.DROPPED)
        | Q(is_retried=True)
        | Q(state=LetterState.WAITING, person_id__in=barred)
        | Q(state__in=over, changed_at__lt=at - _REMEMBERED)
    ).delete()
