"""Deconfliction: who else comes there, named only where the planner meets it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.made.agencies import make_colleague
from tests.made.operations import make_planned_visit
from tests.made.places import make_premises
from tests.made.targets import make_candidate
from unhidden.access.actor import Actor
from unhidden.agencies import queries as agencies
from unhidden.operations import actions
from unhidden.operations.targets.actions.candidates import remove_candidates
from unhidden.operations.targets.queries.candidates import list_candidates
from unhidden.operations.targets.queries.cards import OtherVisit, PlaceInterest
from unhidden.operations.targets.queries.interests import find_interests
from unhidden.operations.visits.actions import visits

pytestmark = pytest.mark.django_db


class Region:
    """An operation with a candidate, and two others: one's own and the council's."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.at = timezone.now()
        self.today = timezone.localdate(self.at)
        self.place = make_premises(by=cast.actor("planner"))
        self.mine = self._open("Mine", cast.actor("planner"), "police")
        self.own = self._open("Own", cast.actor("planner"), "police")
        person = make_colleague(cast, "Other Planner", "council", "planner")
        self.stranger = agencies.actor_of(person_id=person, day=self.today)
        self.others = self._open("Others", self.stranger, "council")
        make_candidate(cast, self.mine, premises_id=self.place, at=self.at)

    def _open(self, name: str, actor: Actor, lead: str) -> UUID:
        new = actions.NewOperation(
            name_en=name,
            name_cy=name,
            aims="To help",
            lead_id=self.cast.organisations[lead],
            starts_on=self.today - timedelta(days=1),
            ends_on=self.today + timedelta(days=3),
            is_synthetic=False,
        )
        return actions.open_operation(new=new, actor=actor, at=self.at)

    def plan(self, *, by_others: bool, kind: str = "soft") -> UUID:
        new = actions.NewPlannedVisit(
            premises_id=self.place,
            kind=kind,
            purpose="To talk",
            power="",
            on=self.today,
            starts_at=None,
            team_id=None,
        )
        return actions.plan_visit(
            operation_id=self.others if by_others else self.own,
            new=new,
            actor=self.stranger if by_others else self.cast.actor("planner"),
            at=self.at,
        )

    def found(self, asked: set[UUID] | None = None) -> PlaceInterest | None:
        return find_interests(
            viewer=self.cast.actor("planner"),
            operation_id=self.mine,
            at=self.at,
            premises_ids=asked,
        ).get(self.place)


@pytest.fixture
def region(cast: Cast) -> Region:
    return Region(cast)


def test_nobody_elses_place_warns_of_nothing(region: Region) -> None:
    assert region.found() is None


def test_another_operation_that_the_planner_meets_is_named(region: Region) -> None:
    region.plan(by_others=False)

    assert region.found() == PlaceInterest(
        (OtherVisit("Own", region.today, is_made=False),)
    )


def test_of_one_that_they_do_not_meet_they_learn_that_it_is_there(
    region: Region,
) -> None:
    region.plan(by_others=True)

    assert region.found() == PlaceInterest((), is_others=True)


def test_of_others_safeguarding_visits_nobody_learns(region: Region) -> None:
    region.plan(by_others=True, kind="safeguarding")

    assert region.found() is None


def test_what_was_cancelled_warns_of_nothing(region: Region) -> None:
    planned_id = region.plan(by_others=True)
    visits.cancel_visit(
        planned_id=planned_id, reason="Shut", actor=region.stranger, at=region.at
    )

    assert region.found() is None


def test_only_what_the_planner_wrote_down_is_asked_about(region: Region) -> None:
    region.plan(by_others=True)
    candidates = list_candidates(
        viewer=region.cast.actor("planner"), operation_id=region.mine
    )
    remove_candidates(
        operation_id=region.mine,
        candidate_ids=[one.id for one in candidates],
        actor=region.cast.actor("planner"),
        at=region.at,
    )

    before = region.found({region.place})
    make_planned_visit(
        region.cast,
        region.mine,
        premises_id=region.place,
        on=region.today,
        at=region.at,
    )

    assert before is None
    assert region.found({region.place}) == PlaceInterest((), is_others=True)
