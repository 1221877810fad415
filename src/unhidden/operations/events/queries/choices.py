"""The kinds of events, as codes and labels in the order of the list."""

from __future__ import annotations

from unhidden.operations.models import EventKind


def kinds_of_event() -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label)) for kind in EventKind]
