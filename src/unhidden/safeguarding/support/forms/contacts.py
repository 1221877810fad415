"""An appointment or a contact, and what came of it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.models import ContactKind, ContactResult, ContactRoute
from unhidden.safeguarding.people.forms.despite import DespiteForm
from unhidden.ui import forms

_USUAL = 60


class SupportContactForm(DespiteForm):
    kind = forms.PickOne(
        label=_("With whom?"),
        choices=ContactKind.choices,
        missing=_("Select with whom"),
    )
    route = forms.OneOf(
        label=_("How?"), choices=ContactRoute.choices, missing=_("Select how")
    )
    day = forms.Day(label=_("Day"), missing=_("Enter the day"))
    time = forms.TimeOfDay(
        label=_("Time"), hint=_("For example, 14:30"), missing=_("Enter the time")
    )
    minutes = forms.Count(
        label=_("How many minutes?"),
        minimum=1,
        maximum=24 * 60,
        initial=_USUAL,
        missing=_("Enter how many minutes"),
    )
    result = forms.OneOf(
        label=_("What came of it?"),
        hint=_("Leave it empty for an appointment that is still to come."),
        choices=ContactResult.choices,
        required=False,
    )
    words = forms.LongText(
        label=_("Where, with whom, and what was said"),
        hint=_("Sealed. The calendar file says none of it."),
        required=False,
        rows=4,
        max_length=10_000,
    )

    @property
    def starts_at(self) -> datetime:
        """The moment in London; of an hour that comes twice, the first."""
        day, time = self.cleaned_data["day"], self.cleaned_data["time"]
        return datetime.combine(day, time, LONDON)


class OutcomeForm(forms.Form):
    result = forms.OneOf(
        label=_("What came of it?"),
        choices=ContactResult.choices,
        missing=_("Select what came of it"),
    )
