"""What is typed to ask for an investigation, to decline, and to open one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.origins import queries
from unhidden.ui import forms


class OpenForm(forms.Form):
    title = forms.Text(
        label=_("Title"),
        hint=_("Name the place or the conduct, never a possible victim."),
        missing=_("Enter a title"),
        max_length=200,
    )
    grounds = forms.LongText(
        label=_("Grounds"),
        hint=_("What the visit found that calls for an investigation."),
        missing=_("Enter the grounds"),
        rows=5,
        max_length=5000,
    )


class InvestigationRequestForm(OpenForm):
    to = forms.PickOne(
        label=_("Whose investigators"), missing=_("Select whose investigators")
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = queries.who_investigates(day=day)
        self.offer("to", [(str(key), name) for key, name in found.items()])
        self.order_fields(["to", "title", "grounds"])


class DeclineForm(forms.Form):
    reason = forms.LongText(
        label=_("Why there will be no investigation"),
        hint=_("Whoever asked reads it."),
        missing=_("Enter why there will be no investigation"),
        rows=4,
        max_length=2000,
    )
