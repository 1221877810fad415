"""Forms whose words are kept, and which may be sent again.

Of a page with several buttons only one asks for checking: looking for premises, or
asking for room for another item, shows the page again with everything typed and no
complaint about what is still empty.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from unhidden.lib.markings import is_marked_too_high
from unhidden.ui import forms

MARKED_TOO_HIGH = _(
    "This is marked CONFIDENTIAL, SECRET or TOP SECRET. It must not be kept here: "
    "take it out and speak to your security officer"
)


class DeskForm(forms.Form):
    """A form whose words are kept: no text in it may be marked above our ceiling."""

    def full_clean(self) -> None:
        super().full_clean()
        for name, typed in list(getattr(self, "cleaned_data", {}).items()):
            if isinstance(typed, str) and is_marked_too_high(typed):
                self.add_error(name, MARKED_TOO_HIGH)


class CheckedForm(DeskForm):
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
        raise ValidationError(MARKED_TOO_HIGH, code="marked_too_high")


def send_again(form: forms.Form, **hidden: str) -> None:
    """Show what was typed once more, with these hidden fields as they are by now."""
    data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    for name, value in hidden.items():
        data[name] = value
    form.data = data
