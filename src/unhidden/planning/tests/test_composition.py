"""Who must be on a team before it may go."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.planning.composition import (
    MissingMember,
    PlannedMember,
    find_missing_members,
)

KINDS = ("soft", "hotel", "safeguarding", "enforcement")
ORGANISATIONS = (
    "police",
    "law_enforcement",
    "council",
    "charity",
    "government",
    "oversight",
)
WARRANT = "Warrant under section 8 of the Police and Criminal Evidence Act 1984"

members = st.builds(PlannedMember, st.uuids(), st.sampled_from(ORGANISATIONS))
teams = st.lists(members, max_size=5)
kinds = st.sampled_from(KINDS)
powers = st.sampled_from(["", "  ", WARRANT])


def team(*organisation_kinds: str) -> list[PlannedMember]:
    return [
        PlannedMember(UUID(int=number), kind)
        for number, kind in enumerate(organisation_kinds, start=1)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_visits_alone(kind: str) -> None:
    for alone in ORGANISATIONS:
        assert MissingMember.PEOPLE in find_missing_members(
            kind, team(alone), power=WARRANT
        )


def test_one_person_listed_for_two_organisations_is_still_alone() -> None:
    somebody = UUID(int=1)
    listed = [PlannedMember(somebody, "police"), PlannedMember(somebody, "charity")]

    assert find_missing_members("soft", listed, power="") == (MissingMember.PEOPLE,)


@pytest.mark.parametrize("kind", ["soft", "hotel"])
def test_any_two_people_may_make_an_informal_visit(kind: str) -> None:
    assert find_missing_members(kind, team("council", "council"), power="") == ()


def test_a_safeguarding_visit_takes_a_charity() -> None:
    officers = team("police", "police")

    assert find_missing_members("safeguarding", officers, power="") == (
        MissingMember.CHARITY,
    )
    assert (
        find_missing_members("safeguarding", team("police", "charity"), power="") == ()
    )


@pytest.mark.parametrize("enforcer", ["police", "law_enforcement"])
def test_an_enforcement_visit_takes_somebody_with_powers(enforcer: str) -> None:
    without = team("council", "charity")

    assert find_missing_members("enforcement", without, power=WARRANT) == (
        MissingMember.ENFORCER,
    )
    assert (
        find_missing_members("enforcement", team(enforcer, "council"), power=WARRANT)
        == ()
    )


@pytest.mark.parametrize("power", ["", "   "])
def test_an_enforcement_visit_names_its_power(power: str) -> None:
    found = find_missing_members("enforcement", team("police", "police"), power=power)

    assert found == (MissingMember.POWER,)


def test_an_empty_team_lacks_all_that_the_visit_needs() -> None:
    assert find_missing_members("enforcement", [], power="") == (
        MissingMember.PEOPLE,
        MissingMember.ENFORCER,
        MissingMember.POWER,
    )


@given(kind=kinds, people=teams, newcomer=members, power=powers)
def test_adding_a_member_never_makes_anything_missing(
    kind: str, people: list[PlannedMember], newcomer: PlannedMember, power: str
) -> None:
    before = set(find_missing_members(kind, people, power=power))

    after = set(find_missing_members(kind, [*people, newcomer], power=power))

    assert after <= before


@given(kind=kinds, people=teams, power=powers, data=st.data())
def test_the_order_of_members_does_not_matter(
    kind: str, people: list[PlannedMember], power: str, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(people))

    assert find_missing_members(kind, shuffled, power=power) == find_missing_members(
        kind, people, power=power
    )


@given(kind=kinds, people=teams)
def test_any_team_becomes_ready_by_adding_people_and_a_power(
    kind: str, people: list[PlannedMember]
) -> None:
    helpers = [
        PlannedMember(UUID(int=1), "police"),
        PlannedMember(UUID(int=2), "charity"),
    ]

    assert find_missing_members(kind, [*people, *helpers], power=WARRANT) == ()
