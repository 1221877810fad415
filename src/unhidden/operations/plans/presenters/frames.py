"""What stands on every page of a plan: its name, pages, findings and search."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.plans.presenters import plans, searches
from unhidden.operations.plans.presenters.findings import tell_findings
from unhidden.operations.plans.queries.cards import PlanVersionView, SearchCard

_PAGES: tuple[tuple[str, Promise], ...] = (
    ("plan", gettext_lazy("By day and crew")),
    ("plan_list", gettext_lazy("As a list")),
    ("left_out", gettext_lazy("Left out")),
    ("plan_proof", gettext_lazy("How good it is")),
    ("plan_changes", gettext_lazy("Changes by hand")),
)


def frame_plan(
    view: PlanVersionView,
    operation: OperationView,
    search: SearchCard | None,
    current: str,
) -> dict[str, Any]:
    """The context that all pages of a plan share; ``current`` is this page."""
    is_going = search is not None and search.standing.is_going
    may_plan = operation.is_open and operation.is_managed
    return {
        "operation": operation,
        "card": view.card,
        "title": plans.name_version(view.card),
        "tabs": [
            {
                "label": label,
                "url": reverse(f"operations:{name}", args=[view.card.id]),
                "current": name == current,
            }
            for name, label in _PAGES
        ],
        "findings": tell_findings(
            view.findings, lambda one: view.names.premises.get(one, "")
        ),
        "search": search,
        "standing": searches.tell_standing(search) if search else "",
        "has_plan": view.plan is not None,
        "may_change": may_plan and view.card.is_open and not is_going and view.plan,
        "may_plan": may_plan,
    }
