"""What a person types to come back: the words of a receipt."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unhidden.reporting.rules import receipts
from unhidden.ui import forms


class StatusForm(forms.Form):
    """The seven words of a receipt."""

    words = forms.LongText(
        label=_("Your seven receipt words"),
        hint=_("In the order in which we gave them to you."),
        missing=_("Enter your seven receipt words"),
        max_length=400,
        rows=2,
        autocomplete="off",
        spellcheck=False,
    )

    def clean_words(self) -> str:
        """The words as typed; raises ValidationError with what to look at."""
        words = str(self.cleaned_data["words"])
        strange = receipts.strange_words(words)
        if strange:
            raise ValidationError(
                _("Check the spelling of: %(words)s"),
                params={"words": ", ".join(strange)},
            )
        count = len(receipts.split_receipt(words))
        if count != receipts.WORDS_IN_RECEIPT:
            raise ValidationError(
                _("A receipt has seven words. You entered %(count)d."),
                params={"count": count},
            )
        return words

    def report_unknown(self) -> None:
        """Say that no report belongs to these words."""
        self.add_error(
            "words",
            _(
                "No report has these words. Check each word, and their order, "
                "against what you wrote down"
            ),
        )
