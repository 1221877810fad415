"""What the worker does for the field."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.access.actor import Actor
from unhidden.field.applying import actions as applying
from unhidden.field.keys import actions
from unhidden.field.policies import KEEP_LANDING

KEEPER = Actor(None, None, frozenset({KEEP_LANDING}))


@app.periodic(cron="*/10 * * * *")
@app.task(name="field.keep_keys", queueing_lock="field.keep_keys")
def keep_landing_keys(timestamp: int) -> int:
    """Every ten minutes: make the keys of the weeks to come, where they are missing."""
    return actions.keep_landing_keys(actor=KEEPER, at=timezone.now())


@app.periodic(cron="50 3 * * *")
@app.task(name="field.forget", queueing_lock="field.forget")
def forget_old(timestamp: int) -> int:
    """Each night: end keys that no phone needs, and forget what never came whole."""
    at = timezone.now()
    ended = actions.end_landing_keys(actor=KEEPER, at=at)
    return ended + actions.forget_parts(actor=KEEPER, at=at)


@app.periodic(cron="* * * * * */2")
@app.task(name="field.apply_landed", queue="field", queueing_lock="field.apply_landed")
def apply_landed(timestamp: int) -> int:
    """Every two seconds: make accounts of what phones sent."""
    return applying.apply_landed(actor=KEEPER, at=timezone.now())


@app.periodic(cron="* * * * * */10")
@app.task(
    name="field.complete_photos",
    queue="field",
    queueing_lock="field.complete_photos",
)
def complete_photos(timestamp: int) -> int:
    """Every ten seconds: put originals in their place that have come whole."""
    return applying.complete_photos(actor=KEEPER, at=timezone.now())
