"""Exhibits of an investigation, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.cast import NOON
from tests.made.unused import MadeUnused
from unhidden.access.actor import Actor
from unhidden.investigations.exhibits.actions.moving import NewMove, move_exhibits
from unhidden.investigations.exhibits.actions.registering import (
    NewExhibit,
    register_exhibit,
)

TAKEN = NOON - timedelta(hours=5)
LEDGER = NewExhibit(
    reference="AB/1",
    kind="document",
    description="Ledger with a blue cover",
    found_at="Office, second drawer",
    found_by="DC Ash",
    seized_by="DC Ash",
    seized_at=TAKEN,
    power="pace_18",
    holder="DC Ash",
    seal="S100",
)


def register(made: MadeUnused, **more: Any) -> UUID:
    """Register an exhibit like the ledger, by who leads the investigation."""
    actor = more.pop("actor", made.leader)
    return register_exhibit(new=replace(LEDGER, **more), **made.by(actor))


def move(
    made: MadeUnused,
    references: list[str],
    hands: tuple[str, str],
    at: datetime = NOON,
    **more: Any,
) -> int:
    """Move exhibits from one hand to another at a moment; recorded at noon."""
    actor: Actor = more.pop("actor", made.leader)
    recorded: datetime = more.pop("recorded", NOON)
    purpose = more.pop("purpose", "handed_on")
    new = NewMove(at, *hands, purpose, **more)
    told = made.by(actor, recorded)
    return move_exhibits(references=references, new=new, **told)
