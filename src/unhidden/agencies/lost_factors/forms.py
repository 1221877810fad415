"""The code that somebody was told, to set up a second step again."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms


class EnrolmentCodeForm(forms.Form):
    marks_optional = False
    code = forms.Text(
        label=_("Code"),
        hint=_("Four groups of five letters and digits, as they were told to you"),
        missing=_("Enter the code"),
        autocomplete="one-time-code",
        max_length=40,
        width="20",
    )

    def clean_code(self) -> str:
        """As it was made: whatever was typed large, or with spaces."""
        code: str = self.cleaned_data["code"]
        return "-".join(code.lower().replace("-", " ").split())
