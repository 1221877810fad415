"""What the source unit did about a source who comes back."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.models import SourceState
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm


class SourceForm(DeskForm):
    state = forms.OneOf(
        label=_("What have you done?"),
        missing=_("Select what you have done"),
        choices=[
            (SourceState.LOOKED_AT.value, _("We have looked at it, and go on")),
            (SourceState.SETTLED.value, _("It is settled")),
        ],
    )
    outcome = forms.LongText(
        label=_("What came of it?"),
        hint=_(
            "For example: tells us of their own accord, and was told not to find out"
            " more; or whose authority is asked for. Do not write who they are."
        ),
        missing=_("Enter what came of it"),
        rows=3,
        max_length=2000,
    )
