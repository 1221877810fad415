"""The decision on a report."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.agencies import queries as agencies
from unhidden.intelligence import queries
from unhidden.intelligence.forms.checking import DeskForm
from unhidden.ui import forms


class TriageForm(DeskForm):
    decision = forms.OneOf(
        label=_("What should happen with this report?"),
        missing=_("Select what should happen"),
        hints={
            "intelligence": _("You write it up next, graded and sanitised"),
            "passed_on": _(
                "Another desk gets the sealed report itself: the next page asks what "
                "for. One without a desk here you tell yourself."
            ),
            "no_action": _("Only if nothing in it needs anybody to act"),
            "emergency": _("Call first: the next page asks what you did"),
        },
        reveals={"passed_on": "passed_to"},
    )
    passed_to = forms.PickOne(
        label=_("Which organisation?"),
        required=False,
        missing=_("Select the organisation it goes to"),
    )
    reason = forms.LongText(
        label=_("Why?"),
        hint=_("Colleagues read this. Leave out anything that points to the person."),
        missing=_("Enter the reason for your decision"),
        rows=3,
        max_length=2000,
    )

    def __init__(self, *args: Any, own_organisation: UUID | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offer("decision", queries.kinds_of_decision())
        others = [
            (str(row.id), row.name)
            for row in agencies.organisations()
            if row.id != own_organisation
        ]
        self.offer("passed_to", others)

    def clean(self) -> None:
        if self.cleaned_data.get("decision") == "passed_on":
            self.require("passed_to")

    @property
    def passed_to_id(self) -> UUID | None:
        """The organisation it goes to, where it is passed on."""
        chosen = self.cleaned_data["passed_to"]
        is_passed_on = self.cleaned_data["decision"] == "passed_on"
        return UUID(chosen) if is_passed_on else None
