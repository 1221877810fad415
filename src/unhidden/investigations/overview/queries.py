"""The front of an investigation: what is due first, its queues, who and from where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.people.queries.people import count_people
from unhidden.investigations.posts.queries.investigations import (
    InvestigationView,
    get_investigation,
)
from unhidden.investigations.posts.queries.posts import PostView
from unhidden.investigations.posts.queries.room import list_held_posts
from unhidden.investigations.room.queries.room import count_open_actions
from unhidden.investigations.unused.queries.schedules import count_undecided

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class RoomQueue:
    """What waits in an investigation: so many, and on which of its pages."""

    label: StrOrPromise
    page: str
    count: int


#: What counts a queue: keyword-only, the viewer and the investigation.
CountQueue = Callable[..., int]


@dataclass(frozen=True, slots=True)
class QueueRule:
    """A queue of a subject, as the front asks it."""

    label: StrOrPromise
    page: str
    count: CountQueue


#: Each subject adds its line: the front shows what is not empty, in this order.
QUEUES: tuple[QueueRule, ...] = (
    QueueRule(
        _("Actions that wait for somebody"),
        "investigations:actions",
        count_open_actions,
    ),
    QueueRule(
        _("Items of unused material with something undecided"),
        "investigations:unused",
        count_undecided,
    ),
)


@dataclass(frozen=True, slots=True)
class FrontView:
    """The front of an investigation; ``people`` are how many there are by role."""

    investigation: InvestigationView
    posts: tuple[PostView, ...]
    queues: tuple[RoomQueue, ...]
    people: Mapping[str, int]


@query
@of_one_record("investigation_id")
def get_front(*, viewer: Actor, investigation_id: UUID) -> FrontView:
    """Everything on the front of an investigation; raises Absent."""
    viewer.must("investigations.see_own")
    view = get_investigation(viewer=viewer, investigation_id=investigation_id)
    return FrontView(
        investigation=view,
        posts=list_held_posts(viewer=viewer, investigation_id=investigation_id),
        queues=_queues(viewer, investigation_id),
        people=count_people(viewer=viewer, investigation_id=investigation_id),
    )


def _queues(viewer: Actor, investigation_id: UUID) -> tuple[RoomQueue, ...]:
    found = (
        RoomQueue(
            rule.label,
            rule.page,
            rule.count(viewer=viewer, investigation_id=investigation_id),
        )
        for rule in QUEUES
    )
    return tuple(queue for queue in found if queue.count)
