"""What is typed about the chronology."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.chronology.actions.entering import NewChronologyEvent
from unhidden.investigations.chronology.queries.chronology import (
    CLOCK,
    EXHIBIT,
    ITEM,
    ORDER,
    OUTCOME,
    PAPER,
    ChronologyFilter,
    ChronologyRow,
)
from unhidden.investigations.models import EventPrecision
from unhidden.lib.working_days import LONDON
from unhidden.ui import dates, forms

_MOST_OFFERED = 200
SOURCES = (
    (ITEM, _("What items tell")),
    (CLOCK, _("Clocks")),
    (OUTCOME, _("Outcomes")),
    (ORDER, _("Orders")),
    (EXHIBIT, _("Exhibits")),
    (PAPER, _("Documents and statements")),
)


class ChronologyFilterForm(forms.Form):
    marks_optional = False
    source = forms.PickOne(
        label=_("From"), choices=SOURCES, blank=_("Everything"), required=False
    )
    from_on = forms.Day(label=_("From the day"), required=False)
    to_on = forms.Day(label=_("To the day"), required=False)

    @property
    def as_filter(self) -> ChronologyFilter:
        """What to show."""
        said = self.cleaned_data if self.is_valid() else {}
        return ChronologyFilter(
            said.get("source") or "", said.get("from_on"), said.get("to_on")
        )


class ChronologyEventForm(forms.Form):
    """An event that an item tells; it is read again where it seems to reach someone."""

    item = forms.Count(
        label=_("Item that tells it"),
        hint=_("Its number in the unused material."),
        missing=_("Enter the number of the item"),
        minimum=1,
    )
    what = forms.Text(
        label=_("What happened"),
        hint=_("The whole team reads it. No names, addresses or numbers of anybody."),
        missing=_("Enter what happened"),
        max_length=300,
    )
    precision = forms.OneOf(
        label=_("How exactly the item tells when"),
        choices=EventPrecision.choices,
        missing=_("Select how exactly"),
    )
    day = forms.Day(
        label=_("When it happened, by this item"),
        hint=_("Of a month or a year, any day in it."),
        missing=_("Enter the day"),
    )
    time = forms.TimeOfDay(
        label=_("At what time, if to the minute"),
        missing=_("Enter the time"),
        required=False,
    )
    learnt_on = forms.Day(
        label=_("When the investigation learnt it"), missing=_("Enter the day")
    )
    same_as = forms.PickOne(
        label=_("If another item tells of the same: which"),
        blank=_("None"),
        required=False,
    )
    looked = forms.Tick(label=_("I have looked at it again, and it stays as it is"))

    def __init__(
        self,
        *args: Any,
        entered: Sequence[ChronologyRow],
        is_second: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "same_as",
            [
                (str(row.id), f"{dates.format_moment(row.happened_at)} · {row.what}")
                for row in entered[-_MOST_OFFERED:]
            ],
        )
        if not is_second and "looked" not in self.data:
            del self.fields["looked"]

    def clean(self) -> None:
        if self.cleaned_data.get("precision") == EventPrecision.MINUTE:
            self.require("time")

    @property
    def as_typed(self) -> NewChronologyEvent:
        """What was typed."""
        said = self.cleaned_data
        at = said["time"] or time(0)
        learnt = datetime.combine(said["learnt_on"], time(0), LONDON)
        happened = datetime.combine(said["day"], at, LONDON)
        if said["learnt_on"] == said["day"]:
            learnt = happened
        return NewChronologyEvent(
            happened,
            said["precision"],
            learnt,
            said["what"],
            said["item"],
            UUID(said["same_as"]) if said["same_as"] else None,
            is_read_again=bool(said.get("looked")),
        )
