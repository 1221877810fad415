"""Rows of an investigation: whom its wall lets read and write them."""

from __future__ import annotations

from dataclasses import replace

from unhidden.lib.rights import RowsUnder

#: Dates, states, things: for whoever is on the team.
UNDER_INVESTIGATION = RowsUnder(
    "investigation_id", "investigations_investigation", "criminal"
)
#: What somebody said or wrote, sealed to the team.
UNDER_INVESTIGATION_SAID = replace(UNDER_INVESTIGATION, category="narrative")
#: Who a person is, sealed to the team.
UNDER_INVESTIGATION_WHO = replace(UNDER_INVESTIGATION, category="identity")


def held_by(*functions: str) -> str:
    """The condition that whoever asks holds one of these posts in the row's
    investigation, and is kept out of nothing sealed there."""
    named = ",".join(functions)
    return (
        "investigation_id = any("
        f"(select wall.investigations_by_post('{{{named}}}'))::uuid[])"
    )
