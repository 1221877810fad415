"""What the desk says, whom it hands a report to, and what it keeps."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.desk.forms.triages import CalledForm
from unhidden.reporting import queries as reporting
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm


class SayForm(DeskForm):
    script = forms.OneOf(
        label=_("What do you want to say?"),
        hint=_("They read it in English and in Welsh. Nothing else can be written."),
        missing=_("Select what to say"),
        reveals={"look_again": "look_again_on"},
    )
    look_again_on = forms.Day(
        label=_("The day to look again"),
        hint=_("Within the next four weeks."),
        missing=_("Enter the day to look again"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("script", reporting.scripts_to_choose())

    def clean(self) -> None:
        if self.cleaned_data.get("script") == "look_again":
            self.require("look_again_on")


class PassForm(CalledForm):
    field_order = ("desk", "purpose", "no_call", "reason")

    desk = forms.PickOne(
        label=_("Which organisation’s desk?"),
        hint=_("Those that have keys, and somebody who reads reports."),
        missing=_("Select the organisation"),
    )
    purpose = forms.OneOf(
        label=_("What for?"), missing=_("Select what they need it for")
    )
    reason = forms.LongText(
        label=_("Why?"),
        hint=_("They read this, and it is kept in the record of who did what."),
        missing=_("Enter the reason"),
        rows=3,
        max_length=1000,
    )

    def __init__(self, *args: Any, own: UUID, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desks = reporting.desks_to_choose(day=day)
        self.offer("desk", [(str(id_), name) for id_, name in desks if id_ != own])
        self.offer("purpose", reporting.list_passing_purposes())


class HoldForm(DeskForm):
    reason = forms.LongText(
        label=_("Why?"),
        hint=_("For example the number of an inquiry or of a court case."),
        missing=_("Enter the reason"),
        rows=3,
        max_length=1000,
    )


class RouteForm(DeskForm):
    area = forms.PickOne(
        label=_("Area"), hint=_("Any area, if you choose none."), required=False
    )
    topic = forms.PickOne(
        label=_("Kind of exploitation"),
        hint=_("Any kind, if you choose none."),
        required=False,
    )
    desk = forms.PickOne(
        label=_("Which organisation’s desk?"),
        hint=_("Those that have keys, and somebody who reads reports."),
        missing=_("Select the organisation"),
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("area", reporting.areas_to_choose())
        self.offer("topic", reporting.topics_to_choose())
        desks = reporting.desks_to_choose(day=day)
        self.offer("desk", [(str(id_), name) for id_, name in desks])
