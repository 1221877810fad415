"""What a refusal about a visit means to the person who tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.presenters import refusals as frame
from unhidden.operations.frame.presenters.refusals import tell_gone
from unhidden.operations.targets.presenters import refusals as targets
from unhidden.operations.teams.presenters import refusals as teams
from unhidden.operations.teams.presenters.refusals import lacking
from unhidden.operations.visits.actions import refusals
from unhidden.planning.clashes import Clash
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
    refusals.VisitNotPlanned: tell_gone,
}
