"""The search box."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms


class FindForm(forms.Form):
    """Whatever is typed can be looked for: nothing is refused but for its length."""

    marks_optional = False

    text = forms.Text(
        label=_("What are you looking for?"),
        hint=_(
            "A name in any script, a phone number or its last digits, a number plate"
            " with ? for what was not seen, an e-mail address or account, a place, a"
            " reference, or words"
        ),
        required=False,
        autocomplete="off",
        max_length=200,
    )
