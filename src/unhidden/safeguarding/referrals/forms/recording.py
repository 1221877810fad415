"""The reference of a referral that was made."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

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
    submitted = forms.Tick(
        label=_("I have submitted it in the Home Office’s service myself"),
        missing=_("Confirm that you have submitted it"),
    )
