"""What a refusal about a visit means to the person who tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.presenters import refusals as frame
from unhidden.operations.frame.presenters.refusals import tell_gone
from unhidden.operations.rosters.presenters.faults import describe_fault
from unhidden.operations.targets.presenters import refusals as targets
from unhidden.operations.targets.rules.windows import clock_of
from unhidden.operations.teams.presenters import refusals as teams
from unhidden.operations.teams.presenters.refusals import lacking
from unhidden.operations.visits.actions import refusals
from unhidden.planning.clashes import Clash
from unhidden.ui import dates
from unhidden.ui.refusals import RefusalSentence, Sentences

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


_CLASHES: dict[Clash, StrOrPromise] = {
    Clash.TEAM: _("The team has another visit or event at that hour"),
    Clash.PERSON: _("Somebody on the team is with another team at that hour"),
    Clash.PREMISES: _("Another operation visits these premises at that hour"),
}


def _already_planned(refusal: Any) -> RefusalSentence:
    names = ", ".join(refusal.names)
    text = gettext("A visit is planned for that day already: %(names)s")
    return RefusalSentence(text % {"names": names}, "on")


def _outside_window(refusal: Any) -> RefusalSentence:
    window = refusal.window
    if refusal.is_day:
        return RefusalSentence(
            gettext("The place may not be visited on this day: change its days first"),
            "on",
        )
    text = gettext(
        "The place may be visited from %(opens)s to %(closes)s: change its hours first"
    )
    hours = {
        "opens": dates.format_clock(clock_of(window.opens)),
        "closes": dates.format_clock(clock_of(window.closes)),
    }
    return RefusalSentence(text % hours, "starts_at")


def _stays_home(refusal: Any) -> RefusalSentence:
    told = [f"{one.crew}: {describe_fault(one)}" for one in refusal.faults]
    return RefusalSentence(" ".join(told), "team")


SENTENCES: Sentences = {
    **frame.SENTENCES,
    **teams.SENTENCES,
    **targets.SENTENCES,
    refusals.PurposeMissing: _("Enter the purpose of the visit"),
    refusals.PowerMissing: RefusalSentence(
        _("Enter the power that the enforcement visit goes in by"), "power"
    ),
    refusals.PremisesAreBusy: RefusalSentence(_CLASHES[Clash.PREMISES], "starts_at"),
    refusals.VisitNotCancelled: _("The visit is in the plan already"),
    refusals.PremisesAlreadyPlanned: _already_planned,
    refusals.TeamDoesNotFit: lambda refusal: RefusalSentence(
        lacking(refusal.missing), "team"
    ),
    refusals.TeamIsBusy: lambda refusal: RefusalSentence(
        str(_CLASHES[refusal.clashes[0]]), "team"
    ),
    refusals.SupportIsBusy: RefusalSentence(
        _("A crew that comes along, or somebody in it, is elsewhere at that hour"),
        "support",
    ),
    refusals.CrewBarred: lambda refusal: RefusalSentence(
        gettext(
            "This crew, day or kind of visit is barred for the place: %(reason)s. "
            "Select another, or lift that among the candidates"
        )
        % {"reason": refusal.reason.rstrip(".")},
        "team",
    ),
    refusals.CrewStaysHome: _stays_home,
    refusals.VisitNotPlanned: tell_gone,
    refusals.OutsideWindow: _outside_window,
    refusals.SafeguardingStays: RefusalSentence(
        _(
            "A safeguarding visit stays one: cancel it and plan another. Where a life "
            "is at risk, open a second visit"
        ),
        "kind",
    ),
    refusals.VisitCannotTurn: _(
        "Only a soft or hotel visit that is not recorded yet can be turned"
    ),
    refusals.VisitTurned: _("This is already recorded"),
    refusals.TurnIncomplete: _("Enter the power, the number, and what was said"),
    refusals.TurnInFuture: RefusalSentence(
        _("It cannot be decided later than now"), "decided_at"
    ),
    refusals.DeciderHeldNoPost: RefusalSentence(
        _("This person held no post then: select who decided, or correct the hour"),
        "decided_by",
    ),
    refusals.KindNotDecided: lambda refusal: RefusalSentence(
        gettext(
            "Another kind of visit is decided for %(names)s: select that, or decide "
            "anew among the candidates"
        )
        % {"names": ", ".join(refusal.names)},
        "kind",
    ),
    refusals.NotInDanger: _("A second visit follows a safeguarding visit alone"),
    refusals.SameTeamAgain: RefusalSentence(
        _("Select another team: the second visit has a leader of its own"), "team"
    ),
    refusals.SecondVisitOpened: _("A second visit is open already"),
}
