"""What a refusal about candidates, kinds or warrants means to the person who tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.presenters import refusals as frame
from unhidden.operations.targets.actions import refusals
from unhidden.operations.targets.rules.warrants import EntryFault
from unhidden.ui import dates
from unhidden.ui.refusals import RefusalSentence, Sentences

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_FAULTS: dict[EntryFault, tuple[StrOrPromise, str]] = {
    EntryFault.NO_NUMBER: (
        _("Enter the number of the authority: no team enforces without it"),
        "authority",
    ),
    EntryFault.ANOTHER_NUMBER: (
        _("Warrants are kept for these premises, and none has this number"),
        "authority",
    ),
    EntryFault.WITHDRAWN: (
        _("The warrant of this number was withdrawn: nobody enters by it"),
        "authority",
    ),
    EntryFault.NOT_GRANTED_YET: (
        _("The warrant is granted only on %(when)s: no team can be sent before"),
        "starts_at",
    ),
    EntryFault.ENDED: (
        _("The warrant ends on %(when)s: no team can be sent then or later"),
        "starts_at",
    ),
    EntryFault.HOUR_NEEDED: (
        _("The warrant ends or begins that day, on %(when)s: enter an hour"),
        "starts_at",
    ),
    EntryFault.USED_UP: (
        _("Every entry of this warrant is made, or a team is sent to make it"),
        "authority",
    ),
    EntryFault.ELSEWHERE: (
        _(
            "This is the number of a warrant for another place or operation. If it is "
            "another court’s, enter the court before the number"
        ),
        "authority",
    ),
}


def _entry(refusal: Any) -> RefusalSentence:
    text, field = _FAULTS[refusal.fault]
    when = dates.day_and_time(refusal.at) if refusal.at else ""
    return RefusalSentence(str(text) % {"when": when} if when else text, field)


def _named(text: StrOrPromise, field: str = "") -> Any:
    """A tell_names with the names of the places that it is about."""

    def tell_names(refusal: Any) -> RefusalSentence:
        names = ", ".join(refusal.names)
        return RefusalSentence(str(text) % {"names": names}, field)

    return tell_names


SENTENCES: Sentences = {
    **frame.SENTENCES,
    refusals.InterestUnasked: _named(
        _("Somebody else has an interest in %(names)s: ask them first, and tick it"),
        "asked",
    ),
    refusals.NoCandidateChosen: RefusalSentence(
        _("Select at least one place"), "candidates"
    ),
    refusals.AuthorityMissing: RefusalSentence(
        _("Enter the number of the authority"), "authority"
    ),
    refusals.OptionPowerMissing: RefusalSentence(
        _("Enter the power that the visit enforces by"), "power"
    ),
    refusals.MenuIsMixed: _named(
        _("A safeguarding visit is offered alone: take out other kinds of %(names)s"),
        "kind",
    ),
    refusals.SafeguardingInStrike: _named(
        _(
            "A safeguarding visit cannot be in a group that is visited at the same "
            "hour: %(names)s"
        ),
        "kind",
    ),
    refusals.KindIsDeclared: _named(
        _("A safeguarding visit is planned or was made there: it stays one: %(names)s"),
        "kind",
    ),
    refusals.CandidateIsGrouped: _named(
        _("In another group already, take it out there first: %(names)s"), "group"
    ),
    refusals.GroupHasOtherRule: RefusalSentence(
        _("There is a group of this name with the other rule"), "group"
    ),
    refusals.GroupNameMissing: RefusalSentence(
        _("Enter the name of the group"), "group"
    ),
    refusals.GroupNamed: RefusalSentence(_("Another group has this name"), "name"),
    refusals.CandidateIsPlanned: _named(
        _("A visit is planned there, cancel it first: %(names)s")
    ),
    refusals.WindowIsEmpty: RefusalSentence(
        _("The hours must end after they begin"), "closes"
    ),
    refusals.OrderIsCircular: RefusalSentence(
        _("Each of these would wait for the other"), "after"
    ),
    refusals.PinIsBarred: _("This assignment is forbidden there: lift that first"),
    refusals.PinOutsideWindow: RefusalSentence(
        _("This hour lies outside the hours of the place"), "pinned_at"
    ),
    refusals.PinOutsideDays: RefusalSentence(
        _("The place may not be visited on this day"), "pinned_on"
    ),
    refusals.SkillUnknown: _("Select from the skills shown"),
    refusals.OptionOutOfRange: RefusalSentence(
        _("The value or the duration is too large or too small"), "value"
    ),
    refusals.BarIsEmpty: _("Select a crew, a day or a kind of visit"),
    refusals.WarrantKept: RefusalSentence(
        _("This warrant has already been added for these premises"), "number"
    ),
    refusals.WarrantEndsFirst: RefusalSentence(
        _("The warrant must end after it is granted"), "expires_on"
    ),
    refusals.WarrantIncomplete: RefusalSentence(
        _("Enter the Act, the number, who granted it and the entries"), "number"
    ),
    refusals.WarrantWithdrawn: _("This warrant is withdrawn already"),
    refusals.WithdrawalUnexplained: RefusalSentence(
        _("Enter why it is withdrawn"), "because"
    ),
    refusals.EntryNotLawful: _entry,
}
