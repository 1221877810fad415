"""Why somebody is reached outside what they said is safe: asked once it was refused."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.models import DespiteReason
from unhidden.ui import forms


class DespiteForm(forms.Form):
    """A form that asks for a reason only after the rules of safe contact refused."""

    despite = forms.OneOf(
        label=_("Why contact them all the same?"),
        hint=_(
            "They did not say that this is safe. Your reason is kept with the case, in"
            " your name. If none of these holds, do not reach them."
        ),
        choices=DespiteReason.choices,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._why = self.fields.pop("despite")
        if "despite" in self.data:
            self.ask_why()

    def ask_why(self) -> None:
        """Ask for the reason from now on."""
        self.fields["despite"] = self._why

    @property
    def chosen_reason(self) -> str:
        """The reason, or "" where none was asked for or given."""
        return str(self.cleaned_data.get("despite") or "")
