"""How much each part of the panel weighs, and why a pack is printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.forms import version_of
from unhidden.intelligence.risk.queries import panels
from unhidden.intelligence.risk.rules.panel import HIGHEST_WEIGHT
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm

_SEEN = "seen"


class WeightsForm(DeskForm):
    """A whole number for each part; the version it changes goes with it unseen."""

    reason = forms.LongText(
        label=_("Why do you weigh it so?"),
        hint=_("The page keeps the reason with the weights."),
        missing=_("Enter the reason"),
        rows=3,
        max_length=2000,
    )
    seen = forms.Hidden()

    def __init__(self, data: Any, *, standing: panels.WeightsView) -> None:
        initial = {**standing.weights, _SEEN: str(standing.version)}
        super().__init__(data, initial=initial)
        for part, label in panels.PARTS.items():
            self.fields[part] = forms.Count(label=label, maximum=HIGHEST_WEIGHT)
        self.order_fields([*panels.PARTS, "reason"])

    @property
    def weights(self) -> Mapping[str, int]:
        return {part: self.cleaned_data[part] for part in panels.PARTS}

    @property
    def version(self) -> int:
        """The version that was changed; none that there is, if it was tampered with."""
        return version_of(self.cleaned_data[_SEEN])


class PackForm(DeskForm):
    reason = forms.LongText(
        label=_("Why do you take it out?"),
        hint=_("The record keeps the reason with what you took."),
        missing=_("Enter the reason"),
        rows=3,
        max_length=2000,
    )
