"""What a refusal means to the person who tried, and which field it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from unhidden.operations.actions import refusals
from unhidden.operations.rules import LONGEST_DAYS, OperationReadiness
from unhidden.planning.clashes import Clash
from unhidden.planning.composition import MissingMember
from unhidden.ui.refusals import RefusalSentence, Sentences

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_MISSING: dict[MissingMember, StrOrPromise] = {
    MissingMember.PEOPLE: _("The team needs at least two people"),
    MissingMember.CHARITY: _("The team needs somebody from a charity"),
    MissingMember.ENFORCER: _(
        "The team needs somebody from the police or a law-enforcement partner"
    ),
    MissingMember.POWER: _("The visit needs the power it goes in by"),
}
_CLASHES: dict[Clash, StrOrPromise] = {
    Clash.TEAM: _("The team has another visit or event at that hour"),
    Clash.PERSON: _("Somebody on the team is with another team at that hour"),
    Clash.PREMISES: _("Another operation visits these premises at that hour"),
}


def lacking(missing: Iterable[MissingMember]) -> str:
    """What a team lacks, in one line."""
    return ". ".join(str(_MISSING[code]) for code in missing)


def unready(readiness: OperationReadiness) -> list[str]:
    """What stands between an operation and its start, a line each."""
    if not readiness.visits:
        return [gettext("No visit is planned yet")]
    lines: list[str] = []
    if readiness.without_team:
        lines.append(
            ngettext(
                "%(count)s visit has no team",
                "%(count)s visits have no team",
                readiness.without_team,
            )
            % {"count": readiness.without_team}
        )
    if readiness.unfit:
        lines.append(
            ngettext(
                "%(count)s visit has a team that lacks somebody it needs",
                "%(count)s visits have a team that lacks somebody they need",
                readiness.unfit,
            )
            % {"count": readiness.unfit}
        )
    return lines


def open_work(*, visits: int, events: int) -> list[str]:
    """What is neither done nor cancelled, a line each."""
    lines: list[str] = []
    if visits:
        lines.append(
            ngettext(
                "%(count)s visit is still to be made or cancelled",
                "%(count)s visits are still to be made or cancelled",
                visits,
            )
            % {"count": visits}
        )
    if events:
        lines.append(
            ngettext(
                "%(count)s event is still to be held or cancelled",
                "%(count)s events are still to be held or cancelled",
                events,
            )
            % {"count": events}
        )
    return lines


def _dates_leave_work_out(refusal: Any) -> RefusalSentence:
    text = ngettext(
        "%(count)s visit or event would lie outside these days",
        "%(count)s visits or events would lie outside these days",
        refusal.count,
    )
    return RefusalSentence(text % {"count": refusal.count}, "ends_on")


def _too_few(refusal: Any) -> RefusalSentence:
    if not refusal.left:
        return RefusalSentence(gettext("The event is full"), "places")
    text = ngettext(
        "%(count)s place is left", "%(count)s places are left", refusal.left
    )
    return RefusalSentence(text % {"count": refusal.left}, "places")


def _too_long(_refusal: Any) -> RefusalSentence:
    text = gettext("An operation lasts no longer than %(days)s days")
    return RefusalSentence(text % {"days": LONGEST_DAYS}, "ends_on")


def _already_planned(refusal: Any) -> RefusalSentence:
    names = ", ".join(refusal.names)
    text = gettext("A visit is planned for that day already: %(names)s")
    return RefusalSentence(text % {"names": names}, "on")


def _real(refusal: Any) -> RefusalSentence:
    names = ", ".join(refusal.names)
    text = gettext("A synthetic operation visits no real place: %(names)s")
    return RefusalSentence(text % {"names": names}, "premises")


def _gone(refusal: Any) -> RefusalSentence:
    if refusal.status == "done":
        return RefusalSentence(gettext("It is done already"))
    return RefusalSentence(gettext("It is cancelled already"))


SENTENCES: Sentences = {
    refusals.OperationEndsBeforeItStarts: RefusalSentence(
        _("The last day must be the first day or after it"), "ends_on"
    ),
    refusals.OperationClosed: _("The operation is closed: nothing in it changes"),
    refusals.OperationAlreadyStarted: _("The operation has started already"),
    refusals.OperationNotRunning: _("The operation has not started yet"),
    refusals.AlreadyPartner: RefusalSentence(
        _("The organisation takes part already"), "organisation"
    ),
    refusals.TeamNameTaken: RefusalSentence(
        _("Another team of this operation has this name"), "name"
    ),
    refusals.MemberMayNotVisit: RefusalSentence(
        _("This person’s role does not let them go on visits"), "person"
    ),
    refusals.OrganisationIsNotPartner: RefusalSentence(
        _("This person’s organisation is not a partner in this operation"), "person"
    ),
    refusals.AlreadyOnOperationTeam: RefusalSentence(
        _("This person is on the team already"), "person"
    ),
    refusals.MemberIsBusy: RefusalSentence(
        _("This person is with another team at the hour of one of this team’s visits"),
        "person",
    ),
    refusals.PurposeMissing: _("Enter the purpose of the visit"),
    refusals.PowerMissing: RefusalSentence(
        _("Enter the power that the enforcement visit goes in by"), "power"
    ),
    refusals.OutsideOperation: RefusalSentence(
        _("Select one of the operation’s days"), "on"
    ),
    refusals.PremisesAreBusy: RefusalSentence(_CLASHES[Clash.PREMISES], "starts_at"),
    refusals.VisitNotCancelled: _("The visit is in the plan already"),
    refusals.EventNotYet: _("Count who came on the day of the event or after it"),
    refusals.CancellationReasonMissing: RefusalSentence(
        _("Enter the reason"), "reason"
    ),
    refusals.EventMoved: _(
        "Somebody else has just changed this: open it again before you do"
    ),
    refusals.EventEndsBeforeItStarts: RefusalSentence(
        _("The end must be after the start"), "ends_at"
    ),
    refusals.NotTakingSignUps: _("You cannot sign up for this event any more"),
    refusals.AddressNotSealed: RefusalSentence(
        _("We cannot keep an address safely now: you can sign up without one"), "email"
    ),
    refusals.WordsNotSealed: RefusalSentence(
        _("We cannot keep words safely now: you can answer without them"), "words"
    ),
    refusals.AlreadySent: _("You have sent this already, and it counts"),
    refusals.FeedbackClosed: _("You cannot say how this event was any more"),
    refusals.DatesLeaveWorkOut: _dates_leave_work_out,
    refusals.TooFewPlaces: _too_few,
    refusals.OperationNotReady: lambda refusal: RefusalSentence(
        ". ".join(unready(refusal.readiness))
    ),
    refusals.OperationHasOpenWork: lambda refusal: RefusalSentence(
        ". ".join(open_work(visits=refusal.visits, events=refusal.events))
    ),
    refusals.OperationTooLong: _too_long,
    refusals.PremisesAlreadyPlanned: _already_planned,
    refusals.RealPremisesNotForSynthetic: _real,
    refusals.TeamDoesNotFit: lambda refusal: RefusalSentence(
        lacking(refusal.missing), "team"
    ),
    refusals.MemberStillNeeded: lambda refusal: RefusalSentence(
        lacking(refusal.missing)
    ),
    refusals.TeamIsBusy: lambda refusal: RefusalSentence(
        str(_CLASHES[refusal.clashes[0]]), "team"
    ),
    refusals.VisitNotPlanned: _gone,
    refusals.EventNotPlanned: _gone,
}
