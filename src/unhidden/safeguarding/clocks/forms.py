"""What a worker says of a deadline, and of what happened in the NRM."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.clocks.actions.moving import StateEvent
from unhidden.safeguarding.clocks.actions.ruling import NewClockRule
from unhidden.safeguarding.clocks.actions.running import ClockEvidence
from unhidden.safeguarding.models import (
    ClockSource,
    ClockUnit,
    DecisionMaker,
    EscalationRole,
    EvidenceParty,
    EvidenceRoute,
    NrmState,
)
from unhidden.safeguarding.models.clock_rules import LONGEST_COUNT
from unhidden.safeguarding.models.clocks import GUIDANCE, REFERENCE
from unhidden.ui import forms


def check_reference(text: str) -> str:
    """A reference that is one: no name and no sentence stands in the clear."""
    if not re.fullmatch(REFERENCE, text):
        raise ValidationError(
            _("Enter the reference alone: letters and numbers without spaces")
        )
    return text


def check_number(text: str) -> str:
    """The number of a version or a section, and nothing besides."""
    if not re.fullmatch(GUIDANCE, text):
        raise ValidationError(_("Enter the number alone, like 3.11"))
    return text


class MeetDeadlineForm(forms.Form):
    happened_on = forms.Day(
        label=_("On which day was it done?"), missing=_("Enter the day")
    )
    route = forms.OneOf(
        label=_("How was it done?"),
        choices=EvidenceRoute.choices,
        missing=_("Select how it was done"),
    )
    party = forms.OneOf(
        label=_("With whom?"),
        hint=_(
            "Before you call or write to the person, ask under “How to reach them"
            " safely”."
        ),
        choices=EvidenceParty.choices,
        missing=_("Select with whom it was done"),
    )
    reference = forms.Text(
        label=_("Their reference"),
        hint=_("It stands in the clear: no name, and nothing that the person said."),
        required=False,
        max_length=40,
        width="20",
        autocomplete="off",
    )

    def clean_reference(self) -> str:
        return check_reference(self.cleaned_data["reference"])

    @property
    def clock_evidence(self) -> ClockEvidence:
        return ClockEvidence(**self.cleaned_data)


class BeliefForm(forms.Form):
    believed_on = forms.Day(
        label=_("Since when does your organisation believe that they may be a victim?"),
        hint=_(
            "The duty is your own organisation’s, and its month runs from this day."
        ),
        missing=_("Enter the day"),
    )


class RecordStateForm(forms.Form):
    """What happened, by the letter that says so."""

    from_state = forms.Hidden()
    to_state = forms.OneOf(label=_("What happened?"), missing=_("Select what happened"))
    happened_on = forms.Day(
        label=_("On which day?"),
        hint=_("Of a decision the day on which it was received: its clocks run then."),
        missing=_("Enter the day"),
    )
    letter_on = forms.Day(label=_("Date on the letter"), required=False)
    decided_by = forms.PickOne(
        label=_("Who decided?"), choices=DecisionMaker.choices, required=False
    )
    reference = forms.Text(
        label=_("Reference on the letter"),
        hint=_("It stands in the clear: no name, and nothing that the person said."),
        required=False,
        max_length=40,
        width="20",
        autocomplete="off",
    )
    guidance = forms.Text(
        label=_("Version of the guidance, if the letter names one"),
        hint=_("For example 3.11"),
        required=False,
        max_length=10,
        width="5",
        autocomplete="off",
    )
    words = forms.LongText(
        label=_("What the letter says, or what was said"),
        hint=_("Sealed: only this case’s team can read it."),
        required=False,
        rows=5,
        max_length=15_000,
    )

    def __init__(
        self, *args: Any, offered: tuple[str, ...], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        listed = [one for one in NrmState if one.value in offered]
        self.offer("to_state", [(one.value, one.label) for one in listed])
        self._today = today

    def clean_reference(self) -> str:
        return check_reference(self.cleaned_data["reference"])

    def clean_guidance(self) -> str:
        return check_number(self.cleaned_data["guidance"])

    def clean_letter_on(self) -> date | None:
        day: date | None = self.cleaned_data["letter_on"]
        if day and day > self._today:
            raise ValidationError(_("The letter cannot have a date after today"))
        return day

    @property
    def state_event(self) -> StateEvent:
        chosen = {"from_state", "to_state"}
        facts = {k: v for k, v in self.cleaned_data.items() if k not in chosen}
        return StateEvent(**facts)


class ClockRuleForm(forms.Form):
    """A version of a rule: how long, from which day on, and where that stands."""

    seen = forms.Hidden()
    unit = forms.OneOf(
        label=_("What is counted?"),
        choices=[each for each in ClockUnit.choices if each[0] != ClockUnit.NO],
        missing=_("Select what is counted"),
    )
    count = forms.Count(
        label=_("How many?"),
        hint=_("Of days before an event with a minus, like -90."),
        minimum=-LONGEST_COUNT,
        maximum=LONGEST_COUNT,
        missing=_("Enter how many"),
    )
    from_on = forms.Day(
        label=_("From which day on does it hold?"),
        missing=_("Enter the day from which it holds"),
    )
    to_on = forms.Day(label=_("Until which day, if that is known?"), required=False)
    reaches_back = forms.YesNo(
        label=_("Does it hold for what runs already?"),
        hint=_(
            "Say no, unless the law says so: a deadline is counted by the rule of the"
            " day on which it began."
        ),
        missing=_("Select whether it holds for what runs already"),
    )
    source = forms.PickOne(
        label=_("Where does it stand?"),
        choices=ClockSource.choices,
        missing=_("Select where it stands"),
    )
    section = forms.Text(
        label=_("Number of the section or paragraph"),
        hint=_("For example 14.216"),
        required=False,
        max_length=10,
        width="5",
        autocomplete="off",
    )
    guidance = forms.Text(
        label=_("Version of the guidance, if it is of one"),
        hint=_("For example 3.11"),
        required=False,
        max_length=10,
        width="5",
        autocomplete="off",
    )
    owner = forms.OneOf(
        label=_("Who is told when it has passed?"),
        choices=EscalationRole.choices,
        missing=_("Select who is told"),
    )

    def clean_section(self) -> str:
        return check_number(self.cleaned_data["section"])

    def clean_guidance(self) -> str:
        return check_number(self.cleaned_data["guidance"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        count, unit = given.get("count"), given.get("unit")
        if count is not None and count < 0 and unit and unit != ClockUnit.DAYS:
            self.add_error("count", _("Only calendar days can be before an event"))
        first, last = given.get("from_on"), given.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", _("The last day cannot be before the first"))
        return given

    def clock_rule(self, code: str) -> NewClockRule:
        facts = {k: v for k, v in self.cleaned_data.items() if k != "seen"}
        seen = self.cleaned_data["seen"]
        number = int(seen) if seen.isdecimal() else -1
        return NewClockRule(code=code, seen=number, **facts)
