"""Every refusal is said in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from uuid import uuid4

import pytest

from tests.cast import NOON
from unhidden.operations.briefing.actions.refusals import BriefIncomplete, BriefTooLong
from unhidden.operations.events.actions.refusals import EventNotPlanned, TooFewPlaces
from unhidden.operations.frame.actions.refusals import (
    OperationRefusal,
    RealPremisesNotForSynthetic,
    RisksUncontrolled,
)
from unhidden.operations.plans.actions.refusals import (
    HandChangeImpossible,
    NothingToPlan,
    PlaceAside,
    PlanChangedMeanwhile,
    PlanNotTaken,
    WeekFaulty,
)
from unhidden.operations.plans.rules.assembling import FindingKind, WeekFinding
from unhidden.operations.rosters.actions.refusals import (
    ReserveIsTaken,
    ShiftHourMissing,
    SkillKeptElsewhere,
)
from unhidden.operations.rosters.rules.days import FaultKind, RosterFault
from unhidden.operations.targets.actions.refusals import (
    CandidateIsGrouped,
    CandidateIsPlanned,
    EntryNotLawful,
    InterestUnasked,
    KindIsDeclared,
    MenuIsMixed,
    SafeguardingInStrike,
)
from unhidden.operations.targets.rules.warrants import EntryFault
from unhidden.operations.targets.rules.windows import VisitWindow
from unhidden.operations.teams.actions.refusals import MemberStillNeeded
from unhidden.operations.teams.presenters.refusals import lacking
from unhidden.operations.urls import staff
from unhidden.operations.visits.actions.refusals import (
    CrewBarred,
    CrewStaysHome,
    KindNotDecided,
    OutsideWindow,
    PremisesAlreadyPlanned,
    TeamDoesNotFit,
    TeamIsBusy,
    VisitNotPlanned,
)
from unhidden.operations.weeks.actions.refusals import (
    DatesLeaveWorkOut,
    OperationHasOpenWork,
    OperationNotReady,
)
from unhidden.operations.weeks.presenters.refusals import unready
from unhidden.operations.weeks.rules import OperationReadiness
from unhidden.planning.clashes import Clash
from unhidden.planning.composition import MissingMember
from unhidden.ui.refusals import RefusalSentence, sentence_of

READY = OperationReadiness(visits=1, without_team=0, unfit=0)
GIVEN: dict[type[OperationRefusal], OperationRefusal] = {
    type(refusal): refusal
    for refusal in (
        DatesLeaveWorkOut(2),
        OperationNotReady(OperationReadiness(visits=3, without_team=2, unfit=0)),
        OperationHasOpenWork(visits=2, events=0),
        MemberStillNeeded([MissingMember.CHARITY]),
        PremisesAlreadyPlanned(["A", "B"]),
        RealPremisesNotForSynthetic(["A"]),
        RisksUncontrolled([]),
        TeamDoesNotFit(list(MissingMember)),
        TeamIsBusy([Clash.PERSON]),
        VisitNotPlanned("done"),
        EventNotPlanned("cancelled"),
        TooFewPlaces(2),
        ShiftHourMissing(date(2026, 3, 29)),
        ReserveIsTaken("Team 2"),
        SkillKeptElsewhere("BAWSO"),
        MenuIsMixed(["A"]),
        SafeguardingInStrike(["A"]),
        KindIsDeclared(["A"]),
        CandidateIsGrouped(["A"]),
        CandidateIsPlanned(["A"]),
        KindNotDecided(["A"]),
        OutsideWindow(VisitWindow(540, 1500)),
        EntryNotLawful(EntryFault.ENDED, NOON),
        NothingToPlan([WeekFinding(FindingKind.NO_SHIFT, team="Team 2")]),
        WeekFaulty("A group is empty"),
        PlanChangedMeanwhile([], 1),
        HandChangeImpossible([]),
        PlanNotTaken([]),
        PlaceAside("A", [WeekFinding(FindingKind.NO_SHIFT, team="Team 2")]),
        InterestUnasked(["A"]),
        CrewBarred("Team 2 is barred"),
        CrewStaysHome([RosterFault(FaultKind.ALONE, date(2026, 1, 5), uuid4(), "A")]),
        BriefIncomplete(["radio"]),
        BriefTooLong(3),
    )
}


def sentence(refusal: OperationRefusal) -> RefusalSentence:
    """What the pages of the refusal's own subject say of it."""
    subject = type(refusal).__module__.rpartition(".actions")[0]
    pages = import_module(f"{subject}.presenters")
    if not hasattr(pages, "SENTENCES"):
        pages = import_module(f"{subject}.presenters.refusals")
    told = sentence_of(refusal, pages.SENTENCES)
    assert told is not None, refusal
    return told


def refusals(
    kind: type[OperationRefusal] = OperationRefusal,
) -> Iterator[type[OperationRefusal]]:
    assert staff.urlpatterns  # Every subject with its refusals is loaded.
    for below in kind.__subclasses__():
        if not below.__subclasses__():
            yield below
        yield from refusals(below)


@pytest.mark.parametrize("kind", list(dict.fromkeys(refusals())))
def test_every_refusal_has_a_sentence(kind: type[OperationRefusal]) -> None:
    told = sentence(GIVEN.get(kind) or kind())

    assert told.text
    # One sentence stands without its full stop; several have theirs.
    assert ". " in str(told.text) or not str(told.text).endswith(".")


@pytest.mark.parametrize("clash", Clash)
def test_every_clash_has_a_sentence(clash: Clash) -> None:
    assert "at that hour" in str(sentence(TeamIsBusy([clash])).text)


def test_all_that_is_lacking_is_said() -> None:
    assert lacking([MissingMember.PEOPLE, MissingMember.CHARITY]) == (
        "The team needs at least two people. The team needs somebody from a charity"
    )
    assert all(lacking([code]) for code in MissingMember)


def test_names_are_named() -> None:
    told = sentence(PremisesAlreadyPlanned(["A", "B"]))

    assert told.text == "A visit is planned for that day already: A, B"
    assert told.field == "on"


def test_nothing_stands_in_the_way_of_what_is_ready() -> None:
    assert unready(READY) == []
