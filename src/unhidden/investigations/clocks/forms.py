"""What is typed about clocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.clocks.actions.starting import NewClock
from unhidden.investigations.clocks.actions.telling import NewUpdate
from unhidden.investigations.clocks.queries.clocks import ClockFilter, ClockRow
from unhidden.investigations.clocks.rules import states
from unhidden.investigations.clocks.rules.law import (
    CountingRule,
    is_in_force,
    list_rules_in_force,
    say_words,
)
from unhidden.investigations.clocks.rules.states import AskedStep
from unhidden.investigations.models import (
    ClockEvent,
    ClockLapse,
    ClockOf,
    ClockStepKind,
    UpdateChannel,
    UpdateResult,
)
from unhidden.lib.languages import list_languages
from unhidden.lib.sent_numbers import read_number
from unhidden.lib.working_days import LONDON
from unhidden.ui import forms

if TYPE_CHECKING:
    from datetime import date

    from django_stubs_ext import StrOrPromise

STATES: Mapping[states.ClockState, StrOrPromise] = {
    states.ClockState.OVERDUE: _("Overdue"),
    states.ClockState.RUNNING: _("Running"),
    states.ClockState.OVER: _("Its time is over"),
    states.ClockState.PAUSED: _("Stands still"),
    states.ClockState.MET: _("Met"),
    states.ClockState.LAPSED: _("Lapsed"),
}


def say_here(words: Mapping[str, str]) -> str:
    """Words of the data in the language of the page."""
    return say_words(words, get_language() or "en")


def offer_people(people: Mapping[UUID, int]) -> list[tuple[str, str]]:
    """The people of an investigation as options, by number alone."""
    return [
        (str(key), _now("Person %(number)d") % {"number": number})
        for key, number in people.items()
    ]


class MomentForm(forms.Form):
    """A day, and the time on it."""

    day = forms.Day(label=_("On which day"), missing=_("Enter the day"))
    time = forms.TimeOfDay(label=_("At what time"), missing=_("Enter the time"))

    @property
    def typed_moment(self) -> datetime:
        """When it was, by the clock in London."""
        said = self.cleaned_data
        return datetime.combine(said["day"], said["time"], LONDON)


class ClockFilterForm(forms.Form):
    marks_optional = False
    of = forms.PickOne(
        label=_("Whose time"),
        choices=ClockOf.choices,
        blank=_("Every clock"),
        required=False,
    )
    state = forms.PickOne(
        label=_("Where it stands"),
        choices=[(str(state), label) for state, label in STATES.items()],
        blank=_("Anywhere"),
        required=False,
    )

    @property
    def as_filter(self) -> ClockFilter:
        """What to list."""
        said = self.cleaned_data if self.is_valid() else {}
        return ClockFilter(said.get("of") or "", said.get("state") or "")


class StartClockForm(MomentForm):
    rule = forms.PickOne(
        label=_("Which clock, and what starts it"), missing=_("Select a clock")
    )
    person = forms.PickOne(label=_("Whose"), blank=_("Nobody’s"), required=False)
    reference = forms.Text(
        label=_("Reference"),
        hint=_("Of the custody record, the cash or the order. No names."),
        required=False,
        max_length=40,
        width="20",
    )
    field_order = ("rule", "person", "day", "time", "reference")

    def __init__(
        self, *args: Any, law: date, people: Mapping[UUID, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("rule", _rules(law))
        self.offer("person", offer_people(people))

    @property
    def as_typed(self) -> NewClock:
        """What was typed."""
        said = self.cleaned_data
        return NewClock(
            said["rule"],
            self.typed_moment,
            UUID(said["person"]) if said["person"] else None,
            said["reference"],
        )


class ClockStepForm(MomentForm):
    """One step of a clock; what it can be depends on where it stands."""

    step = forms.PickOne(label=_("What happened"), missing=_("Select what happened"))
    until_day = forms.Day(
        label=_("If it was extended: until which day"),
        hint=_("Leave it empty to extend it as far as the law allows."),
        required=False,
    )
    until_time = forms.TimeOfDay(
        label=_("If it was extended: until what time"), required=False
    )
    seen = forms.Hidden(required=False)
    field_order = ("step", "day", "time", "until_day", "until_time", "seen")

    def __init__(
        self,
        *args: Any,
        clock: ClockRow,
        law: date,
        may_tell: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("step", _steps(clock, law, may_tell=may_tell))
        if not clock.rule.extensions:
            del self.fields["until_day"], self.fields["until_time"]

    def clean(self) -> None:
        said = self.cleaned_data
        if bool(said.get("until_day")) != bool(said.get("until_time")):
            self.add_error(
                "until_time", _("Enter both the day and the time, or neither")
            )

    @property
    def as_typed(self) -> AskedStep:
        """What was typed."""
        said = self.cleaned_data
        step, _colon, code = said["step"].partition(":")
        until = None
        if said.get("until_day") and said.get("until_time"):
            until = datetime.combine(said["until_day"], said["until_time"], LONDON)
        return AskedStep(
            step,
            self.typed_moment,
            event=code if step == ClockStepKind.MET else "",
            provision=code if step in ("paused", "extended") else "",
            until=until,
            reason=code if step == ClockStepKind.LAPSED else "",
        )

    @property
    def seen_count(self) -> int:
        """How many steps the page showed."""
        number = read_number(self.cleaned_data["seen"])
        return -1 if number is None else number

    def show_seen(self, count: int) -> None:
        """Ask again, having shown so many steps."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # as it was posted
        data["seen"] = str(count)
        self.data = data


class TellForm(MomentForm):
    """What came of telling a victim: no words, no address."""

    result = forms.OneOf(
        label=_("What came of it"),
        choices=UpdateResult.choices,
        missing=_("Select what came of it"),
    )
    channel = forms.PickOne(
        label=_("By which safe way"),
        choices=UpdateChannel.choices,
        missing=_("Select the way"),
    )
    language = forms.PickOne(
        label=_("In which language"), missing=_("Select the language")
    )
    field_order = ("result", "channel", "language", "day", "time")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", list_languages(get_language() or "en"))

    @property
    def as_typed(self) -> NewUpdate:
        """What was typed."""
        said = self.cleaned_data
        return NewUpdate(
            said["channel"], said["language"], said["result"], self.typed_moment
        )


def _rules(law: date) -> Iterable[tuple[str, str]]:
    labels = dict(ClockOf.choices)
    for rule in list_rules_in_force(law):
        if rule.count == "given":
            continue
        told = f"{labels[rule.of]}: {say_here(rule.label)} · {say_here(rule.start)}"
        yield rule.code, told


def _steps(
    clock: ClockRow, law: date, *, may_tell: bool
) -> Iterable[tuple[str, StrOrPromise]]:
    is_victims = clock.of == ClockOf.VICTIM
    is_still = clock.state is states.ClockState.PAUSED
    may_do = may_tell or not is_victims
    if may_do:
        for event in states.EVENTS[clock.of]:
            if event != "told":
                yield f"met:{event}", ClockEvent(event).label
        if is_still:
            yield "resumed:", _("It goes on")
    if not is_still:
        yield from _provisions(clock.rule, law, is_victims=is_victims)
    for reason, label in ClockLapse.choices if may_do else ():
        yield f"lapsed:{reason}", _now("It lapsed: %(why)s") % {"why": label}


def _provisions(
    rule: CountingRule, law: date, *, is_victims: bool
) -> Iterable[tuple[str, str]]:
    for extension in rule.extensions:
        if is_in_force(extension, law):
            told = f"{say_here(extension.label)} · {say_here(extension.by)}"
            yield f"extended:{extension.code}", f"{told} · {extension.source}"
    for pause in () if is_victims else rule.pauses:
        if is_in_force(pause, law):
            told = f"{say_here(pause.label)} · {say_here(pause.by)}"
            yield f"paused:{pause.code}", f"{told} · {pause.source}"
