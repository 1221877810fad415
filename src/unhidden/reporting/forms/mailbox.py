"""What a reporter writes who has come back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from unhidden.reporting.rules.answers import LONGEST_OWN_WORDS
from unhidden.ui import forms


class AdditionForm(forms.Form):
    """An addition to the report, or the answer to the question of this number."""

    marks_optional = False

    form_key = forms.Hidden(required=False)
    text = forms.LongText(
        label=_("What you want to add"),
        missing=_("Enter what you want to tell us"),
        max_length=LONGEST_OWN_WORDS,
        rows=5,
        autocomplete="off",
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        question: int | None,
        text: str = "",
    ) -> None:
        initial = {"form_key": str(uuid4()), "text": text}
        super().__init__(data, prefix=prefix_of(question), initial=initial)
        self.question = question
        if question is not None:
            self.fields["text"].label = _("Your answer")

    def key(self) -> UUID:
        """The form's own key; a new one where a browser lost or spoilt it."""
        try:
            return UUID(self.cleaned_data["form_key"])
        except ValueError:
            return uuid4()


def prefix_of(question: int | None) -> str:
    """What sets the fields of one form apart from those of the others on the page."""
    return "add" if question is None else f"answer{question}"
