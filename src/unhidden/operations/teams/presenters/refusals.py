"""What a refusal about a team means to the person who tried."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.presenters import refusals as frame
from unhidden.operations.teams.actions import refusals
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


def lacking(missing: Iterable[MissingMember]) -> str:
    """What a team lacks, in one line."""
    return ". ".join(str(_MISSING[code]) for code in missing)


SENTENCES: Sentences = {
    **frame.SENTENCES,
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
    refusals.MemberStillNeeded: lambda refusal: RefusalSentence(
        lacking(refusal.missing)
    ),
}
