"""Who holds which post in an investigation, and who held it before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.investigations.models import Investigation, Post, PostFunction

#: Who leads an investigation.
LEADING = frozenset({PostFunction.SIO, PostFunction.DEPUTY_SIO})


@dataclass(frozen=True, slots=True)
class PostView:
    """A post as a page shows it; ``ended_at`` is none while it lasts."""

    id: UUID
    person_id: UUID
    name: str
    function: str
    function_label: str
    is_sterile: bool
    began_at: datetime
    ended_at: datetime | None


def list_posts(investigation: Investigation) -> tuple[PostView, ...]:
    """The posts of an investigation in view: those that last first, by function."""
    found = Post.objects.filter(investigation=investigation).select_related("person")
    views = [
        PostView(
            id=row.id,
            person_id=row.person_id,
            name=row.person.name,
            function=row.function,
            function_label=row.get_function_display(),
            is_sterile=row.is_sterile,
            began_at=row.began_at,
            ended_at=row.ended_at,
        )
        for row in found.order_by("function", "began_at", "id")
    ]
    return tuple(sorted(views, key=lambda view: view.ended_at is not None))


def is_leader(investigation: Investigation, viewer: Actor) -> bool:
    """Whether the viewer is its senior investigating officer, or the deputy, and is
    kept from nothing."""
    held = Post.objects.filter(
        investigation=investigation, person_id=viewer.person, ended_at=None
    )
    posts = dict(held.values_list("function", "is_sterile"))
    return not LEADING.isdisjoint(posts) and not any(posts.values())


def list_held_posts(investigation: Investigation) -> tuple[PostView, ...]:
    """Who holds which post now, in an investigation in view."""
    return tuple(post for post in list_posts(investigation) if post.ended_at is None)


def posts_of(investigation: Investigation, viewer: Actor) -> frozenset[str]:
    """The functions that the viewer holds in an investigation in view now."""
    held = Post.objects.filter(
        investigation=investigation, person_id=viewer.person, ended_at=None
    )
    return frozenset(held.values_list("function", flat=True))
