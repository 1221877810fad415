"""Awareness events: planned, and who came."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.operations.events.actions.events import NewEvent
from unhidden.operations.events.queries import choices
from unhidden.operations.frame.forms import days_offered, teams_offered
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.places import queries as places
from unhidden.ui import forms


class EventForm(forms.Form):
    kind = forms.OneOf(label=_("Kind of event"), missing=_("Select the kind of event"))
    place = forms.Text(
        label=_("Place"),
        hint=_("The hall and the town"),
        missing=_("Enter the place of the event"),
        max_length=120,
    )
    council = forms.PickOne(label=_("Council"), required=False)
    on = forms.PickOne(label=_("Day"), missing=_("Select the day of the event"))
    starts_at = forms.TimeOfDay(
        label=_("Start"), hint=_("For example, 6:30pm"), required=False
    )
    team = forms.PickOne(
        label=_("Team that holds it"),
        required=False,
    )

    def __init__(self, *args: Any, operation: OperationView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", choices.kinds_of_event())
        self.offer("council", [(row.code, row.name) for row in places.list_councils()])
        self.offer("on", days_offered(operation))
        self.offer("team", teams_offered(operation))

    @property
    def new(self) -> NewEvent:
        """What was typed, after ``is_valid()``."""
        typed = self.cleaned_data
        return NewEvent(
            kind=typed["kind"],
            place=typed["place"],
            council_code=typed["council"],
            on=date.fromisoformat(typed["on"]),
            starts_at=typed["starts_at"],
            team_id=UUID(typed["team"]) if typed["team"] else None,
        )


class AttendanceForm(forms.Form):
    attended = forms.Count(
        label=_("How many people came?"),
        hint=_("Without those who held the event. Enter 0 if nobody came."),
        missing=_("Enter how many people came"),
        maximum=10_000,
        width="5",
    )
