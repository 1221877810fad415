"""That whoever else has an interest in a place was asked before anybody is sent."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms

_ASK = _("Ask about each of these places, and tick it")


class AskedForm(forms.Form):
    """Places with an interest of somebody else, each to be ticked as asked about."""

    asked = forms.ManyOf(
        label=_("Somebody else has an interest in these places"),
        hint=_("Ask them before a team is sent. Tick each place that you asked about."),
        missing=_ASK,
        required=False,
    )

    def offer_asked(self, places: Mapping[UUID, str]) -> None:
        """Let these places be ticked; the words say who has an interest."""
        self.offer("asked", [(str(key), text) for key, text in places.items()])
        self.fields["asked"].required = bool(places)

    def ask_about(self, places: Mapping[UUID, str]) -> bool:
        """Whether each of these was ticked, after ``is_valid()``; if not, say so."""
        self.offer_asked(places)
        is_asked = set(map(str, places)) <= set(self.cleaned_data.get("asked", ()))
        if not is_asked and "asked" not in self.errors:
            self.add_error("asked", _ASK)
        return is_asked

    @property
    def asked_places(self) -> list[UUID]:
        """The places that were ticked as asked about, after ``is_valid()``."""
        return [UUID(key) for key in self.cleaned_data.get("asked", ())]

    @property
    def is_asking(self) -> bool:
        """Whether there is a place to ask about."""
        return bool(self.fields["asked"].choices)  # type: ignore[attr-defined]  # of ManyOf
