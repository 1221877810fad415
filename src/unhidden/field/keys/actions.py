"""The worker's work on the keys of the landing: made in time, and ended in time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.field.models import LandingKey
from unhidden.field.policies import KEEP_LANDING
from unhidden.field.rules import list_key_weeks
from unhidden.vault import landing_keys

_ADD = "select wall.add_landing_key(%s, %s, %s, %s, %s)"


class NoLandingSecret(Exception):
    """This process is not given the secret that closes the keys of the landing."""


@action
def keep_landing_keys(*, actor: Actor, at: datetime) -> int:
    """Make the keys of the weeks to come, and note the key of receipts.

    Gives how many were made: a week that has one keeps it. Raises NoLandingSecret.
    """
    actor.must(KEEP_LANDING)
    secret, check = settings.LANDING_KEY, settings.LANDING_CHECK
    if secret is None or check is None:
        raise NoLandingSecret
    made = 0
    with connection.cursor() as cursor:
        cursor.execute("select wall.note_receipt_key(%s, %s)", [check, at])
        for week in list_key_weeks(localdate(at)):
            pair = landing_keys.make_landing_pair()
            closed = landing_keys.close_private(pair, key=secret)
            cursor.execute(_ADD, [pair.id, pair.public_key, closed, week, at])
            (is_added,) = cursor.fetchone()
            if is_added:
                made += 1
                _record("landing_key_made", pair.id, actor, at, week=week.isoformat())
    return made


@action
def end_landing_keys(*, actor: Actor, at: datetime) -> int:
    """Take away the private halves that no phone needs any more; gives how many."""
    actor.must(KEEP_LANDING)
    with connection.cursor() as cursor:
        cursor.execute("select wall.end_landing_keys(%s)", [at])
        (gone,) = cursor.fetchone()
    if gone:
        _record("landing_key_gone", None, actor, at, count=gone)
    return int(gone)


@action
def forget_parts(*, actor: Actor, at: datetime) -> int:
    """Forget parts of which nothing came in 60 days; gives how many."""
    actor.must(KEEP_LANDING)
    with connection.cursor() as cursor:
        cursor.execute("select wall.forget_parts(%s)", [at])
        (gone,) = cursor.fetchone()
    return int(gone)


def _record(
    what: str, key_id: UUID | None, actor: Actor, at: datetime, **detail: str | int
) -> None:
    audit.record_event(
        name=f"field.{what}",
        actor=actor,
        subject=LandingKey(id=key_id),
        at=at,
        detail=detail,
    )
