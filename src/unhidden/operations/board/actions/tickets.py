"""Tickets for the live process: which channels a viewer may hear, for a minute."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.grants import ask_procedure
from unhidden.audit import actions as audit
from unhidden.operations.models import Operation
from unhidden.operations.policies import SEE
from unhidden.vault import tickets
from unhidden.vault.tickets import TicketRefused


@action
def issue_ticket(
    *, operation_id: UUID, on: date, team_id: UUID | None, actor: Actor, at: datetime
) -> str:
    """A ticket for the board of a day, or of one team; "" without a live process.

    It is written down that the viewer follows the board for this minute; what the page
    then fetches is not written once more. Raises Absent.
    """
    actor.must(SEE)
    seed: bytes | None = settings.LIVE_KEY
    channels = ask_procedure("board_channels", operation_id, on.isoformat(), team_id)
    audit.record_event(
        name="operations.board_followed",
        actor=actor,
        subject=Operation(id=operation_id),
        at=at,
        verb=audit.Verb.CONSULTATION,
    )
    if seed is None or not settings.LIVE:
        return ""
    return tickets.write_ticket(
        operation=str(operation_id),
        person=str(actor.person_id),
        view=_name_view(on, team_id),
        channels=channels,
        now=at.timestamp(),
        seed=seed,
    )


def is_followed(  # all that a ticket says
    ticket: str,
    *,
    operation_id: UUID,
    on: date,
    team_id: UUID | None,
    actor: Actor,
    at: datetime,
) -> bool:
    """Whether the ticket says that this person follows this board at this minute: of
    this day, and of this team or of all."""
    seed: bytes | None = settings.LIVE_KEY
    if seed is None or not ticket:
        return False
    try:
        held = tickets.read_own_ticket(ticket, now=at.timestamp(), seed=seed)
    except TicketRefused:
        return False
    found = (held.operation, held.person, held.view)
    return found == (str(operation_id), str(actor.person_id), _name_view(on, team_id))


def _name_view(on: date, team_id: UUID | None) -> tuple[str, str]:
    return on.isoformat(), str(team_id or "")
