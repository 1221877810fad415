"""What the forms of the board offer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.models import (
    CommandPost,
    EntryKind,
    PostName,
    RoomLeft,
    SignOfLife,
    ToldPost,
    VisitKind,
)
from unhidden.operations.policies import SEE

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def list_kinds() -> list[tuple[str, StrOrPromise]]:
    """The kinds of visit."""
    return [(each.value, each.label) for each in VisitKind]


def list_states() -> list[tuple[str, StrOrPromise]]:
    """The states of a visit, in their order."""
    return [(each.value, each.label) for each in list(EntryKind)[:7]]


def list_posts() -> list[tuple[str, StrOrPromise]]:
    """Who may be told of an overdue crew."""
    return list(ToldPost.choices)


def list_signs_of_life() -> list[tuple[str, StrOrPromise]]:
    """What may count as heard from."""
    return list(SignOfLife.choices)


def list_rooms() -> list[tuple[str, StrOrPromise]]:
    """What a manager may declare of a place."""
    return list(RoomLeft.choices)


@query
def list_managers(
    *, viewer: Actor, operation_id: UUID, at: datetime
) -> list[tuple[str, str]]:
    """Who holds the post of a place of safety's manager, or will, to pick one."""
    viewer.must(SEE)
    rows = CommandPost.objects.filter(
        Q(to_at__isnull=True) | Q(to_at__gt=at),
        operation_id=operation_id,
        post=PostName.PLACE_OF_SAFETY,
    )
    found = rows.select_related("person").order_by("person__name", "id")
    return list({str(each.person_id): each.person.name for each in found}.items())
