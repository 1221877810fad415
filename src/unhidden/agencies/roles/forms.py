"""What to look at a role for: its purpose, and how it stands to a record."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import Role
from unhidden.agencies.roles import samples
from unhidden.ui import forms


class ViewAsForm(forms.Form):
    marks_optional = False
    purpose = forms.PickOne(label=_("While doing"), required=False)
    situation = forms.PickOne(
        label=_("Who stands to the record like this"),
        choices=[(code, each.label) for code, each in samples.SITUATIONS.items()],
        required=False,
    )

    def __init__(self, *args: Any, role: Role, **kwargs: Any) -> None:
        self.first = str(samples.purposes_of(role)[0])
        kwargs["initial"] = {"purpose": self.first, "situation": "worker"}
        super().__init__(*args, **kwargs)
        purposes = samples.purposes_of(role)
        self.offer("purpose", [(str(each), each.label) for each in purposes])

    @property
    def chosen(self) -> tuple[str, str]:
        """The purpose and the situation to show."""
        given = self.cleaned_data if self.is_valid() else {}
        purpose = given.get("purpose") or self.first
        return purpose, given.get("situation") or "worker"
