"""What the pages of clocks show, and say of a refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.clocks.actions import refusals
from unhidden.investigations.clocks.forms import STATES, say_here
from unhidden.investigations.clocks.queries.clocks import (
    ClockRow,
    ClockStepView,
    ClockView,
    UpdateView,
)
from unhidden.investigations.clocks.queries.waiting import DueClock
from unhidden.investigations.clocks.rules import states
from unhidden.investigations.clocks.rules.law import CountingRule, NoSuchClockRule
from unhidden.investigations.frame.actions import InvestigationClosed
from unhidden.investigations.models import ClockEvent, ClockLapse, ClockOf
from unhidden.lib.languages import name_language
from unhidden.ui import dates, parts
from unhidden.ui.refusals import RefusalSentence, Sentences

if TYPE_CHECKING:
    from unhidden.ui.parts import Tone

_TONES: Mapping[states.ClockState, Tone] = {
    states.ClockState.OVERDUE: "urgent",
    states.ClockState.RUNNING: "going",
    states.ClockState.OVER: "neutral",
    states.ClockState.PAUSED: "warning",
    states.ClockState.MET: "good",
    states.ClockState.LAPSED: "neutral",
}


def _tell_too_far(refusal: states.ExtendedTooFar) -> RefusalSentence:
    told = _now("The provision reaches until %(when)s at most")
    return RefusalSentence(
        told % {"when": dates.day_and_time(refusal.most)}, "until_time"
    )


SENTENCES: Sentences = {
    InvestigationClosed: _("The investigation is closed"),
    NoSuchClockRule: RefusalSentence(
        _("The law of that day has no such clock"), "rule"
    ),
    refusals.ClockPersonMissing: RefusalSentence(
        _("Select whose clock it is"), "person"
    ),
    refusals.ClockReferenceMissing: RefusalSentence(
        _("Enter the number of the custody record"), "reference"
    ),
    refusals.StartedAhead: RefusalSentence(_("That has not happened yet"), "time"),
    refusals.NotAVictim: RefusalSentence(
        _("They are no possible victim in this investigation"), "person"
    ),
    refusals.ClockMovedMeanwhile: _(
        "Somebody else did something to this clock meanwhile. Read it below, then "
        "send yours again; what you typed is kept."
    ),
    refusals.BrokerTells: RefusalSentence(
        _("Whoever reaches this person records it"), "step"
    ),
    refusals.AskedNotToBeTold: RefusalSentence(
        _("They asked not to be told. If they ask otherwise, the clock goes on first"),
        "result",
    ),
    states.ClockEnded: _("This clock has ended; nothing more is done to it"),
    states.ClockStepOutOfTurn: RefusalSentence(
        _("It cannot take this step from where it stands"), "step"
    ),
    states.ClockEventMissing: RefusalSentence(_("Select the event"), "step"),
    states.ClockReasonMissing: RefusalSentence(_("Select the reason"), "step"),
    states.NoSuchProvision: RefusalSentence(
        _("The law of that day has no such provision for this clock"), "step"
    ),
    states.ClockGoesBack: RefusalSentence(
        _("Enter a time that is past, and not before what came last"), "time"
    ),
    states.ExtendedTooFar: _tell_too_far,
    states.ExtendedNowhere: RefusalSentence(
        _("Enter an end that is later than the one it has"), "until_time"
    ),
    states.ExtendedTooLate: RefusalSentence(
        _("The time had already run out when it was extended: let the clock lapse"),
        "time",
    ),
}


def tell_source(rule: CountingRule) -> str:
    """The law of a rule, and that nobody has checked it where that is so."""
    if rule.is_ours:
        return _now("Our own: no law sets this time")
    if rule.is_checked:
        return rule.source
    return _now("%(source)s (not checked)") % {"source": rule.source}


def tell_person(number: int | None) -> str:
    """Whose it is, by number."""
    return _now("Person %(number)d") % {"number": number} if number else "–"


def tabulate_clocks(rows: Sequence[ClockRow], investigation_id: UUID) -> parts.Table:
    """The clocks of a page, each with a link to its own."""
    return parts.Table(
        caption=_("Clocks"),
        columns=parts.name_columns(
            _("Clock"), _("Whose"), _("Due at"), _("Where it stands"), _("Law")
        ),
        rows=[
            [
                parts.Cell(
                    f"{row.of_label}: {say_here(row.rule.label)}",
                    url=reverse(
                        "investigations:clock", args=[investigation_id, row.id]
                    ),
                ),
                _tell_whose(row),
                dates.day_and_time(row.due_at),
                parts.Cell(STATES[row.state], tone=_TONES[row.state]),
                tell_source(row.rule),
            ]
            for row in rows
        ],
    )


def tabulate_due(rows: Sequence[DueClock]) -> parts.Table:
    """Clocks of several investigations, each with a link to its own."""
    return parts.Table(
        caption=_("Clocks"),
        columns=[
            parts.Column(_("Investigation")),
            parts.Column(_("Clock")),
            parts.Column(_("Whose")),
            parts.Column(_("Due at")),
            parts.Column(_("Where it stands")),
        ],
        rows=[
            [
                f"{row.head.urn} · {row.head.title}",
                parts.Cell(
                    f"{row.clock.of_label}: {say_here(row.clock.rule.label)}",
                    url=reverse("investigations:clock", args=[row.head.id, row.id]),
                ),
                _tell_whose(row.clock),
                dates.day_and_time(row.clock.due_at),
                parts.Cell(STATES[row.clock.state], tone=_TONES[row.clock.state]),
            ]
            for row in rows
        ],
    )


def _tell_whose(row: ClockRow) -> str:
    whose = tell_person(row.person) if row.person or not row.reference else ""
    return " · ".join(filter(None, [whose, row.reference]))


def tell_copy(row: ClockRow) -> str:
    """Over a clock of custody: of what it is a copy, and what counts."""
    if row.of != ClockOf.CUSTODY:
        return ""
    return _now(
        "Copy, as entered at %(time)s on %(day)s from custody record %(reference)s: "
        "the custody officer’s record counts"
    ) % {
        "time": dates.format_clock(row.entered_at),
        "day": dates.format_day(row.entered_at),
        "reference": row.reference,
    }


def summarise_clock(view: ClockView) -> list[parts.SummaryRow]:
    """A clock with what started it, by which law, and where it stands."""
    row = view.clock
    state = str(STATES[row.state])
    if row.is_late:
        state = _now("Met late")
    return [
        parts.SummaryRow(_("Clock"), say_here(row.rule.label)),
        parts.SummaryRow(_("Where it stands"), state),
        parts.SummaryRow(_("Due at"), dates.day_and_time(row.due_at)),
        parts.SummaryRow(
            _("Started"),
            f"{say_here(row.rule.start)}, {dates.day_and_time(row.started_at)}",
        ),
        parts.SummaryRow(_("Whose"), tell_person(row.person)),
        parts.SummaryRow(_("Reference"), row.reference or "–"),
        parts.SummaryRow(_("Law"), tell_source(row.rule)),
        parts.SummaryRow(
            _("Entered"), f"{view.started_by}, {dates.day_and_time(row.entered_at)}"
        ),
    ]


def list_steps(view: ClockView) -> list[parts.TimelineEvent]:
    """What was done to a clock, the first first."""
    return [
        parts.TimelineEvent(
            title=_tell_step(step, view.clock.rule),
            at=step.happened_at,
            by=step.entered_by,
            text=_now("Due since then: %(when)s")
            % {"when": dates.day_and_time(step.due_at)},
        )
        for step in view.steps
    ]


def list_updates(updates: Sequence[UpdateView]) -> list[parts.TimelineEvent]:
    """What came of telling a victim, the first first."""
    language = get_language() or "en"
    return [
        parts.TimelineEvent(
            title=each.result_label,
            at=each.happened_at,
            by=each.entered_by,
            text=f"{each.channel_label} · {name_language(each.language, language)}",
        )
        for each in updates
    ]


def _tell_step(step: ClockStepView, rule: CountingRule) -> str:
    why = ""
    if step.event:
        why = str(ClockEvent(step.event).label)
    elif step.reason:
        why = str(ClockLapse(step.reason).label)
    for each in rule.law_provisions:
        if step.provision == each.code:
            told = f"{say_here(each.label)} · {say_here(each.by)} · {each.source}"
            why = (
                told
                if each.is_checked
                else _now("%(source)s (not checked)") % {"source": told}
            )
    return f"{step.step_label}: {why}" if why else step.step_label
