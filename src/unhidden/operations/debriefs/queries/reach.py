"""Which debriefs, actions and checks somebody meets: one rule for every query.

The rows of the database say the same (``models.debriefs``).
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.access.policy import Purpose
from unhidden.agencies import queries as agencies
from unhidden.operations.briefing.queries.reach import (
    make_crew_condition,
    make_leading_condition,
)
from unhidden.operations.models import HotDebrief, OutcomeCheck
from unhidden.operations.policies import PLAN, SEE


def filter_visible_hot(viewer: Actor) -> QuerySet[HotDebrief]:
    """Those of the crews that the viewer plans for, or is on."""
    return HotDebrief.objects.filter(
        make_leading_condition(viewer) | make_crew_condition(viewer)
    )


def filter_visible_checks(viewer: Actor) -> QuerySet[OutcomeCheck]:
    """Those of the operations that the viewer's organisation leads, and their own."""
    return OutcomeCheck.objects.filter(
        make_leading_condition(viewer) | make_owner_condition(viewer)
    )


def make_owner_condition(viewer: Actor) -> Q:
    """Rows of which the viewer is the owner."""
    if context.at_work(viewer).purpose != Purpose.OPERATION_DELIVERY:
        return Q(pk__in=[])
    return Q(owner_id=viewer.person)


def make_due_condition(viewer: Actor, day: date) -> Q:
    """Rows of which somebody is reminded on a day: their own; and, if they plan, those
    whose owner works nowhere any more."""
    own = make_owner_condition(viewer)
    if not viewer.may(PLAN):
        return own
    known = agencies.list_colleagues(day=day, permission=SEE)
    is_there = Q(owner_id__in=[one.person_id for one in known])
    return own | (make_leading_condition(viewer) & ~is_there)


def make_answer_condition(viewer: Actor) -> Q:
    """Actions and checks that the viewer may answer: as owner, or as a planner."""
    planned = make_leading_condition(viewer) if viewer.may(PLAN) else Q(pk__in=[])
    return make_owner_condition(viewer) | planned
