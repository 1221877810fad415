"""Parts of the plan, and risks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.models import PlanSource, RiskLevel
from unhidden.ui import forms

_DIGITS = 4


def _parse_number(text: Any) -> int:
    """What the page carried of the last number it showed; nothing for what is none."""
    is_number = isinstance(text, str) and text.isascii() and text.isdecimal()
    return int(text) if is_number and len(text) <= _DIGITS else 0


class PlanTextForm(forms.Form):
    text = forms.LongText(
        label=_("What they say, in their own words"),
        hint=_("Sealed. What was written before stays, with its day."),
        missing=_("Enter what they say"),
        rows=10,
        max_length=20_000,
    )
    source = forms.OneOf(
        label=_("Whose words are these?"),
        choices=PlanSource.choices,
        missing=_("Select whose words these are"),
    )
    told_on = forms.Day(
        label=_("When did you speak about it?"), missing=_("Enter the day")
    )
    review_on = forms.Day(
        label=_("When will you look at it together again?"), required=False
    )
    read_to = forms.Hidden(required=False)

    @property
    def read_number(self) -> int:
        """The number of the last text that the page showed."""
        return _parse_number(self.cleaned_data.get("read_to"))


class SafetyRiskForm(forms.Form):
    level = forms.OneOf(
        label=_("How high is the risk now?"),
        choices=RiskLevel.choices,
        hints={
            "now": _("Call 999 first. Then tell your supervisor."),
            "gone": _("It is kept among the earlier ones."),
        },
        missing=_("Select how high the risk is"),
    )
    review_on = forms.Day(
        label=_("When is it looked at again?"),
        hint=_("Not needed for a risk that is no longer there."),
        required=False,
    )
    words = forms.LongText(
        label=_("What they say, what you see, and what you do about it"),
        hint=_("Sealed: only this case’s team can read it."),
        required=False,
        rows=6,
        max_length=10_000,
    )
    seen = forms.Hidden(required=False)

    @property
    def last_seen(self) -> int:
        """The number of the last judgement that the page showed."""
        return _parse_number(self.cleaned_data.get("seen"))

    def show_judgement(self, number: int) -> SafetyRiskForm:
        """The same form on a page that shows the judgement of this number.

        All that was typed is kept, and so is what is said of it.
        """
        self.data = {**self.data, "seen": str(number)}
        return self
