"""A case begins by any door; its person stands above it under a pseudonym."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import NOON, Cast
from tests.made.safeguarding import make_case
from unhidden.access.absent import Absent
from unhidden.safeguarding import actions, queries
from unhidden.safeguarding.models import Case, CasePerson, CaseWayIn
from unhidden.safeguarding.people.actions import opening
from unhidden.safeguarding.people.actions.opening import make_pseudonym
from unhidden.safeguarding.people.actions.refusals import CannotWorkCases, VisitNotNamed
from unhidden.safeguarding.people.queries.person import get_person

pytestmark = pytest.mark.django_db
DOORS = sorted(set(CaseWayIn.values) - {"visit"})


def _open(cast: Cast, way_in: str = "walk_in", by: str = "support_worker") -> Case:
    case_id = opening.open_case(
        new=actions.NewCase(way_in, "adult"),
        lead_worker_id=cast.people["support_worker"],
        actor=cast.actor(by),
        at=NOON,
    )
    return Case.objects.using("stored").get(id=case_id)


@pytest.mark.parametrize("way_in", DOORS)
def test_a_support_worker_opens_a_case_by_any_other_door(
    cast: Cast, way_in: str
) -> None:
    case = _open(cast, way_in)

    view = queries.get_case(
        viewer=cast.actor("support_worker"), case_id=case.id, at=NOON
    )
    assert case.lead_id == cast.organisations["bawso"]
    assert [each.code for each in view.deadlines] == ["follow_up"]
    assert {member.name for member in view.team} == {"Support Worker"}


def test_a_door_and_a_visit_must_agree(cast: Cast) -> None:
    with pytest.raises(VisitNotNamed):
        _open(cast, "visit")


@pytest.mark.parametrize("part", ["other_support_worker", "officer", "analyst"])
def test_nobody_opens_a_case_for_another_organisations_worker(
    cast: Cast, part: str
) -> None:
    with pytest.raises((Absent, CannotWorkCases)):
        _open(cast, by=part)


def test_each_case_has_its_person_whose_pseudonym_counts_nothing(cast: Cast) -> None:
    one, other = _open(cast), _open(cast)

    people = CasePerson.objects.using("stored").order_by("made_at")
    assert {each.id for each in people} == {one.person_id, other.person_id}
    assert {each.pseudonym for each in people} == {
        make_pseudonym(one.person_id),
        make_pseudonym(other.person_id),
    }


def test_a_second_case_is_of_the_same_person_where_its_opener_reads_the_first(
    cast: Cast,
) -> None:
    first = _open(cast)
    worker = cast.actor("support_worker")
    again = actions.NewCase("prison", "adult", same_person_as=first.id)
    opened: dict[str, Any] = {"new": again, "lead_worker_id": worker.person, "at": NOON}

    second = opening.open_case(**opened, actor=worker)

    view = get_person(viewer=worker, case_id=second)
    assert [each.id for each in view.cases] == [first.id]
    stranger = cast.actor("other_support_worker")
    with pytest.raises(Absent):
        opening.open_case(
            **{**opened, "lead_worker_id": stranger.person}, actor=stranger
        )


def test_a_case_of_a_visit_has_a_person_too(cast: Cast) -> None:
    case = Case.objects.using("stored").get(id=make_case(cast))

    assert case.way_in == "visit"
    assert case.person.pseudonym.startswith("NW-P-")
