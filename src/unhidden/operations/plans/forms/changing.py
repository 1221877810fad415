"""What a planner says when changing a plan by hand, or telling what happened."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import time
from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.operations.plans.actions.roads import RoadChange
from unhidden.operations.plans.rules.clocks import DAY
from unhidden.operations.plans.rules.happenings import (
    OF_A_CREW,
    DayHappening,
    HappeningKind,
)
from unhidden.operations.plans.rules.routes import HandMove, find_item
from unhidden.planning.week.problem import WeekProblem
from unhidden.ui import forms

NEXT_DAY = "next_day"


class HandMoveForm(forms.Form):
    """Where a visit goes: kind, crews, hour."""

    kind = forms.OneOf(label=_("Kind of visit"), missing=_("Select the kind of visit"))
    crew_day = forms.PickOne(
        label=_("Crew and day"), missing=_("Select the crew and the day")
    )
    support = forms.ManyOf(
        label=_("Crews that come along, on the same day"),
        hint=_("Only where the kind of visit takes more than one crew"),
        required=False,
    )
    starts_at = forms.TimeOfDay(
        label=_("Start"),
        hint=_("For example, 9:30am"),
        missing=_("Enter the hour at which the visit starts"),
    )
    is_next_day = forms.Tick(
        label=_("After midnight, in the same shift"), required=False
    )
    revision = forms.Hidden()

    def __init__(
        self,
        *args: Any,
        problem: WeekProblem,
        candidate: str,
        kinds: Sequence[tuple[str, str]],
        crew_days: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._problem, self._candidate = problem, candidate
        self.offer("kind", kinds)
        self.offer("crew_day", crew_days)
        self.offer("support", crew_days)
        if all(_crews(problem, candidate, kind) < 2 for kind, _words in kinds):
            del self.fields["support"]

    def clean(self) -> None:
        chosen = self.cleaned_data
        kind, lead = chosen.get("kind"), chosen.get("crew_day")
        if not kind or not lead or "support" not in self.fields:
            return
        along = [one for one in chosen.get("support", ()) if one != lead]
        missing = _crews(self._problem, self._candidate, kind) - 1 - len(along)
        if missing:
            self.add_error(
                "support",
                _("Select as many crews as the kind of visit takes: %(count)s")
                % {"count": len(along) + missing},
            )

    def know_revision(self, revision: int) -> None:
        """Let what was typed be sent again, about the plan as it is now."""
        given: Any = self.data
        known = given.copy()
        known["revision"] = str(revision)
        self.data = known

    @property
    def wanted_move(self) -> HandMove:
        """Where the visit goes, after ``is_valid()``."""
        chosen = self.cleaned_data
        lead = chosen["crew_day"]
        along = [one for one in chosen.get("support", ()) if one != lead]
        return HandMove(
            candidate=self._candidate,
            kind=chosen["kind"],
            crew_days=(lead, *along),
            starts_at=_minutes(chosen["starts_at"], chosen["is_next_day"]),
        )


class HappeningForm(forms.Form):
    """What happened, when, to which crew, and what it takes."""

    kind = forms.OneOf(
        label=_("What happened"),
        missing=_("Select what happened"),
        choices=(
            (HappeningKind.ENFORCEMENT.value, _("A visit turns into enforcement")),
            (HappeningKind.OVERRUN.value, _("A visit runs over")),
            (HappeningKind.CREW_OUT.value, _("A crew drops out")),
            (HappeningKind.ROAD_CLOSED.value, _("A road is closed")),
            (HappeningKind.NOBODY_THERE.value, _("Nobody is there")),
            (HappeningKind.URGENT.value, _("An urgent new place")),
        ),
        hints={
            HappeningKind.ROAD_CLOSED.value: _("Say first under Roads which one it is"),
            HappeningKind.URGENT.value: _("Plan a visit there first, without a team"),
        },
    )
    crew_day = forms.PickOne(
        label=_("Crew"),
        hint=_("Not for a closed road or a new place"),
        missing=_("Select the crew"),
        required=False,
    )
    day = forms.PickOne(label=_("Day"), missing=_("Select the day"))
    at = forms.TimeOfDay(
        label=_("Time now"), missing=_("Enter the time"), hint=_("For example, 10:40am")
    )
    minutes = forms.Count(
        label=_("Minutes more that it takes"),
        hint=_("Left empty: 150 for an enforcement, 45 for a visit that runs over"),
        required=False,
        maximum=720,
    )
    custody = forms.Count(
        label=_("Custody places taken that were not planned"),
        required=False,
        maximum=50,
    )
    has_reserve = forms.Tick(label=_("Use the crew in reserve"), required=False)

    def __init__(
        self,
        *args: Any,
        days: Iterable[tuple[str, str]],
        crews: Iterable[tuple[str, str]],
        crew_days: Mapping[tuple[str, int], str],
        reserves: str,
        reserve_days: Collection[int],
        **kwargs: Any,
    ) -> None:
        """``crew_days`` are the ids of crew-days by crew and number of the day.

        ``reserves`` says which crew is in reserve on which of ``reserve_days``.
        """
        super().__init__(*args, **kwargs)
        self._crew_days, self._reserve_days = crew_days, reserve_days
        self.fields["has_reserve"].help_text = reserves
        if not reserves and "has_reserve" not in self.data:
            del self.fields["has_reserve"]
        self.offer("day", days)
        self.offer("crew_day", crews)

    def clean(self) -> None:
        kind, day = self.cleaned_data.get("kind"), self.cleaned_data.get("day")
        if self.is_reserve_called and day and int(day) not in self._reserve_days:
            self.add_error("has_reserve", _("No crew is in reserve on that day"))
        if not kind or HappeningKind(kind) not in OF_A_CREW:
            return
        self.require("crew_day")
        crew = self.cleaned_data.get("crew_day")
        if crew and day and (crew, int(day)) not in self._crew_days:
            self.add_error("crew_day", _("This crew has no shift on that day"))

    @property
    def is_reserve_called(self) -> bool:
        """Whether the crew in reserve goes out too, once it is cleaned."""
        return bool(self.cleaned_data.get("has_reserve"))

    @property
    def told_happening(self) -> DayHappening:
        """What happened, after ``is_valid()``."""
        chosen = self.cleaned_data
        day, kind = int(chosen["day"]), HappeningKind(chosen["kind"])
        crew_day = self._crew_days.get((chosen["crew_day"], day), "")
        return DayHappening(
            kind=kind,
            day=day,
            minute=_minutes(chosen["at"], False),
            crew_day=crew_day if kind in OF_A_CREW else "",
            minutes=chosen["minutes"] or 0,
            custody=chosen["custody"] or 0,
        )


class RoadForm(forms.Form):
    """A road between two towns: how long it takes now, and why."""

    minutes = forms.Count(
        label=_("Minutes by car"),
        hint=_("Left empty: the road is closed"),
        required=False,
        minimum=1,
        maximum=600,
    )
    is_as_shipped = forms.Tick(label=_("As the program has it again"), required=False)
    reason = forms.LongText(
        label=_("Why?"), missing=_("Enter the reason"), rows=2, max_length=500
    )

    def make_change(self, start: str, end: str) -> RoadChange:
        """What was said of a road, after ``is_valid()``."""
        return RoadChange(start=start, end=end, **self.cleaned_data)


def _crews(problem: WeekProblem, candidate: str, kind: str) -> int:
    item = find_item(problem, candidate, kind)
    return len(item.crews) if item is not None else 0


def _minutes(at: time, is_next_day: bool) -> int:
    """The minute of the day at an hour of the clock, by day (``rules.clocks``)."""
    return at.hour * 60 + at.minute + (DAY if is_next_day else 0)
