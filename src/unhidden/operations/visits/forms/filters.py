"""Which premises, and which planned visits, somebody wants to see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from unhidden.intelligence import queries as intelligence
from unhidden.operations.frame.forms import ListNarrowing, days_offered
from unhidden.operations.frame.queries import choices as choices_queries
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.places import queries as places
from unhidden.ui import forms

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


NO_TEAM = "none"


class PickFilter(ListNarrowing):
    """Premises by risk; with words to find, the whole register."""

    text = forms.Text(
        label=_("Find in the register"),
        hint=_("Name, address or postcode; the risk filter then counts for nothing"),
        required=False,
        spellcheck=False,
    )
    band = forms.PickOne(label=_("Risk"), required=False)
    kind = forms.PickOne(label=_("Kind of premises"), required=False)
    council = forms.PickOne(label=_("Council"), required=False)

    def __init__(self, given: QueryDict) -> None:
        super().__init__(
            given,
            {
                "band": dict(intelligence.list_bands()),
                "kind": dict(places.list_premises_kinds()),
                "council": {row.code: row.name for row in places.list_councils()},
            },
        )
        if self.wanted("text"):
            self.cleaned_data["band"] = ""


class PlannedFilter(ListNarrowing):
    """Planned visits by day, team and status."""

    on = forms.PickOne(label=_("Day"), required=False)
    team = forms.PickOne(label=_("Team"), required=False)
    status = forms.PickOne(label=_("Status"), required=False)

    def __init__(self, given: QueryDict, operation: OperationView) -> None:
        teams: dict[str, StrOrPromise] = {
            str(team.id): team.name for team in operation.teams
        }
        super().__init__(
            given,
            {
                "on": dict(days_offered(operation)),
                "team": teams | {NO_TEAM: _("No team yet")},
                "status": dict(choices_queries.statuses_of_plan()),
            },
        )

    @property
    def wanted_day(self) -> date | None:
        text = self.wanted("on")
        return date.fromisoformat(text) if text else None

    @property
    def wanted_team(self) -> UUID | None:
        text = self.wanted("team")
        return UUID(text) if text not in ("", NO_TEAM) else None

    @property
    def wants_no_team(self) -> bool:
        return self.wanted("team") == NO_TEAM
