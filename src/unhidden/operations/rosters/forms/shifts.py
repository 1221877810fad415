"""When a crew or a person works."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.forms import days_offered
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.rosters.actions.shifts import ShiftHours
from unhidden.operations.rosters.queries import choices
from unhidden.operations.rosters.queries.cards import ShiftCard
from unhidden.ui import forms

_OFF = "off"


class ShiftForm(forms.Form):
    """The hours of a day, or that it is off."""

    kind = forms.OneOf(label=_("Shift"), missing=_("Select a shift"), is_inline=True)
    starts_at = forms.TimeOfDay(
        label=_("Start"),
        hint=_("For example, 8am. Leave it empty if they are off."),
        missing=_("Enter when the shift starts"),
        required=False,
    )
    ends_at = forms.TimeOfDay(
        label=_("End"),
        hint=_("An end before the start is on the next day."),
        missing=_("Enter when the shift ends"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", choices.kinds_of_shift())

    def clean(self) -> None:
        if self.cleaned_data.get("kind") not in (None, "", _OFF):
            for name in ("starts_at", "ends_at"):
                if name not in self.errors:
                    self.require(name)

    @property
    def typed_hours(self) -> ShiftHours:
        """What was typed, after ``is_valid()``."""
        typed = self.cleaned_data
        return ShiftHours(
            kind=typed["kind"],
            starts_at=typed["starts_at"],
            ends_at=typed["ends_at"],
            is_reserve=typed.get("is_reserve", False),
        )


class CrewShiftForm(ShiftForm):
    """The same of a crew, which may be the one in reserve."""

    is_reserve = forms.Tick(
        label=_("In reserve: kept free for what comes up"), required=False
    )


class PersonShiftForm(ShiftForm):
    """The same of one person, on a day to choose."""

    on = forms.PickOne(label=_("Day"), missing=_("Select a day"))

    field_order = ("on",)

    def __init__(self, *args: Any, operation: OperationView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("on", days_offered(operation))

    @property
    def chosen_day(self) -> date:
        """The day that was chosen."""
        return date.fromisoformat(self.cleaned_data["on"])


class CopyDayForm(forms.Form):
    """Which day's shifts another day gets."""

    from_on = forms.PickOne(label=_("Copy from"), missing=_("Select a day to copy"))
    to_on = forms.PickOne(
        label=_("Copy to"), missing=_("Select the day that gets them")
    )

    def __init__(self, *args: Any, operation: OperationView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("from_on", "to_on"):
            self.offer(name, days_offered(operation))

    @property
    def chosen_days(self) -> tuple[date, date]:
        """From, and to, after ``is_valid()``."""
        typed = self.cleaned_data
        return date.fromisoformat(typed["from_on"]), date.fromisoformat(typed["to_on"])


def shift_as_typed(shift: ShiftCard | None) -> dict[str, object]:
    """A shift as it would be typed into its form; nothing without one."""
    if shift is None:
        return {}
    return {
        "kind": shift.kind,
        "starts_at": shift.starts_at,
        "ends_at": shift.ends_at,
        "is_reserve": shift.is_reserve,
    }
