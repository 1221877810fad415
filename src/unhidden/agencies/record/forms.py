"""What a reviewer answers."""

from __future__ import annotations

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from unhidden.audit.actions import ReviewResult
from unhidden.ui import forms


class AuditReviewForm(forms.Form):
    result = fields.ChoiceField(
        label=_("Was this in order?"),
        choices=ReviewResult.choices,
        widget=fields.RadioSelect,
        error_messages={"required": _("Select what you found")},
    )

    @property
    def answer(self) -> ReviewResult:
        return ReviewResult(self.cleaned_data["result"])
