"""What was asked, and what the person said."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.models import ConsentAnswer, ConsentKind
from unhidden.ui import forms


class ConsentForm(forms.Form):
    """One question at a time; the words that were read stand on the page."""

    kind = forms.OneOf(label=_("What did you ask?"), missing=_("Select what you asked"))
    answer = forms.OneOf(
        label=_("What did they say?"),
        choices=ConsentAnswer.choices,
        missing=_("Select what they said"),
    )
    language = forms.Text(
        label=_("Language you spoke"),
        missing=_("Enter the language you spoke"),
        max_length=40,
        width="20",
    )
    interpreter = forms.Text(
        label=_("Interpreter"),
        hint=_("Never somebody who came with them."),
        required=False,
        max_length=120,
        width="20",
    )

    def __init__(self, *args: Any, is_child: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [
            choice
            for choice in ConsentKind.choices
            if not (is_child and choice[0] == ConsentKind.NRM)
        ]
        self.offer("kind", asked)
