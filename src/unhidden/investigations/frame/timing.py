"""Long work of an action: within the time of its context, or words that say so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError

from unhidden.access.actor import Actor
from unhidden.access.context import is_refusal, stay_inside
from unhidden.lib.refusals import ActionRefused


class TookTooLong(ActionRefused):
    """A step took longer than its context is good for; nothing is written."""


@contextmanager
def keep_to_time(actor: Actor) -> Iterator[None]:
    """Say so when the context of an action ends before it does; raises TookTooLong."""
    try:
        yield
    except DatabaseError as error:
        if not is_refusal(error):
            raise
        stay_inside(actor)
        raise TookTooLong from error
