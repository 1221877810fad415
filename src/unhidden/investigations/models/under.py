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


def unless_kept_from(*why: str, own: str) -> str:
    """The condition that a sealed row is one's own, or that nothing keeps its reader
    from what others wrote: that they are "sterile", or came by an "emergency" alone."""
    named = ",".join(why)
    return (
        f"({own} or investigation_id <> all("
        f"(select wall.investigations_kept_from('{{{named}}}'))::uuid[]))"
    )


#: The condition that whoever asks decides about the row's investigation and its team.
MANAGED = (
    "investigation_id = any((select wall.view('investigation', 'manage'))::uuid[])"
)
