"""Who has a report, and what was done for a life in danger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.agencies.queries import Colleague
from unhidden.desk import rules as danger
from unhidden.desk.rules import DangerFault, EmergencyCalls
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm


class AssignForm(DeskForm):
    """``holder`` is who had the report when the page was made.

    ``do`` is the button: "take", "give", or any other to give it back.
    """

    do = forms.Hidden(required=False)
    holder = forms.Hidden(required=False)
    to = forms.PickOne(
        label=_("Give it to"), missing=_("Select a colleague"), required=False
    )

    def __init__(
        self, *args: Any, colleagues: Sequence[Colleague], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to", [(str(one.person_id), one.name) for one in colleagues])

    def clean(self) -> None:
        if self.cleaned_data.get("do") == "give":
            self.require("to")

    def goes_to(self, me: UUID) -> UUID | None:
        """Whom it goes to; None to give it back."""
        said = self.cleaned_data
        if said["do"] == "give":
            return UUID(said["to"])
        return me if said["do"] == "take" else None

    def clean_holder(self) -> UUID | None:
        """Who had it; None for what is no id of ours."""
        try:
            return UUID(self.cleaned_data["holder"])
        except ValueError:
            return None


_FIELD_OF_FAULT = {
    DangerFault.NOT_CALLED_YET: "called_at",
    DangerFault.OFFICER_MISSING: "duty_officer",
    DangerFault.NOTHING_TOLD: "what_was_told",
}


class DangerForm(DeskForm):
    """The calls that were made; ``calls()`` gives them after ``is_valid()``."""

    called_at = forms.TimeOfDay(
        label=_("When did you call 999?"),
        hint=_("In the last 24 hours. For example, 9:30am or 14:30."),
        missing=_("Enter when you called 999"),
    )
    incident = forms.Text(
        label=_("Incident reference"),
        hint=_("The operator gives it at the end of the call."),
        required=False,
        width="20",
        max_length=60,
    )
    duty_officer = forms.Text(
        label=_("Name of the duty officer"),
        missing=_("Enter the name of the duty officer"),
        max_length=100,
    )
    told_at = forms.TimeOfDay(
        label=_("When did you tell the duty officer?"),
        hint=_("In the last 24 hours. For example, 9:30am or 14:30."),
        missing=_("Enter when you told the duty officer"),
    )
    what_was_told = forms.LongText(
        label=_("What did you tell them?"),
        hint=_("Colleagues read this. Leave out anything that points to the person."),
        missing=_("Enter what you told them"),
        rows=3,
        max_length=2000,
    )
    reason = forms.LongText(
        label=_("Why is a life in danger?"),
        hint=_("Colleagues read this. Leave out anything that points to the person."),
        missing=_("Enter the reason for your decision"),
        rows=3,
        max_length=2000,
    )

    def refuse(self, fault: DangerFault) -> None:
        """Ask for what the desk must have, in the words for a field left empty."""
        field = _FIELD_OF_FAULT[fault]
        self.add_error(field, self.fields[field].error_messages["required"])

    def calls(self, *, now: datetime) -> EmergencyCalls:
        """What was typed, with the days that the times were of."""
        said = self.cleaned_data
        return EmergencyCalls(
            called_at=danger.last_at(said["called_at"], now=now),
            incident=said["incident"],
            duty_officer=said["duty_officer"],
            told_at=danger.last_at(said["told_at"], now=now),
            what_was_told=said["what_was_told"],
        )
