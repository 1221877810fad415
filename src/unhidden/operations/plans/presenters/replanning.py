"""What a planner picks from when telling what happened on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from unhidden.lib.working_days import LONDON
from unhidden.operations.plans.presenters import words
from unhidden.operations.plans.queries.cards import PlanVersionView

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


def point_to_roads() -> SafeString:
    """Where a closed road is told before the rest of the day is planned again."""
    return format_html(
        '{} <a class="govuk-link" href="{}">{}</a>',
        gettext("If a road closed, say first which one it is:"),
        reverse("operations:roads"),
        gettext("Roads"),
    )


def offer_days(view: PlanVersionView) -> list[tuple[str, str]]:
    """The days of the plan by number."""
    return [
        (str(day), words.name_day(view.names, day)) for day in range(view.problem.days)
    ]


def offer_crews(view: PlanVersionView) -> list[tuple[str, str]]:
    """The crews of the plan, by name."""
    return sorted(view.names.teams.items(), key=lambda one: (one[1], one[0]))


def list_crew_days(view: PlanVersionView) -> dict[tuple[str, int], str]:
    """The crew-day of each crew and day."""
    return {(one.crew, one.day): one.id for one in view.problem.crew_days}


def tell_reserves(view: PlanVersionView, reserves: Mapping[int, str]) -> str:
    """Which crew is in reserve on which day of the plan; empty without any."""
    return "; ".join(
        f"{words.name_day(view.names, day)}: {crew}"
        for day, crew in sorted(reserves.items())
    )


def suggest_moment(view: PlanVersionView, at: datetime) -> dict[str, object]:
    """Today and now, where the plan has a today."""
    local = at.astimezone(LONDON)
    days = view.names.days
    if local.date() not in days:
        return {}
    return {"day": str(days.index(local.date())), "at": local.time()}
