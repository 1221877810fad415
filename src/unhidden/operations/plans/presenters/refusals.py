"""What a refusal about a plan of a week means to the person who tried."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unhidden.operations.plans.actions import refusals
from unhidden.operations.plans.presenters.findings import tell_findings
from unhidden.operations.visits.presenters import refusals as visits
from unhidden.ui.refusals import RefusalSentence, Sentences, sentence_of


def _nothing(refusal: Any) -> RefusalSentence:
    told = tell_findings(refusal.findings, lambda _candidate: gettext("A place"))
    lines = [
        gettext("There is nothing to plan: it takes a visit and a crew on duty."),
        *dict.fromkeys(told),
    ]
    return RefusalSentence(" ".join(lines))


def _aside(refusal: Any) -> RefusalSentence:
    told = tell_findings(refusal.findings, lambda _candidate: refusal.place)
    return RefusalSentence(" ".join(told))


def _faulty(refusal: Any) -> RefusalSentence:
    text = gettext("Something in this week is not possible: %(words)s")
    return RefusalSentence(text % {"words": refusal.words})


def _changed(refusal: Any) -> RefusalSentence:
    names = ", ".join(dict.fromkeys(edit.made_by for edit in refusal.edits))
    text = gettext(
        "%(names)s changed this plan first. What they changed stands below; what you "
        "entered is kept. Look whether it still fits, and send it again."
    )
    return RefusalSentence(text % {"names": names})


def tell_refused(refusal: refusals.PlanNotTaken, places: Any) -> list[str]:
    """A sentence for each visit that cannot be; ``places`` names candidates."""
    told = []
    for candidate, each in refusal.refused:
        known = sentence_of(each, SENTENCES)
        text = str(known.text) if known else gettext("It is not possible")
        told.append(f"{places.get(str(candidate), '')}: {text}")
    return told


SENTENCES: Sentences = {
    **visits.SENTENCES,
    refusals.NothingToPlan: _nothing,
    refusals.WeekFaulty: _faulty,
    refusals.TooManyPlanSearches: _(
        "Several searches of this operation wait already: stop one of them first"
    ),
    refusals.SearchOver: _("The search has ended already"),
    refusals.SearchNotOver: _("The search still goes on"),
    refusals.PlanBeingSearched: _(
        "The search still works on this plan: wait for its end, or stop it"
    ),
    refusals.PlanNotThere: _("No plan was found yet"),
    refusals.PlanSettled: _(
        "This plan was taken or replaced: make a copy of it to change that"
    ),
    refusals.PlanChangedMeanwhile: _changed,
    refusals.HandChangeImpossible: _("The plan could not be carried out like that"),
    refusals.NoChangeToUndo: _("There is no change left to undo"),
    refusals.PlanNotTaken: _(
        "Nothing was changed: some visits cannot be made as the plan says"
    ),
    refusals.CandidateTakenOut: _(
        "it was taken out of the candidates after this plan was made"
    ),
    refusals.KindDecidedAnew: _(
        "another kind of visit was decided for it after this plan was made"
    ),
    refusals.AssignmentBarred: _(
        "this crew, day or kind of visit was barred for it after this plan was made"
    ),
    refusals.SilverDecides: _(
        "While the operation runs, only its Silver or Gold commander takes a plan"
    ),
    refusals.LegUnknown: _("Select two towns that a road joins"),
    refusals.LegReasonMissing: RefusalSentence(_("Enter the reason"), "reason"),
    refusals.PlaceAside: _aside,
    refusals.NoReserve: RefusalSentence(
        _("No crew is in reserve on that day"), "has_reserve"
    ),
    refusals.NoSituation: _(
        "This cannot have happened in the plan: the crew makes no visit at that time"
    ),
}
