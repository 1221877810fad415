"""A need, another day for it, and its end."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.models import NeedCode, NeedStepKind
from unhidden.ui import forms


class NeedForm(forms.Form):
    code = forms.PickOne(
        label=_("What do they need?"),
        choices=NeedCode.choices,
        missing=_("Select what they need"),
    )
    wanted_on = forms.Day(
        label=_("By which day do they want it?"),
        hint=_("Leave it empty if there is no day yet."),
        required=False,
    )
    words = forms.LongText(
        label=_("In their own words"),
        hint=_("Sealed: only this case’s team can read it."),
        required=False,
        rows=4,
        max_length=5_000,
    )


class NeedChangeForm(forms.Form):
    kind = forms.OneOf(
        label=_("What has changed?"),
        choices=NeedStepKind.choices,
        missing=_("Select what has changed"),
    )
    day = forms.Day(
        label=_("On which day?"),
        hint=_("The new day by which they want it, or the day on which it ended."),
        missing=_("Enter the day"),
    )
