"""What crews go out with, and what there is on a day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.operations.rosters.actions.resources import (
    NewOutfit,
    NewStartPlace,
    NewVehicle,
)
from unhidden.operations.rosters.queries.cards import (
    CapacityCard,
    OutfitCard,
    StartPlaceCard,
    VehicleCard,
)
from unhidden.operations.rosters.queries.choices import list_languages
from unhidden.ui import forms

_MOST_SEATS = 60
_MOST_OF_A_DAY = 999


class VehicleForm(forms.Form):
    name = forms.Text(
        label=_("Vehicle"),
        hint=_("For example, its registration number"),
        missing=_("Enter which vehicle it is"),
        max_length=40,
        width="20",
    )
    seats = forms.Count(
        label=_("Seats"),
        hint=_("With the driver’s"),
        missing=_("Enter how many seats it has"),
        minimum=1,
        maximum=_MOST_SEATS,
    )
    call_sign = forms.Text(
        label=_("Call sign"), required=False, max_length=20, width="10"
    )

    @property
    def typed_vehicle(self) -> NewVehicle:
        """What was typed, after ``is_valid()``."""
        return NewVehicle(**self.cleaned_data)


class StartPlaceForm(forms.Form):
    name = forms.Text(
        label=_("Place"),
        hint=_("For example, Wrexham police station"),
        missing=_("Enter the name of the place"),
        max_length=80,
    )
    postcode = forms.Text(
        label=_("Postcode"),
        hint=_("Its position is taken from this"),
        missing=_("Enter the postcode"),
        max_length=8,
        width="10",
    )

    @property
    def typed_place(self) -> NewStartPlace:
        """What was typed, after ``is_valid()``."""
        return NewStartPlace(**self.cleaned_data)


class OutfitForm(forms.Form):
    """Call sign, channel, vehicle and start place of one crew."""

    call_sign = forms.Text(
        label=_("Call sign"), required=False, max_length=20, width="10"
    )
    radio_channel = forms.Text(
        label=_("Radio channel"), required=False, max_length=40, width="20"
    )
    vehicle = forms.PickOne(label=_("Vehicle"), required=False)
    start_place = forms.PickOne(label=_("Start place"), required=False)

    def __init__(
        self,
        *args: Any,
        vehicles: Iterable[VehicleCard],
        places: Iterable[StartPlaceCard],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("vehicle", [(str(one.id), one.name) for one in vehicles])
        self.offer("start_place", [(str(one.id), one.name) for one in places])

    @property
    def typed_outfit(self) -> NewOutfit:
        """What was typed, after ``is_valid()``."""
        typed = self.cleaned_data
        return NewOutfit(
            call_sign=typed["call_sign"],
            radio_channel=typed["radio_channel"],
            vehicle_id=UUID(typed["vehicle"]) if typed["vehicle"] else None,
            start_place_id=UUID(typed["start_place"]) if typed["start_place"] else None,
        )


class CapacitiesForm(forms.Form):
    """What there is on one day; an empty box is not counted, and limits nothing."""

    custody = forms.Count(
        label=_("Custody places"),
        hint=_("Leave a box empty if nothing is to be counted."),
        required=False,
        maximum=_MOST_OF_A_DAY,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in list_languages():
            self.fields[_box(code)] = forms.Count(
                label=_("Interpreters: %(language)s") % {"language": label},
                required=False,
                maximum=_MOST_OF_A_DAY,
            )

    @property
    def typed_interpreters(self) -> dict[str, int]:
        """How many there are of each language that was counted."""
        typed = {
            code: self.cleaned_data[_box(code)] for code, _label in list_languages()
        }
        return {code: count for code, count in typed.items() if count is not None}


def outfit_as_typed(outfit: OutfitCard) -> dict[str, object]:
    """What a crew goes out with, as it would be typed."""
    return {
        "call_sign": outfit.call_sign,
        "radio_channel": outfit.radio_channel,
        "vehicle": str(outfit.vehicle.id) if outfit.vehicle else "",
        "start_place": str(outfit.start_place.id) if outfit.start_place else "",
    }


def capacities_as_typed(cards: Iterable[CapacityCard]) -> dict[str, object]:
    """The capacities of one day, as they would be typed."""
    return {
        _box(card.language) if card.language else card.kind: card.amount
        for card in cards
    }


def _box(language: str) -> str:
    return f"interpreters_{language.replace('-', '_')}"
