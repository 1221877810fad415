"""What the forms of several subjects ask: a day, a team, a reason, a filter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.queries import choices as weeks
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.ui import dates, forms
from unhidden.ui.parts import ChosenFilter

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class CancellationForm(forms.Form):
    """Why something is taken out of the plan."""

    reason = forms.LongText(
        label=_("Why?"),
        hint=_("Colleagues read this, and it stays with the operation"),
        missing=_("Enter the reason"),
        rows=3,
        max_length=1000,
    )


class ListNarrowing(forms.Form):
    """A filter in the address; what is not offered is passed over."""

    marks_optional = False

    def __init__(
        self, given: QueryDict, offered: Mapping[str, Mapping[str, StrOrPromise]]
    ) -> None:
        self._offered = offered
        super().__init__(
            {
                name: value
                for name, value in given.items()
                if name in self.base_fields and value in offered.get(name, (value,))
            }
        )
        for name, choices in offered.items():
            self.offer(name, choices.items())
        self.is_valid()

    def wanted(self, name: str) -> str:
        """What the list is narrowed to by one field; empty for everything."""
        return str(self.cleaned_data.get(name, ""))

    @property
    def chosen(self) -> list[ChosenFilter]:
        """The filters in force, each with the address of the list without it."""
        return [
            ChosenFilter(
                self._offered.get(name, {}).get(self.wanted(name), self.wanted(name)),
                self._without(name),
            )
            for name in self.fields
            if self.wanted(name)
        ]

    def _without(self, left_out: str) -> str:
        query = QueryDict(mutable=True)
        for name in self.fields:
            if name != left_out and self.wanted(name):
                query[name] = self.wanted(name)
        return f"?{query.urlencode()}"


def days_offered(operation: OperationView) -> list[tuple[str, str]]:
    """The operation's days, to pick one."""
    days = weeks.days_of(operation)
    return [(day.isoformat(), dates.format_weekday(day)) for day in days]


def teams_offered(operation: OperationView) -> list[tuple[str, str]]:
    """The operation's teams with who is in them, to pick one."""
    return [
        (str(team.id), f"{team.name}: {names}" if names else team.name)
        for team in operation.teams
        for names in [", ".join(member.name for member in team.members)]
    ]
