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
    list_due_hands,
    list_due_leavings,
)
from unhidden.investigations.exhibits.queries.exhibits import find_differing_files
from unhidden.investigations.frame.queries import (
    WaitingItem,
    count_together,
    read_head,
)
from unhidden.investigations.models import Investigation
from unhidden.investigations.people.queries.roles import RolesNow, read_roles
from unhidden.investigations.posts.queries.investigations import (
    InvestigationView,
    show_investigation,
)
from unhidden.investigations.posts.queries.posts import PostView, list_held_posts
from unhidden.investigations.room.queries import due as room
from unhidden.investigations.unused.queries.due import count_unused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: What waits without a day, by the page where it is done.
_QUEUES: Mapping[str, StrOrPromise] = {
    "actions": _("Actions that wait for somebody"),
    "lines": _("Lines of enquiry that are only proposed"),
    "papers": _("Documents that nobody has read"),
    "exhibits": _("Files of exhibits with another digest than at first"),
    "unused": _("Items of unused material with something undecided"),
    "schedules": _("A certificate that changes have made void"),
}
#: How much of what has a day the front shows.
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


@dataclass(frozen=True, slots=True)
class _FrontReading:
    """What several subjects ask of an investigation, read once for all of them."""

    viewer: Actor
    head: Investigation
    view: InvestigationView
    posts: tuple[PostView, ...]
    roles: RolesNow
    steps: tuple[room.LastStep, ...]
    at: datetime

    @property
    def own_posts(self) -> frozenset[str]:
        """The functions that the viewer holds now."""
        mine = self.viewer.person
        return frozenset(one.function for one in self.posts if one.person_id == mine)


@query
@of_one_record("investigation_id")
def get_front(*, viewer: Actor, investigation_id: UUID, at: datetime) -> FrontView:
    """Everything on the front of an investigation; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    read = _FrontReading(
        viewer=viewer,
        head=head,
        view=show_investigation(viewer, head),
        posts=list_held_posts(head),
        roles=read_roles(head),
        steps=tuple(room.read_last_steps(head)),
        at=at,
    )
    due = _list_due(read)
    return FrontView(
        investigation=read.view,
        posts=read.posts,
        due=tuple(due[:FIRST]),
        more=max(0, len(due) - FIRST),
        queues=tuple(queue for queue in _queues(read) if queue.count),
        people=read.roles.count_roles(),
    )


def _list_due(read: _FrontReading) -> list[WaitingItem]:
    """What has a day in an investigation that goes on: the first first."""
    viewer, head, at = read.viewer, read.head, read.at
    if not read.view.card.is_open:
        return []
    found = [
        *list_due_clocks(head=head, people=read.roles.numbers, at=at),
        *room.list_due_actions(read.steps, at),
        *room.list_due_reviews(viewer=viewer, head=head, at=at),
        *list_due_leavings(head),
    ]
    if read.view.may_work:
        found += list_due_hands(viewer, head)
    return sorted(
        found, key=lambda item: (item.day, item.at is None, item.at or at, item.page)
    )


def _queues(read: _FrontReading) -> Iterator[RoomQueue]:
    """What waits without a day, subject by subject."""
    head = read.head
    undecided, void = count_unused(
        viewer=read.viewer,
        head=head,
        posts=read.own_posts,
        accused=read.roles.find_suspects(),
    )
    waiting = count_together(
        head,
        lines=room.find_proposed_lines(head),
        papers=room.find_unread_papers(head),
        exhibits=find_differing_files(head),
    )
    waiting |= {
        "actions": room.count_open_actions(read.steps),
        "unused": undecided,
        "schedules": void,
    }
    for page, label in _QUEUES.items():
        yield RoomQueue(label, f"investigations:{page}", waiting[page])
