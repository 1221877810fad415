"""Which of what is due somebody wants to see."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms

KINDS = {
    "need": _("Needs"),
    "risk": _("Risks to look at again"),
    "plan": _("Plans to look at again"),
    "appointment": _("Appointments and contacts"),
    "service": _("Services to ask again"),
    "deadline": _("Deadlines"),
    "contact": _("No contact"),
}
SPANS = {
    "overdue": _("Overdue"),
    "today": _("Today"),
    "week": _("Within a week"),
    "later": _("Later"),
}


class DueFilter(forms.Form):
    marks_optional = False
    kind = forms.PickOne(
        label=_("What"), choices=list(KINDS.items()), blank=_("All"), required=False
    )
    span = forms.PickOne(
        label=_("When"), choices=list(SPANS.items()), blank=_("All"), required=False
    )

    @property
    def is_narrowed(self) -> bool:
        """Whether less than everything is asked for."""
        return bool(self.get_chosen("kind") or self.get_chosen("span"))

    def get_chosen(self, name: str) -> str:
        """What was asked for; nothing for what is none."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))
