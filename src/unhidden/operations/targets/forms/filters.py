"""Which candidates somebody wants to see, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from unhidden.intelligence import queries as intelligence
from unhidden.operations.frame.forms import ListNarrowing, days_offered
from unhidden.operations.frame.queries import choices
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.targets.queries import candidates
from unhidden.operations.targets.queries.cards import (
    PLANNED,
    READY,
    UNDECIDED,
    VISITED,
    CandidateCard,
    GroupCard,
)
from unhidden.places import queries as places
from unhidden.ui import forms

STATES = {
    UNDECIDED: _("Kind to decide"),
    READY: _("Ready to plan"),
    PLANNED: _("Planned"),
    VISITED: _("Visited"),
}
SORTS = {
    "risk": _("Risk, the highest first"),
    "name": _("Name"),
    "council": _("Council"),
    "kind": _("Kind of visit"),
    "state": _("State"),
}
_ORDER: dict[str, Callable[[CandidateCard], Any]] = {
    "risk": lambda one: -one.score,
    "name": lambda one: one.premises.casefold(),
    "council": lambda one: one.council,
    "kind": lambda one: _kinds(one)[0],
    "state": lambda one: list(STATES).index(one.planning_state),
}


class CandidateFilter(ListNarrowing):
    """Candidates by what is known of them."""

    text = forms.Text(
        label=_("Find"), hint=_("Name or address"), required=False, spellcheck=False
    )
    source = forms.PickOne(label=_("Source"), required=False)
    kind = forms.PickOne(label=_("Kind of visit"), required=False)
    council = forms.PickOne(label=_("Council"), required=False)
    band = forms.PickOne(label=_("Risk"), required=False)
    on = forms.PickOne(label=_("May be visited on"), required=False)
    state = forms.PickOne(label=_("State"), required=False)
    group = forms.PickOne(label=_("Group"), required=False)
    sort = forms.PickOne(label=_("Sort by"), required=False)

    def __init__(
        self,
        given: QueryDict,
        operation: OperationView,
        groups: Iterable[GroupCard],
    ) -> None:
        super().__init__(
            given,
            {
                "source": dict(candidates.list_sources()),
                "kind": dict(choices.kinds_of_visit()),
                "council": {row.code: row.name for row in places.list_councils()},
                "band": dict(intelligence.list_bands()),
                "on": dict(days_offered(operation)),
                "state": STATES,
                "group": {str(one.id): one.name for one in groups},
                "sort": SORTS,
            },
        )

    def choose_candidates(self, cards: Iterable[CandidateCard]) -> list[CandidateCard]:
        """Those that pass, in the order wanted; by risk and name besides."""
        found = [card for card in cards if self._is_wanted(card)]
        return sorted(found, key=_ORDER[self.wanted("sort") or "risk"])

    def _is_wanted(self, card: CandidateCard) -> bool:
        wanted = self.wanted
        text = f"{card.premises} {card.address}".casefold()
        on = wanted("on")
        return (
            wanted("text").casefold() in text
            and wanted("source") in ("", card.source)
            and (not wanted("kind") or wanted("kind") in _kinds(card))
            and wanted("council") in ("", card.council_code)
            and wanted("band") in ("", card.band)
            and wanted("state") in ("", card.planning_state)
            and (not wanted("group") or wanted("group") in _groups(card))
            and (not on or not card.days or date.fromisoformat(on) in card.days)
        )


def _kinds(card: CandidateCard) -> list[str]:
    """The kinds decided on; before that, the one proposed."""
    return [one.kind for one in card.options] or [card.proposal.kind]


def _groups(card: CandidateCard) -> list[str]:
    return [str(one.id) for one in (card.strike, card.apart) if one]


class OfferedFilter(ListNarrowing):
    """Premises that may become candidates, by risk or in the register."""

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
