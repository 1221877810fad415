"""What several forms of intelligence ask for, and how it fits together."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.grades import WITH_CONDITIONS
from unhidden.ui import forms

_MOST_DIGITS = 4
CONDITION_WITH_P = _("Only handling C has conditions: select C, or delete them")


def conditions_fit(form: forms.Form) -> None:
    """In ``clean``: handling C has at least one condition, and P has none."""
    if form.cleaned_data.get("handling") == WITH_CONDITIONS:
        form.require("conditions")
    elif form.cleaned_data.get("handling") and form.cleaned_data.get("conditions"):
        form.add_error("conditions", CONDITION_WITH_P)


def version_of(typed: str) -> int:
    """The version in a hidden field; 0, which never stands, for what is none."""
    is_short = len(typed) <= _MOST_DIGITS
    return int(typed) if typed.isascii() and typed.isdecimal() and is_short else 0
