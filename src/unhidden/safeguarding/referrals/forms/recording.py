"""The reference of a referral that was made."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.clocks.forms import check_reference
from unhidden.ui import forms


class ReferralForm(forms.Form):
    reference = forms.Text(
        label=_("Reference from the Home Office"),
        hint=_("It is on the confirmation. A draft’s reference proves nothing."),
        missing=_("Enter the reference from the Home Office"),
        max_length=60,
        width="20",
        autocomplete="off",
    )
    happened_on = forms.Day(
        label=_("When it was sent"), missing=_("Enter the day on which it was sent")
    )
    submitted = forms.Tick(
        label=_("I have submitted it in the Home Office’s service myself"),
        missing=_("Confirm that you have submitted it"),
    )

    def clean_reference(self) -> str:
        return check_reference(self.cleaned_data["reference"])
