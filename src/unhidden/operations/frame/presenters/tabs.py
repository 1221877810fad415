"""The pages of an operation, as tabs."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from unhidden.access.actor import Actor
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.policies import PLAN

_TABS: tuple[tuple[str, Promise, bool], ...] = (
    ("operation", gettext_lazy("Overview"), False),
    ("candidates", gettext_lazy("Candidates"), True),
    ("warrants", gettext_lazy("Warrants"), True),
    ("visits", gettext_lazy("Planned visits"), False),
    ("board", gettext_lazy("Board"), False),
    ("pick", gettext_lazy("Choose premises"), True),
    ("plans", gettext_lazy("Plans"), True),
    ("teams", gettext_lazy("Teams"), True),
    ("roster", gettext_lazy("Roster"), True),
    ("partners", gettext_lazy("Partners"), True),
    ("events", gettext_lazy("Events"), False),
    ("briefs:briefs", gettext_lazy("Briefs"), False),
    ("debriefs:debriefs", gettext_lazy("Debriefs"), False),
)


def tabs(
    operation: OperationView, current: str, actor: Actor
) -> list[dict[str, object]]:
    """The pages of an operation that the actor may open; ``current`` is this one.

    Who manages it reads all of them once it is closed, but where premises are chosen.
    """
    may_plan = actor.may(PLAN) and operation.is_managed
    return [
        {
            "label": label,
            "url": reverse(
                name if ":" in name else f"operations:{name}", args=[operation.id]
            ),
            "current": name == current,
        }
        for name, label, is_for_planners in _TABS
        if may_plan or not is_for_planners
        if operation.is_open or name != "pick"
    ]
