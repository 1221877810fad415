"""Forms of a page with several buttons: only one of them asks for checking.

Looking for premises or asking for room for another item shows the page again with
everything typed and no complaint about what is still empty.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.rules.grades import is_marked_too_high
from unhidden.ui import forms

_MOST_DIGITS = 4


class CheckedForm(forms.Form):
    """A form whose data are looked at only with ``is_checked``."""

    def __init__(self, *args: Any, is_checked: bool, **kwargs: Any) -> None:
        self.is_checked = is_checked
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        if self.is_checked:
            super().full_clean()
            return
        self._errors = ErrorDict()
        self.cleaned_data = {}


def not_too_high(text: str) -> None:
    """Refuse a text that carries a marking above our ceiling."""
    if is_marked_too_high(text):
        raise ValidationError(
            _(
                "This is marked SECRET or TOP SECRET. It must not be kept here: "
                "take it out and speak to your security officer"
            ),
            code="marked_too_high",
        )


def send_again(form: forms.Form, **hidden: str) -> None:
    """Show what was typed once more, with these hidden fields as they are by now."""
    data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    for name, value in hidden.items():
        data[name] = value
    form.data = data


def version_of(typed: str) -> int:
    """The version in a hidden field; 0, which never stands, for what is none."""
    is_short = len(typed) <= _MOST_DIGITS
    return int(typed) if typed.isascii() and typed.isdecimal() and is_short else 0
