"""A text in both languages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm


class TextForm(DeskForm):
    """The next version of a text; ``version`` is the one that was read."""

    version = forms.Hidden()
    text_en = forms.LongText(label=_("In English"), rows=8, required=False)
    text_cy = forms.LongText(label=_("In Welsh"), rows=8, required=False)

    @property
    def read_version(self) -> int:
        """The version that was read; 0 where there was none, and for what says none."""
        typed = self.cleaned_data["version"]
        return int(typed) if typed.isdecimal() else 0
