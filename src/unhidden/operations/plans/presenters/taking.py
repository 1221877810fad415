"""What taking a plan did, and why what it leaves out is cancelled."""

from __future__ import annotations

from django.utils.translation import gettext

from unhidden.operations.plans.actions.taking import TakenPlan
from unhidden.operations.plans.queries.cards import PlanVersionCard


def suggest_reason(card: PlanVersionCard) -> str:
    """A reason for visits that the plan leaves out, for whoever takes it to change."""
    if card.number is None:
        return gettext("Left out of the plan of the week")
    return gettext("Left out of plan %(number)s") % {"number": card.number}


def tell_taken(taken: TakenPlan) -> str:
    """How many visits were changed, added, left as they were and cancelled."""
    text = gettext(
        "Visits changed: %(changed)s; added: %(added)s; as they were: %(kept)s; "
        "cancelled: %(cancelled)s."
    )
    return text % {
        "changed": taken.changed,
        "added": taken.added,
        "kept": taken.kept,
        "cancelled": taken.cancelled,
    }
