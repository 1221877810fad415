"""The worker looks whether what is kept of exhibits that moved is as it was."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.frame.actions import tell_event
from unhidden.investigations.models import ExhibitFile

#: How much is read in one turn, and then the file that it is in to its end.
MOST_CHECKED = 1024**3


@action
def check_exhibits(*, actor: Actor, at: datetime) -> int:
    """Check what is due, as it is sealed: nothing of it is opened. Gives how many.

    What is not as it was is an incident, and stays.
    """
    actor.must("investigations.check_exhibits")
    with connection.cursor() as cursor:
        cursor.execute("select * from wall.check_exhibits(%s, %s)", [at, MOST_CHECKED])
        checked = cursor.fetchall()
    for file_id, is_same in checked:
        if not is_same:
            tell_event(
                "exhibit_digest_differs", ExhibitFile(id=file_id), actor=actor, at=at
            )
    return len(checked)


@action
def forget_uploads(*, actor: Actor, at: datetime) -> int:
    """Forget what began to come a fortnight ago and never was whole; gives how many."""
    actor.must("investigations.check_exhibits")
    with connection.cursor() as cursor:
        cursor.execute("select wall.forget_uploads(%s)", [at])
        (gone,) = cursor.fetchone()
    return int(gone)
