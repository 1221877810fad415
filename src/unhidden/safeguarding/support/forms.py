"""A note."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms


class NoteForm(forms.Form):
    text = forms.LongText(
        label=_("Note"),
        hint=_("Sealed: only this case’s team can read it."),
        missing=_("Enter the note"),
        rows=8,
        max_length=20_000,
    )
