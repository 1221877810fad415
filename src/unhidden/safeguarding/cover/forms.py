"""What is typed of a duty, of a sheet for the night, and of a call."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.cover import rules
from unhidden.safeguarding.models import CoverReason, CoverSectionKind
from unhidden.ui import forms

_HOURS = [
    ("1", _("1 hour")),
    ("2", _("2 hours")),
    ("4", _("4 hours")),
    ("8", _("8 hours")),
]
_HINTS = {
    "tonight": _("What has happened, and what may happen."),
    "safe_contact": _("The number, the hours, and the words that are safe."),
    "safety_plan": _("What they agreed with you to do when they are afraid."),
    "people": _("Names and numbers, and what each of them may be told."),
}


class DutyForm(forms.Form):
    person = forms.PickOne(
        label=_("Who answers"), missing=_("Select who answers"), blank=_("Choose")
    )
    day = forms.Day(label=_("From which day"), missing=_("Enter the day it begins"))
    begins = forms.TimeOfDay(
        label=_("From what time"), missing=_("Enter the time it begins")
    )
    last = forms.Day(label=_("Until which day"), missing=_("Enter the day it ends"))
    ends = forms.TimeOfDay(
        label=_("Until what time"), missing=_("Enter the time it ends")
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", [(str(each), name) for each, name in people])

    @property
    def duty_hours(self) -> tuple[datetime, datetime]:
        """From when to when, by the clocks of London."""
        given = self.cleaned_data
        return _moment(given["day"], given["begins"]), _moment(
            given["last"], given["ends"]
        )


class SheetForm(forms.Form):
    """What whoever answers may open: only what is filled in is on the sheet."""

    before = forms.Hidden(required=False)
    called = forms.Text(
        label=_("How will they say who they are?"),
        hint=_(
            "A first name, or a word that you agreed on. It is sealed, and shown to "
            "whoever is on duty, to find this case."
        ),
        missing=_("Enter how they will say who they are"),
        max_length=80,
        width="20",
        autocomplete="off",
    )
    tonight = forms.LongText(
        label=CoverSectionKind.TONIGHT.label,
        hint=_HINTS["tonight"],
        required=False,
        rows=4,
        max_length=4_000,
    )
    safe_contact = forms.LongText(
        label=CoverSectionKind.SAFE_CONTACT.label,
        hint=_HINTS["safe_contact"],
        required=False,
        rows=3,
        max_length=2_000,
    )
    safety_plan = forms.LongText(
        label=CoverSectionKind.SAFETY_PLAN.label,
        hint=_HINTS["safety_plan"],
        required=False,
        rows=4,
        max_length=4_000,
    )
    people = forms.LongText(
        label=CoverSectionKind.PEOPLE.label,
        hint=_HINTS["people"],
        required=False,
        rows=3,
        max_length=2_000,
    )
    hours = forms.OneOf(
        label=_("For how long may they open it?"),
        hint=_("It shuts by itself, and when their duty ends at the latest."),
        choices=_HOURS,
        missing=_("Select for how long they may open it"),
    )
    last = forms.Day(
        label=_("Until which day is it for?"),
        hint=_("Two weeks from today at most."),
        missing=_("Enter the last day that it is for"),
    )

    def until_moment(self) -> datetime:
        """The end of the last night: eight in the morning after the last day."""
        return rules.find_hours(self.cleaned_data["last"], time(23), time(8))[1]

    @property
    def chosen_sections(self) -> dict[str, str]:
        return {kind: self.cleaned_data[kind] for kind in CoverSectionKind.values}

    @property
    def seen_sheet(self) -> UUID | None:
        """The sheet that the page showed; None for none, or for nonsense."""
        try:
            return UUID(self.cleaned_data["before"])
        except ValueError:
            return None


class OpenSheetForm(forms.Form):
    reason = forms.OneOf(
        label=_("Why do you open it?"),
        choices=CoverReason.choices,
        missing=_("Select why you open it"),
    )


class CallForm(forms.Form):
    once = forms.Hidden(required=False)
    text = forms.LongText(
        label=_("What was said, and what you did"),
        hint=_(
            "Sealed for the team of the case. Once it is kept you do not see it again."
        ),
        missing=_("Enter what was said and what you did"),
        rows=8,
        max_length=10_000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = str(uuid4())

    @property
    def page_sent(self) -> UUID | None:
        """Which page was sent; None for nonsense."""
        try:
            return UUID(self.cleaned_data["once"])
        except ValueError:
            return None


def _moment(day: date, clock: time) -> datetime:
    return rules.make_moment(day, clock)
