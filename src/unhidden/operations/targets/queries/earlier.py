"""What earlier visits say of a place; the module of their records finds them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from django.apps import apps
from django.utils.module_loading import import_string

from unhidden.access.actor import Actor


@dataclass(frozen=True, slots=True)
class EarlierVisit:
    """A visit that says to go to its premises again; ``is_joint``: with others."""

    premises_id: UUID
    visited_on: date
    outcome_label: str
    follow_up_on: date | None
    is_joint: bool


FindEarlier: TypeAlias = Callable[[Actor, Collection[UUID] | None], list[EarlierVisit]]


def find_earlier_visits(
    viewer: Actor, premises_ids: Collection[UUID] | None = None
) -> list[EarlierVisit]:
    """Those that the viewer reads, the oldest first; of these premises, if any.

    Of safeguarding visits none: their records serve no other purpose. The module of
    the records names who finds them in ``earlier_visits`` of its ``apps.py``.
    """
    found: list[EarlierVisit] = []
    for config in apps.get_app_configs():
        if path := getattr(config, "earlier_visits", ""):
            find: FindEarlier = import_string(path)
            found += find(viewer, premises_ids)
    return found
