"""What is told of a visit that turns, and of one that is opened to save a life."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.forms import teams_offered
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.targets.forms.warrants import make_moment
from unhidden.operations.visits.actions.turns import NewSecondVisit, NewTurn
from unhidden.ui import forms


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
            decided_at=make_moment(given["decided_on"], given["decided_at"]),
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
    def second_visit(self) -> NewSecondVisit:
        given = self.cleaned_data
        return NewSecondVisit(
            power=given["power"],
            authority=given["authority"],
            purpose=given["purpose"],
            team_id=UUID(given["team"]),
        )
