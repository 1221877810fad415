"""What is asked of whoever opens a record in an emergency, and of whoever answers."""

from __future__ import annotations

from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _

from unhidden.emergency.models import EmergencyOutcome, EmergencyReason
from unhidden.emergency.rules import FEWEST_WORDS
from unhidden.ui import forms


class EmergencyAskForm(forms.Form):
    reference = forms.Text(
        label=_("Reference of the record"),
        hint=_("As it was told to you, for example NW-SC-2026-000123."),
        missing=_("Enter the reference of the record"),
        max_length=30,
        width="20",
        autocomplete="off",
        spellcheck=False,
    )
    reason = forms.OneOf(
        label=_("What is the emergency?"),
        choices=EmergencyReason.choices,
        missing=_("Select what the emergency is"),
    )
    words = forms.LongText(
        label=_("Why must you read this record now?"),
        hint=_(
            "In at least 30 characters. Both organisations read this. Write no "
            "name and nothing else that says who somebody is."
        ),
        missing=_("Enter why you must read this record now"),
        rows=4,
        max_length=500,
        validators=[MinLengthValidator(FEWEST_WORDS)],
    )

    def clean_reference(self) -> str:
        """References are in capitals, however they were typed."""
        reference: str = self.cleaned_data["reference"].strip().upper()
        return reference


class AnswerForm(forms.Form):
    is_agreed = forms.YesNo(
        label=_("May they read this record?"),
        missing=_("Select whether they may read this record"),
    )


class EmergencyReviewForm(forms.Form):
    outcome = forms.OneOf(
        label=_("Was it right to open this record?"),
        choices=EmergencyOutcome.choices,
        missing=_("Select whether it was right to open this record"),
    )
    words = forms.LongText(
        label=_("Why do you think so?"),
        hint=_("The person and both organisations read this."),
        missing=_("Enter why you think so"),
        rows=4,
        max_length=1000,
    )
