"""Notes, what is added to one, and words to find again."""

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


class NoteAdditionForm(forms.Form):
    text = forms.LongText(
        label=_("What is to be added or put right"),
        hint=_("The note stays as it was written. This is shown below it."),
        missing=_("Enter what is to be added"),
        rows=8,
        max_length=20_000,
    )


class FindWordsForm(forms.Form):
    """Words are sent in the form’s body: no address and no log has them."""

    words = forms.Text(
        label=_("Find words in this case"),
        hint=_(
            "In notes, needs, plans, risks and contacts. What you look for is kept "
            "nowhere."
        ),
        missing=_("Enter words to find"),
        max_length=100,
        autocomplete="off",
        spellcheck=False,
    )
