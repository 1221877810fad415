"""What the worker writes down of what it saw, and of whom it told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone

from unhidden.health.models import SentAlarm, WorkerObservation

Subject = Literal["anchors", "chains", "mail", "matching", "queue"]


def note_observation(subject: Subject, *, is_well: bool, at: datetime) -> None:
    """Keep what the worker found of the subject, in place of what it found before."""
    WorkerObservation.objects.update_or_create(
        subject=subject, defaults={"is_well": is_well, "seen_at": at}
    )


def note_beginning(*, at: datetime) -> None:
    """Keep when a worker first worked on this database."""
    WorkerObservation.objects.get_or_create(
        subject="begun", defaults={"is_well": True, "seen_at": at}
    )


@contextmanager
def claim_alarm(topic: str, *, at: datetime) -> Iterator[bool]:
    """Whether the topic's alarm of this day is ours to send, in this block.

    If the block fails nothing is kept, and the next turn tries again. Of two workers
    one waits for the other.
    """
    day = timezone.localdate(at)
    with transaction.atomic():
        SentAlarm.objects.filter(day__lt=day).delete()
        _, is_new = SentAlarm.objects.get_or_create(topic=topic, day=day)
        yield is_new
