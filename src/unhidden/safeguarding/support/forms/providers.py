"""The directory of services, and asking one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.places import queries as places
from unhidden.safeguarding.models import NeedCode, ProviderRoom, ServiceState
from unhidden.safeguarding.support.queries.providers import ProviderCard
from unhidden.safeguarding.support.rules.service_states import NEXT_STEPS
from unhidden.ui import forms

_LONGEST_WAIT = 520


class RoomForm(forms.Form):
    """How much room there is, as somebody said it today."""

    room = forms.OneOf(
        label=_("How much room do they have?"),
        hint=_("As they told you. Nothing here is counted."),
        choices=ProviderRoom.choices,
        reveals={"waiting": "weeks"},
        missing=_("Select how much room they have"),
    )
    weeks = forms.Count(
        label=_("How many weeks does one wait?"),
        minimum=0,
        maximum=_LONGEST_WAIT,
        required=False,
    )

    @property
    def waiting_weeks(self) -> int | None:
        """The weeks of a waiting list; nothing where there is none."""
        is_waiting = self.cleaned_data["room"] == ProviderRoom.WAITING
        return self.cleaned_data.get("weeks") if is_waiting else None


class ProviderForm(RoomForm):
    name = forms.Text(
        label=_("Name of the service"),
        hint=_("Sealed to your organisation: a refuge’s name can tell where it is."),
        missing=_("Enter the name of the service"),
        max_length=120,
    )
    contact = forms.LongText(
        label=_("How you reach them"), required=False, rows=3, max_length=1_000
    )
    serves = forms.ManyOf(
        label=_("What do they help with?"),
        choices=NeedCode.choices,
        missing=_("Select what they help with"),
    )
    council = forms.PickOne(
        label=_("Area"), blank=_("Anywhere"), required=False, choices=()
    )
    field_order = ("name", "contact", "serves", "council", "room", "weeks")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        councils = places.list_councils()
        self.offer("council", [(one.code, one.name) for one in councils])


class AskServiceForm(forms.Form):
    provider = forms.PickOne(
        label=_("Which service?"), missing=_("Select which service")
    )
    asked_on = forms.Day(
        label=_("When did you ask them?"), missing=_("Enter when you asked them")
    )

    def __init__(
        self, *args: Any, providers: Iterable[ProviderCard], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        able = [one for one in providers if one.takes_people and not one.is_closed]
        self.offer("provider", [(str(one.id), _describe(one)) for one in able])


def _describe(card: ProviderCard) -> str:
    parts = (card.name, card.area, card.room_label)
    return ", ".join(part for part in parts if part)


class ServiceStateForm(forms.Form):
    state = forms.OneOf(
        label=_("What has changed?"), missing=_("Select what has changed")
    )
    day = forms.Day(label=_("On which day?"), missing=_("Enter the day"))

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = NEXT_STEPS[state]
        offered = [each for each in ServiceState.choices if each[0] in after]
        self.offer("state", offered)


class DirectoryFilter(forms.Form):
    marks_optional = False
    code = forms.PickOne(
        label=_("Helps with"), choices=NeedCode.choices, blank=_("All"), required=False
    )

    @property
    def chosen_code(self) -> str:
        """The need that is asked for; nothing for what is none."""
        return str(self.cleaned_data.get("code", "")) if self.is_valid() else ""
