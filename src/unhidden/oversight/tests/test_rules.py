"""A figure is the sum of its parts, and each part is a record."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from unhidden.oversight import rules

COUNT = st.integers(0, 9)
VISITS = st.lists(
    st.builds(
        rules.VisitMade,
        id=st.uuids(),
        kind=st.sampled_from(rules.KINDS),
        sector=st.sampled_from([*rules.SECTORS, "farm", "pub"]),
        spoken_to=COUNT,
        leaflets=COUNT,
        notices=COUNT,
        arrests=COUNT,
        referrals=COUNT,
        signs_seen=COUNT,
        possible_victims=COUNT,
        brought_to_safety=COUNT,
        alleging_labour=COUNT,
    ),
    unique_by=lambda visit: visit.id,
)
EVENTS = st.lists(
    st.builds(rules.EventHeld, id=st.uuids(), attended=st.integers(0, 90)),
    unique_by=lambda event: event.id,
)


@given(VISITS, EVENTS)
def test_every_published_sum_adds_up(
    visits: list[rules.VisitMade], events: list[rules.EventHeld]
) -> None:
    found = rules.figures(rules.parts(visits=visits, events=events, intelligence=[]))

    for total, each in rules.SUMS:
        assert found[total] == sum(found[code] for code in each)
    assert found["interventions"] == len(visits) + len(events)


@given(VISITS, EVENTS)
def test_no_record_counts_twice_in_one_figure(
    visits: list[rules.VisitMade], events: list[rules.EventHeld]
) -> None:
    found = rules.parts(visits=visits, events=events, intelligence=[])

    for each in found.values():
        ids = [part.id for part in each]
        assert len(ids) == len(set(ids))


def test_a_place_without_a_sector_of_its_own_is_counted_with_others() -> None:
    assert rules.sector_code("farm") == "sector_other"
    assert rules.sector_code("nail_bar") == "sector_nail_bar"


def test_intelligence_is_counted_one_report_each() -> None:
    ids = [UUID(int=1), UUID(int=2)]

    found = rules.figures(rules.parts(visits=[], events=[], intelligence=ids))

    assert found["intelligence"] == 2
    assert found["interventions"] == 0
