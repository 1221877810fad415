"""A warrant as it was granted, and a visit that turns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.forms import teams_offered
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.targets.actions.turns import NewTurn, SecondVisit
from unhidden.operations.targets.actions.warrants import NewWarrant
from unhidden.ui import forms

LAST_MINUTE = datetime.max.time().replace(second=0, microsecond=0)


class WarrantForm(forms.Form):
    """For which premises, by which act, from when, until when, and how often."""

    premises = forms.PickOne(label=_("Where"), missing=_("Select the premises"))
    act = forms.Text(
        label=_("Act and section"),
        hint=_("For example, Police and Criminal Evidence Act 1984, section 8"),
        missing=_("Enter the Act and the section"),
    )
    number = forms.Text(
        label=_("Number of the warrant"),
        missing=_("Enter the number of the warrant"),
        max_length=60,
    )
    issued_on = forms.Day(label=_("Granted on"), missing=_("Enter when it was granted"))
    issued_at = forms.TimeOfDay(label=_("Granted at"), missing=_("Enter the hour"))
    expires_on = forms.Day(label=_("Ends on"), missing=_("Enter when it ends"))
    expires_at = forms.TimeOfDay(
        label=_("Ends at"),
        hint=_("Leave it empty for the end of that day"),
        required=False,
    )
    entries = forms.Count(
        label=_("Entries that it allows"),
        hint=_("How often it lets somebody in"),
        minimum=1,
        maximum=100,
        initial=1,
    )

    def __init__(
        self, *args: Any, offered: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("premises", offered)

    @property
    def new_warrant(self) -> NewWarrant:
        """The warrant, after ``is_valid()``."""
        given = self.cleaned_data
        last = given["expires_at"] or LAST_MINUTE
        return NewWarrant(
            premises_id=UUID(given["premises"]),
            act=given["act"],
            number=given["number"],
            issued_at=_moment(given["issued_on"], given["issued_at"]),
            expires_at=_moment(given["expires_on"], last),
            entries=given["entries"],
        )


class TurnForm(forms.Form):
    """By what a visit was turned, who decided when, and what the people were told."""

    power = forms.Text(
        label=_("Power"),
        hint=_("The Act and the section, or the warrant"),
        missing=_("Enter the power"),
    )
    authority = forms.Text(
        label=_("Number of the authority"),
        missing=_("Enter the number of the authority"),
        max_length=60,
    )
    decided_by = forms.PickOne(
        label=_("Who decided"), missing=_("Select who decided it")
    )
    decided_on = forms.Day(label=_("Day"), missing=_("Enter the day"))
    decided_at = forms.TimeOfDay(label=_("Hour"), missing=_("Enter the hour"))
    told = forms.LongText(
        label=_("What were the people there told then?"),
        hint=_("In the words that were used"),
        missing=_("Enter what they were told"),
        rows=3,
        max_length=2000,
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("decided_by", people)

    @property
    def new_turn(self) -> NewTurn:
        given = self.cleaned_data
        return NewTurn(
            power=given["power"],
            authority=given["authority"],
            decided_by_id=UUID(given["decided_by"]),
            decided_at=_moment(given["decided_on"], given["decided_at"]),
            told=given["told"],
        )


class SecondVisitForm(forms.Form):
    """A visit to save life beside a safeguarding visit: by which power, and by whom."""

    power = forms.Text(
        label=_("Power"),
        missing=_("Enter the power"),
        initial="Police and Criminal Evidence Act 1984, section 17(1)(e)",
    )
    authority = forms.Text(
        label=_("Number of the authority"),
        hint=_("For example, the number of the incident"),
        missing=_("Enter the number"),
        max_length=60,
    )
    purpose = forms.LongText(
        label=_("What is the danger to life?"),
        missing=_("Enter what the danger is"),
        rows=3,
        max_length=1000,
    )
    team = forms.PickOne(
        label=_("Team"),
        hint=_("Not the team of the safeguarding visit: it has a leader of its own"),
        missing=_("Select the team"),
    )

    def __init__(self, *args: Any, operation: OperationView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("team", teams_offered(operation))

    @property
    def second_visit(self) -> SecondVisit:
        given = self.cleaned_data
        return SecondVisit(
            power=given["power"],
            authority=given["authority"],
            purpose=given["purpose"],
            team_id=UUID(given["team"]),
        )


def _moment(day: Any, at: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
