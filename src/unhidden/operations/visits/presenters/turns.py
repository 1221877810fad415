"""What the page of a turned visit says."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from unhidden.access.actor import Actor
from unhidden.operations.visits.queries.turns import TurnCard
from unhidden.ui import dates
from unhidden.ui.parts import SummaryRow


def begin_turn(actor: Actor, at: datetime) -> dict[str, object]:
    """What the form begins with: decided now, by whoever writes it down."""
    now = timezone.localtime(at)
    return {
        "decided_by": str(actor.person_id),
        "decided_on": now.date(),
        "decided_at": now.time().replace(second=0, microsecond=0),
    }


def describe_turn(turn: TurnCard) -> list[SummaryRow]:
    """By what it was turned, who decided when, and what the people were told."""
    return [
        SummaryRow(_("Power"), turn.power),
        SummaryRow(_("Number of the authority"), turn.authority),
        SummaryRow(_("Who decided"), turn.decided_by),
        SummaryRow(_("When"), dates.day_and_time(turn.decided_at)),
        SummaryRow(_("What they were told"), turn.told),
    ]
