"""What a reviewer answers."""

from __future__ import annotations

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from unhidden.audit.actions import Result
from unhidden.ui import forms


class ReviewForm(forms.Form):
    result = fields.ChoiceField(
        label=_("Was this in order?"),
        choices=Result.choices,
        widget=fields.RadioSelect,
        error_messages={"required": _("Select what you found")},
    )

    @property
    def answer(self) -> Result:
        return Result(self.cleaned_data["result"])
