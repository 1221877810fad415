"""The decision on a report, and how urgent it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.agencies import queries as agencies
from unhidden.intelligence.forms import version_of
from unhidden.intelligence.reports.queries import decided
from unhidden.reporting import queries as reporting
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm

SENT = "sent"


class CalledForm(DeskForm):
    """A form by which a report leaves the queue.

    Where the report speaks of danger and nobody called (``asks_for_calls``), it asks
    why not.
    """

    no_call = forms.LongText(
        label=_("Why is no call needed?"),
        hint=_(
            "The report says that someone is in danger now. Call 999 and the duty"
            " officer first, and record it; or say here why nobody need be called."
        ),
        missing=_("Record the calls first, or say why no call is needed"),
        rows=3,
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, asks_for_calls: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_for_calls:
            del self.fields["no_call"]

    def clean(self) -> None:
        if "no_call" in self.fields and self.leaves_the_queue:
            self.require("no_call")

    @property
    def leaves_the_queue(self) -> bool:
        """Whether what was typed ends the wait of a report without a call."""
        return True

    @property
    def why_no_call(self) -> str:
        """Why nobody was called, if it was asked."""
        said: str = self.cleaned_data.get("no_call", "")
        return said


class TriageForm(CalledForm):
    field_order = ("turn", "decision", "passed_to", "no_call", "reason")

    turn = forms.Hidden(required=False)
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
            "waiting": _("It waits again as if nobody had decided"),
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

    def __init__(
        self,
        *args: Any,
        own_organisation: UUID | None,
        is_decided: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("decision", decided.kinds_of_decision(is_decided=is_decided))
        others = [
            (str(row.id), row.name)
            for row in agencies.list_organisation_names()
            if row.id != own_organisation
        ]
        self.offer("passed_to", others)

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("decision") == "passed_on":
            self.require("passed_to")

    def clean_turn(self) -> int:
        """The decision that the person saw; 0 for none."""
        return version_of(self.cleaned_data["turn"])

    @property
    def leaves_the_queue(self) -> bool:
        return self.cleaned_data.get("decision") not in {"emergency", "waiting"}

    @property
    def passed_to_id(self) -> UUID | None:
        """The organisation it goes to, where it is passed on."""
        chosen = self.cleaned_data["passed_to"]
        is_passed_on = self.cleaned_data["decision"] == "passed_on"
        return UUID(chosen) if is_passed_on else None


class UrgencyForm(DeskForm):
    """``is_set`` where the desk has set an urgency, which can be taken back."""

    urgency = forms.OneOf(
        label=_("How urgent is it?"), missing=_("Select how urgent it is")
    )
    reason = forms.LongText(
        label=_("Why?"),
        hint=_(
            "It stands in the queue for colleagues to read. Leave out anything that"
            " points to the person."
        ),
        missing=_("Enter the reason"),
        rows=3,
        max_length=1000,
    )

    def __init__(self, *args: Any, is_set: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        again = [(SENT, _("As it was sent"))] if is_set else []
        self.offer("urgency", [*reporting.list_urgencies(), *again])

    @property
    def code(self) -> str:
        """The urgency that was chosen; "" for the one that it was sent with."""
        chosen: str = self.cleaned_data["urgency"]
        return "" if chosen == SENT else chosen
