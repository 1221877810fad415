"""The front of an investigation: what is due first, its queues, who and from where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.clocks.queries.due import list_due_clocks
from unhidden.investigations.exhibits.queries.due import (
    count_differing_files,
    list_due_leavings,
)
from unhidden.investigations.frame.queries import WaitingItem, read_head
from unhidden.investigations.models import ENDED, Investigation
from unhidden.investigations.people.queries.people import count_people
from unhidden.investigations.posts.queries.investigations import (
    InvestigationView,
    show_investigation,
)
from unhidden.investigations.posts.queries.posts import PostView
from unhidden.investigations.posts.queries.room import list_held_posts
from unhidden.investigations.room.queries.due import (
    count_proposed_lines,
    list_due_actions,
    list_due_reviews,
)
from unhidden.investigations.room.queries.room import count_room
from unhidden.investigations.unused.queries.due import count_unused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: What has a day, subject by subject.
_DUE = (list_due_clocks, list_due_actions, list_due_reviews, list_due_leavings)
#: How much of it the front shows.
FIRST = 12


@dataclass(frozen=True, slots=True)
class RoomQueue:
    """What waits in an investigation: so many, and on which of its pages."""

    label: StrOrPromise
    page: str
    count: int


@dataclass(frozen=True, slots=True)
class FrontView:
    """The front of an investigation; ``due`` is what has a day, the first first, and
    ``more`` how much of that is not shown; ``people`` are how many by role."""

    investigation: InvestigationView
    posts: tuple[PostView, ...]
    due: tuple[WaitingItem, ...]
    more: int
    queues: tuple[RoomQueue, ...]
    people: Mapping[str, int]


@query
@of_one_record("investigation_id")
def get_front(*, viewer: Actor, investigation_id: UUID, at: datetime) -> FrontView:
    """Everything on the front of an investigation; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    due = list_due(viewer, head, at)
    waiting = list(_queues(viewer, head, at))
    return FrontView(
        investigation=show_investigation(viewer, head),
        posts=list_held_posts(head),
        due=tuple(due[:FIRST]),
        more=max(0, len(due) - FIRST),
        queues=tuple(queue for queue in waiting if queue.count),
        people=count_people(head),
    )


def list_due(viewer: Actor, head: Investigation, at: datetime) -> list[WaitingItem]:
    """What has a day in an investigation that goes on: the first first."""
    if head.status in ENDED:
        return []
    found = [
        item for listed in _DUE for item in listed(viewer=viewer, head=head, at=at)
    ]
    return sorted(
        found, key=lambda item: (item.day, item.at is None, item.at or at, item.page)
    )


def _queues(viewer: Actor, head: Investigation, at: datetime) -> Iterator[RoomQueue]:
    """What waits without a day, subject by subject."""
    room = count_room(head, at)
    undecided, void = count_unused(viewer=viewer, head=head)
    yield RoomQueue(
        _("Actions that wait for somebody"), "investigations:actions", room.open_actions
    )
    yield RoomQueue(
        _("Lines of enquiry that are only proposed"),
        "investigations:lines",
        count_proposed_lines(viewer=viewer, head=head),
    )
    yield RoomQueue(
        _("Documents that nobody has read"), "investigations:papers", room.unread
    )
    yield RoomQueue(
        _("Files of exhibits with another digest than at first"),
        "investigations:exhibits",
        count_differing_files(viewer=viewer, head=head),
    )
    yield RoomQueue(
        _("Items of unused material with something undecided"),
        "investigations:unused",
        undecided,
    )
    yield RoomQueue(
        _("A certificate that changes have made void"),
        "investigations:schedules",
        void,
    )
