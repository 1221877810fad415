"""What waits of unused material, for the front page of an investigation."""

from __future__ import annotations

from unhidden.access.actor import Actor
from unhidden.investigations.models import Investigation
from unhidden.investigations.unused.queries.schedules import is_void
from unhidden.investigations.unused.queries.states import read_unused
from unhidden.investigations.unused.rules.places import list_gaps


def count_unused(*, viewer: Actor, head: Investigation) -> tuple[int, int]:
    """Of how many items something is undecided, and how many certificates changes
    have made void: one or none."""
    unused = read_unused(head, viewer)
    accused = list(unused.accused)
    undecided = sum(bool(list_gaps(item, accused)) for item in unused.item_states)
    return undecided, int(is_void(head, unused))
