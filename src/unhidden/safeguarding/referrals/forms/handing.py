"""Whom one asked to refer, and what they said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.agencies.queries import OrganisationName
from unhidden.ui import forms


class AskResponderForm(forms.Form):
    responder = forms.PickOne(
        label=_("First Responder that was asked to refer"),
        hint=_("Those that may refer today."),
        missing=_("Select whom you asked"),
    )
    day = forms.Day(
        label=_("When you asked them"), missing=_("Enter the day on which you asked")
    )

    def __init__(
        self, *args: Any, responders: Iterable[OrganisationName], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("responder", [(str(each.id), each.name) for each in responders])


class HandoverStepForm(forms.Form):
    step = forms.OneOf(
        label=_("What did they say?"), missing=_("Select what they said")
    )
    day = forms.Day(label=_("On which day"), missing=_("Enter the day of it"))

    def __init__(
        self, *args: Any, steps: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("step", steps)
