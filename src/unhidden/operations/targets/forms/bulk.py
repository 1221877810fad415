"""What is done with several candidates at once: one form, a button for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.forms import days_offered
from unhidden.operations.frame.queries import choices
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.targets.actions.kinds import KindDecision
from unhidden.operations.targets.queries import candidates as queries
from unhidden.operations.targets.queries.cards import CandidateCard
from unhidden.operations.targets.rules.kinds import ENFORCEMENT
from unhidden.operations.targets.rules.windows import VisitWindow, make_window
from unhidden.ui import forms

KIND, GROUP, UNGROUP, WINDOW, REMOVE = "kind", "group", "ungroup", "window", "remove"
#: What each button needs to be filled in.
_NEEDS = {
    KIND: ("kind",),
    GROUP: ("group", "rule"),
    UNGROUP: ("rule",),
    WINDOW: ("window", "opens", "closes"),
    REMOVE: (),
}
MOST_AT_ONCE = 400
# The filter beside it has fields of the same names.
PREFIX = "with"


class BulkForm(forms.Form):
    """The candidates ticked, and what the button that was pressed needs."""

    candidates = forms.ManyOf(
        label=_("Places"),
        missing=_("Select at least one place"),
        error_messages={"invalid_choice": _("Select from the places shown")},
    )
    kind = forms.PickOne(
        label=_("Kind of visit"), missing=_("Select the kind of visit"), required=False
    )
    power = forms.Text(
        label=_("Power of entry"),
        hint=_("To enforce only: the Act and the section, or the warrant"),
        missing=_("Enter the power that the visit enforces by"),
        required=False,
    )
    authority = forms.Text(
        label=_("Number of the authority"),
        hint=_("To enforce only: of the warrant, or of the officer’s authorisation"),
        missing=_("Enter the number of the authority"),
        required=False,
        max_length=60,
    )
    is_added = forms.Tick(
        label=_("Keep the other kinds that these places may get"), required=False
    )
    group = forms.Text(
        label=_("Name of the group"),
        hint=_("A new name makes a new group"),
        missing=_("Enter the name of the group"),
        required=False,
        max_length=60,
    )
    rule = forms.PickOne(
        label=_("Rule of the group"), missing=_("Select the rule"), required=False
    )
    window = forms.PickOne(
        label=_("Hours"), missing=_("Select which hours these are"), required=False
    )
    opens = forms.TimeOfDay(
        label=_("From"), missing=_("Enter from when"), required=False
    )
    closes = forms.TimeOfDay(
        label=_("Until"),
        hint=_("Earlier than the first means on the next day, like 6pm to 1am"),
        missing=_("Enter until when"),
        required=False,
    )
    days = forms.ManyOf(
        label=_("Days"), hint=_("None ticked means any day"), required=False
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        operation: OperationView,
        cards: Sequence[CandidateCard],
    ) -> None:
        super().__init__(data, prefix=PREFIX)
        self.cards = cards
        self.pressed = str(data.get("do", "")) if data else ""
        self.offer("candidates", [(str(one.id), one.premises) for one in cards])
        self.offer("kind", choices.kinds_of_visit())
        self.offer("rule", queries.list_rules())
        self.offer("window", queries.list_windows())
        self.offer("days", days_offered(operation))

    def clean(self) -> None:
        for name in _NEEDS.get(self.pressed, ()):
            self.require(name)
        if self.pressed == KIND and self.cleaned_data.get("kind") == ENFORCEMENT:
            self.require("power")
            self.require("authority")

    @property
    def paired_boxes(self) -> list[tuple[CandidateCard, Any]]:
        """Each candidate with its box."""
        bound: Any = self["candidates"]
        return list(zip(self.cards, bound.options, strict=True))

    @property
    def candidate_ids(self) -> list[UUID]:
        return [UUID(key) for key in self.cleaned_data["candidates"]]

    @property
    def kind_decision(self) -> KindDecision:
        given = self.cleaned_data
        return KindDecision(
            kind=given["kind"],
            power=given["power"],
            authority=given["authority"],
            is_added=given["is_added"],
        )

    @property
    def chosen_window(self) -> VisitWindow:
        given = self.cleaned_data
        return make_window(given["opens"], given["closes"], given["window"])

    @property
    def chosen_days(self) -> list[date]:
        return [date.fromisoformat(day) for day in self.cleaned_data["days"]]


class TickedForm(forms.Form):
    """Places ticked, and nothing else: to add them, or to put them back."""

    places = forms.ManyOf(
        label=_("Places"),
        missing=_("Select at least one place"),
        error_messages={"invalid_choice": _("Select from the places shown")},
    )

    def __init__(
        self, data: QueryDict | None, *, offered: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(data, prefix=PREFIX)
        self.offer("places", offered)

    @property
    def ticked_ids(self) -> list[UUID]:
        return [UUID(key) for key in self.cleaned_data["places"]]

    @property
    def tick_boxes(self) -> list[Any]:
        """The boxes in order."""
        bound: Any = self["places"]
        return list(bound.options)
