"""Publishing a model of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.forms import version_of
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm, not_too_high


class PublishModelForm(DeskForm):
    """``seen`` is the publication that was the newest when the page was shown."""

    seen = forms.Hidden()
    reason = forms.LongText(
        label=_("Why should these weights be used?"),
        hint=_("Colleagues read this. Do not name anybody."),
        missing=_("Enter why these weights should be used"),
        rows=3,
        max_length=2000,
        validators=[not_too_high],
    )

    @property
    def turn(self) -> int:
        """The publication that was seen; one that was tampered with never stands."""
        return version_of(self.cleaned_data["seen"])
