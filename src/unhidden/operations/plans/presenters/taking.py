"""What taking a plan did, and why what it leaves out is cancelled."""

from __future__ import annotations

from collections.abc import Set
from uuid import UUID

from django.utils.translation import gettext

from unhidden.operations.plans.actions.taking import TakenPlan
from unhidden.operations.plans.queries.cards import PlanVersionCard, PlanVersionView
from unhidden.operations.plans.rules.differences import place_visits


def suggest_reason(card: PlanVersionCard) -> str:
    """A reason for visits that the plan leaves out, for whoever takes it to change."""
    if card.number is None:
        return gettext("Left out of the plan of the week")
    return gettext("Left out of plan %(number)s") % {"number": card.number}


def list_sent_anew(view: PlanVersionView, sent: Set[UUID]) -> dict[UUID, str]:
    """The names of the places that the plan visits, without those that have a team."""
    names = view.names
    visited = place_visits(view.problem, view.plan) if view.plan else {}
    return {
        names.premises_ids[one]: names.premises[one]
        for one in sorted(visited, key=lambda one: (names.premises[one], one))
        if names.premises_ids[one] not in sent
    }


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
