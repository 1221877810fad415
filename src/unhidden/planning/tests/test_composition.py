"""Who must be on a team before it may go."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.planning.composition import Member, Missing, missing

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

members = st.builds(Member, st.uuids(), st.sampled_from(ORGANISATIONS))
teams = st.lists(members, max_size=5)
kinds = st.sampled_from(KINDS)
powers = st.sampled_from(["", "  ", WARRANT])


def team(*organisation_kinds: str) -> list[Member]:
    return [
        Member(UUID(int=number), kind)
        for number, kind in enumerate(organisation_kinds, start=1)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_visits_alone(kind: str) -> None:
    for alone in ORGANISATIONS:
        assert Missing.PEOPLE in missing(kind, team(alone), power=WARRANT)


def test_one_person_listed_for_two_organisations_is_still_alone() -> None:
    somebody = UUID(int=1)
    listed = [Member(somebody, "police"), Member(somebody, "charity")]

    assert missing("soft", listed, power="") == (Missing.PEOPLE,)


@pytest.mark.parametrize("kind", ["soft", "hotel"])
def test_any_two_people_may_make_an_informal_visit(kind: str) -> None:
    assert missing(kind, team("council", "council"), power="") == ()


def test_a_safeguarding_visit_takes_a_charity() -> None:
    officers = team("police", "police")

    assert missing("safeguarding", officers, power="") == (Missing.CHARITY,)
    assert missing("safeguarding", team("police", "charity"), power="") == ()


@pytest.mark.parametrize("enforcer", ["police", "law_enforcement"])
def test_an_enforcement_visit_takes_somebody_with_powers(enforcer: str) -> None:
    without = team("council", "charity")

    assert missing("enforcement", without, power=WARRANT) == (Missing.ENFORCER,)
    assert missing("enforcement", team(enforcer, "council"), power=WARRANT) == ()


@pytest.mark.parametrize("power", ["", "   "])
def test_an_enforcement_visit_names_its_power(power: str) -> None:
    found = missing("enforcement", team("police", "police"), power=power)

    assert found == (Missing.POWER,)


def test_an_empty_team_lacks_all_that_the_visit_needs() -> None:
    assert missing("enforcement", [], power="") == (
        Missing.PEOPLE,
        Missing.ENFORCER,
        Missing.POWER,
    )


@given(kind=kinds, people=teams, newcomer=members, power=powers)
def test_adding_a_member_never_makes_anything_missing(
    kind: str, people: list[Member], newcomer: Member, power: str
) -> None:
    before = set(missing(kind, people, power=power))

    after = set(missing(kind, [*people, newcomer], power=power))

    assert after <= before


@given(kind=kinds, people=teams, power=powers, data=st.data())
def test_the_order_of_members_does_not_matter(
    kind: str, people: list[Member], power: str, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(people))

    assert missing(kind, shuffled, power=power) == missing(kind, people, power=power)


@given(kind=kinds, people=teams)
def test_any_team_becomes_ready_by_adding_people_and_a_power(
    kind: str, people: list[Member]
) -> None:
    helpers = [Member(UUID(int=1), "police"), Member(UUID(int=2), "charity")]

    assert missing(kind, [*people, *helpers], power=WARRANT) == ()
