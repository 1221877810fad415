"""Who is kept out of a record, and why."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.agencies import queries as agencies
from unhidden.ui import forms


class KeepOutForm(forms.Form):
    who = forms.PickOne(
        label=_("Who must not see it?"),
        hint=_("A colleague, or everybody of an organisation."),
        missing=_("Select who must not see it"),
    )
    reason = forms.Text(
        label=_("Why?"),
        hint=_("For example a conflict of interest. They are not told."),
        missing=_("Enter the reason"),
        max_length=300,
    )

    def __init__(
        self, *args: Any, viewer: UUID, own: UUID, day: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        people = {
            str(one.person_id): f"{one.name}, {one.organisation}"
            for one in agencies.list_colleagues(day=day)
            if one.person_id != viewer
        }
        others = [one for one in agencies.list_organisation_names() if one.id != own]
        self.offer(
            "who",
            [
                *(
                    (f"organisation/{one.id}", str(_everybody(one.name)))
                    for one in others
                ),
                *((f"person/{key}", name) for key, name in people.items()),
            ],
        )

    @property
    def kept_out(self) -> dict[str, UUID]:
        """``person_id`` or ``organisation_id``, after ``is_valid()``."""
        kind, key = self.cleaned_data["who"].split("/")
        return {f"{kind}_id": UUID(key)}


def _everybody(organisation: str) -> str:
    return str(_("Everybody of %(organisation)s") % {"organisation": organisation})
