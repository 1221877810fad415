"""For whom, and why, a safeguarding visit's record would be used for immigration."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms


class ReleaseForm(forms.Form):
    """The authority that it is for, and the reason."""

    authority = forms.Text(
        label=_("For which authority?"),
        hint=_("Its name, and whoever asks there"),
        missing=_("Enter the authority"),
    )
    reason = forms.LongText(
        label=_("Why must it have this record?"),
        hint=_("A supervisor reads this before they agree"),
        missing=_("Enter the reason"),
        rows=4,
        max_length=2000,
    )
