"""Which of an operation's visits somebody wants to see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from unhidden.ui import dates, forms
from unhidden.visits.models import VisitOutcome

if TYPE_CHECKING:
    from django.http import QueryDict


class VisitsFilter(forms.Form):
    """By outcome and by day; what is not understood does not filter."""

    marks_optional = False

    outcome = forms.PickOne(
        label=_("Outcome"), choices=VisitOutcome.choices, required=False
    )
    on = forms.PickOne(label=_("Day"), required=False)

    def __init__(self, data: QueryDict, days: Iterable[date]) -> None:
        super().__init__(data)
        self.labels = {
            "outcome": {code: str(label) for code, label in VisitOutcome.choices},
            "on": {day.isoformat(): dates.format_weekday(day) for day in days},
        }
        self.offer("on", self.labels["on"].items())

    @property
    def wanted_outcome(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("outcome", ""))

    @property
    def wanted_day(self) -> date | None:
        self.is_valid()
        text = self.cleaned_data.get("on", "")
        return date.fromisoformat(text) if text else None

    def in_force(self, query: QueryDict) -> list[tuple[str, str]]:
        """What the list is filtered by, each with the query string without it."""
        self.is_valid()
        found: list[tuple[str, str]] = []
        for name, labels in self.labels.items():
            if chosen := self.cleaned_data.get(name):
                rest = query.copy()
                rest.pop(name)
                rest.pop("page", None)
                found.append((labels[chosen], rest.urlencode()))
        return found
