"""Every refusal is said in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from unhidden.operations import actions
from unhidden.operations.forms import sentence, unready
from unhidden.operations.forms.sentences import lacking
from unhidden.operations.rules import Readiness
from unhidden.planning.clashes import Clash
from unhidden.planning.composition import Missing

READY = Readiness(visits=1, without_team=0, unfit=0)
GIVEN: dict[type[actions.Refused], actions.Refused] = {
    type(refusal): refusal
    for refusal in (
        actions.DatesLeaveWorkOut(2),
        actions.OperationNotReady(Readiness(visits=3, without_team=2, unfit=0)),
        actions.OperationHasOpenWork(visits=2, events=0),
        actions.MemberStillNeeded([Missing.CHARITY]),
        actions.PremisesAlreadyPlanned(["A", "B"]),
        actions.RealPremisesNotForSynthetic(["A"]),
        actions.TeamDoesNotFit(list(Missing)),
        actions.TeamIsBusy([Clash.PERSON]),
        actions.VisitNotPlanned("done"),
        actions.EventNotPlanned("cancelled"),
        actions.TooFewPlaces(2),
    )
}


def refusals(
    kind: type[actions.Refused] = actions.Refused,
) -> Iterator[type[actions.Refused]]:
    for below in kind.__subclasses__():
        yield below
        yield from refusals(below)


@pytest.mark.parametrize("kind", list(dict.fromkeys(refusals())))
def test_every_refusal_has_a_sentence(kind: type[actions.Refused]) -> None:
    told = sentence(GIVEN.get(kind) or kind())

    assert told.text
    assert not told.text.endswith(".")


@pytest.mark.parametrize("clash", Clash)
def test_every_clash_has_a_sentence(clash: Clash) -> None:
    assert "at that hour" in sentence(actions.TeamIsBusy([clash])).text


def test_all_that_is_lacking_is_said() -> None:
    assert lacking([Missing.PEOPLE, Missing.CHARITY]) == (
        "The team needs at least two people. The team needs somebody from a charity"
    )
    assert all(lacking([code]) for code in Missing)


def test_names_are_named() -> None:
    told = sentence(actions.PremisesAlreadyPlanned(["A", "B"]))

    assert told.text == "A visit is planned for that day already: A, B"
    assert told.field == "on"


def test_nothing_stands_in_the_way_of_what_is_ready() -> None:
    assert unready(READY) == []
