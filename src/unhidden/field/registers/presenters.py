"""Registers as the phone takes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from unhidden.access.actor import Actor
from unhidden.field.registers.queries import RegistersTasking
from unhidden.field.tasking.presenters import show_landing, show_team
from unhidden.field.tasking.queries.cards import LandingPlace


def show_registers(
    taken: RegistersTasking, landing: LandingPlace, *, viewer: Actor, at: datetime
) -> dict[str, Any]:
    """All of it as one JSON text."""
    return {
        "at": int(at.timestamp() * 1000),
        "person": str(viewer.person),
        "landing": show_landing(landing),
        "teams": {str(team.id): show_team(team) for team in taken.teams},
        "registers": [
            {
                "id": str(one.id),
                "team": str(one.team_id),
                "night": one.night.isoformat(),
                "until": int(one.until_at.timestamp() * 1000),
            }
            for one in taken.registers
        ],
    }
