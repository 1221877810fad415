"""What somebody types of a turn: when, why, until when, and in which words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.models import (
    AGE_FOUND,
    AgeBasis,
    CaseOutcome,
    ReopenReason,
    WayTried,
)
from unhidden.ui import forms

_CODES = {
    "closed": (_("How did it end?"), CaseOutcome.choices),
    "reopened": (_("Why is it opened again?"), ReopenReason.choices),
    **{kind.value: (_("How do you know?"), AgeBasis.choices) for kind in AGE_FOUND},
}


class CourseTurnForm(forms.Form):
    """One turn; what its kind does not ask for is not on the form."""

    number = forms.Hidden()
    code = forms.OneOf(label="", missing=_("Select what applies"))
    happened_on = forms.Day(
        label=_("When was it?"), missing=_("Enter the day on which it was")
    )
    tried = forms.ManyOf(
        label=_("What did you try?"),
        hint=_("At least two ways, each of them one that is safe for the person."),
        choices=WayTried.choices,
        missing=_("Select what you tried"),
    )
    wakes_on = forms.Day(
        label=_("When will somebody look at it again?"),
        hint=_("Within a year. Whoever leads the case is told on that day."),
        missing=_("Enter the day on which somebody looks at it again"),
    )
    words = forms.LongText(
        label=_("What should be known of it?"),
        hint=_("Sealed: only this case’s team can read it."),
        required=False,
        rows=5,
        max_length=10_000,
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind in _CODES:
            self.fields["code"].label, choices = _CODES[kind]
            self.offer("code", choices)
        else:
            del self.fields["code"]
        if kind != "lost_contact":
            del self.fields["tried"]
        if kind != "rested":
            del self.fields["wakes_on"]

    @property
    def seen_version(self) -> int:
        """How many turns the page had shown; nonsense for what is no number."""
        number = self.cleaned_data["number"]
        return int(number) if number.isascii() and number.isdecimal() else -1
