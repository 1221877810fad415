"""Who takes what: one colleague for everything, or another for a single place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unhidden.agencies.leaving.caseload import OpenTeamPlace
from unhidden.agencies.leaving.queries import CaseloadTaker, LeavingPlan
from unhidden.ui import forms

SHOWN = 50  # places that are offered one by one; the rest go with the others
TEAM = "team"


class HomesForm(forms.Form):
    """``everything`` is for each place that is not given to somebody by itself."""

    marks_optional = False
    everything = forms.PickOne(
        label=gettext_lazy("Who takes everything that you give to nobody else"),
        required=False,
    )

    def __init__(self, *args: Any, leaving: LeavingPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaving = leaving
        kinds = {place.domain for place in leaving.places}
        able = [taker for taker in leaving.takers if kinds <= taker.domains]
        self.offer("everything", [*_choices(able), (TEAM, _go_on())])
        for place in leaving.places[:SHOWN]:
            self.fields[_name(place)] = self._field(place)

    def _field(self, place: OpenTeamPlace) -> forms.PickOne:
        able = [each for each in self.leaving.takers if place.domain in each.domains]
        alone = [] if place.is_needed else [(TEAM, _go_on())]
        return forms.PickOne(
            label=_("Who takes %(what)s") % {"what": place.name},
            choices=[*_choices(able), *alone],
            blank=gettext_lazy("As chosen for everything"),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        for place in self.leaving.places:
            chosen = self._chosen(place)
            if not chosen or (chosen == TEAM and place.is_needed):
                self.say_no_home(place.id)
        return self.cleaned_data

    @property
    def homes(self) -> dict[UUID, UUID | None]:
        """Who takes each place; None where the team goes on by itself."""
        chosen = {place.id: self._chosen(place) for place in self.leaving.places}
        return {
            place: None if taker == TEAM else UUID(taker)
            for place, taker in chosen.items()
        }

    @property
    def lines(self) -> Iterator[tuple[OpenTeamPlace, BoundField | None]]:
        """Each place with its own field, while they are few enough."""
        for place in self.leaving.places[:SHOWN]:
            yield place, self[_name(place)]

    @property
    def summary(self) -> list[tuple[OpenTeamPlace, str]]:
        """Each place with the name of who takes it; empty for the team itself."""
        names = {each.person_id: each.name for each in self.leaving.takers}
        return [
            (place, names.get(taker, "") if (taker := self.homes[place.id]) else "")
            for place in self.leaving.places
        ]

    def say_no_home(self, place_id: UUID) -> None:
        """A place that is left to nobody."""
        self._say_at(place_id, _("Choose who takes %(what)s"))

    def say_may_not(self, place_id: UUID) -> None:
        """A colleague who cannot be given this place; it is not said why."""
        self._say_at(place_id, _("This colleague cannot take %(what)s: choose another"))

    def _say_at(self, place_id: UUID, words: str) -> None:
        place = next(each for each in self.leaving.places if each.id == place_id)
        field = _name(place) if _name(place) in self.fields else "everything"
        self.add_error(field, words % {"what": place.name})

    def _chosen(self, place: OpenTeamPlace) -> str:
        given: dict[str, str] = self.cleaned_data
        return given.get(_name(place), "") or given.get("everything", "")


def _name(place: OpenTeamPlace) -> str:
    return f"place_{place.id}"


def _choices(takers: list[CaseloadTaker]) -> list[tuple[str, str]]:
    return [(str(each.person_id), f"{each.name}, {each.role_label}") for each in takers]


def _go_on() -> str:
    return _("Nobody: the team goes on without")
