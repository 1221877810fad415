"""What waits of unused material, for the front page of an investigation."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.investigations.models import Investigation
from unhidden.investigations.unused.queries.schedules import is_void
from unhidden.investigations.unused.queries.states import read_unused
from unhidden.investigations.unused.rules.places import list_gaps


def count_unused(
    *,
    viewer: Actor,
    head: Investigation,
    posts: Collection[str],
    accused: Mapping[UUID, int],
) -> tuple[int, int]:
    """Of how many items something is undecided, and how many certificates changes
    have made void: one or none. ``posts`` are the viewer's, ``accused`` numbers."""
    unused = read_unused(head, viewer, posts=posts, accused=accused)
    suspects = list(unused.accused)
    undecided = sum(bool(list_gaps(item, suspects)) for item in unused.item_states)
    return undecided, int(is_void(head, unused))
