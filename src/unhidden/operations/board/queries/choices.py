"""What the forms of the board offer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.models import (
    EntryKind,
    RoomLeft,
    SignOfLife,
    TeamMember,
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
def list_people(*, viewer: Actor, operation_id: UUID) -> list[tuple[str, str]]:
    """Everybody on a team of the operation, to pick one."""
    viewer.must(SEE)
    rows = TeamMember.objects.filter(team__operation_id=operation_id)
    found = rows.select_related("person").order_by("person__name", "id")
    return list({str(each.person_id): each.person.name for each in found}.items())
