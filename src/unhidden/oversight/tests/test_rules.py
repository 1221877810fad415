"""A figure is the sum of its parts, and each part is a record."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import attacking
from unhidden.disclosure_control import protection
from unhidden.oversight import rules

COUNT = st.integers(0, 9)


@st.composite
def made(draw: st.DrawFn) -> rules.VisitMade:
    """A visit: whoever was brought to safety may be a victim, and so on."""
    victims = draw(COUNT)
    safe = draw(st.integers(0, victims))
    return rules.VisitMade(
        id=draw(st.uuids()),
        kind=draw(st.sampled_from(rules.KINDS)),
        sector=draw(st.sampled_from([*rules.SECTORS, "farm", "pub"])),
        spoken_to=draw(COUNT),
        leaflets=draw(COUNT),
        notices=draw(COUNT),
        arrests=draw(COUNT),
        referrals=draw(COUNT),
        signs_seen=draw(COUNT),
        possible_victims=victims,
        brought_to_safety=safe,
        alleging_labour=draw(st.integers(0, safe)),
        children=draw(st.integers(0, victims)),
        is_refused=draw(st.booleans()),
        is_interpreted=draw(st.booleans()),
    )


VISITS = st.lists(made(), unique_by=lambda visit: visit.id)
EVENTS = st.lists(
    st.builds(rules.EventHeld, id=st.uuids(), attended=st.integers(0, 90)),
    unique_by=lambda event: event.id,
)


@given(VISITS, EVENTS)
def test_every_published_sum_adds_up(
    visits: list[rules.VisitMade], events: list[rules.EventHeld]
) -> None:
    found = rules.sum_figures(
        rules.split_figures(visits=visits, events=events, intelligence=[])
    )

    for total, each in rules.SUMS:
        assert found[total] == sum(found[code] for code in each)
    assert found["interventions"] == len(visits) + len(events)


@given(VISITS, EVENTS)
def test_no_record_counts_twice_in_one_figure(
    visits: list[rules.VisitMade], events: list[rules.EventHeld]
) -> None:
    found = rules.split_figures(visits=visits, events=events, intelligence=[])

    for each in found.values():
        ids = [part.id for part in each]
        assert len(ids) == len(set(ids))


@given(VISITS, EVENTS)
def test_what_is_part_of_another_is_no_more_than_that(
    visits: list[rules.VisitMade], events: list[rules.EventHeld]
) -> None:
    found = rules.sum_figures(
        rules.split_figures(visits=visits, events=events, intelligence=[])
    )
    pairs = set(rules.PARTS)

    assert all(found[part] <= found[total] for total, part in pairs)
    through = {(a, d) for a, b in pairs for c, d in pairs if b == c}
    assert through <= pairs


@settings(max_examples=60)
@given(VISITS, EVENTS, st.data())
def test_no_sheet_gives_a_hidden_figure_away(
    visits: list[rules.VisitMade], events: list[rules.EventHeld], data: st.DataObject
) -> None:
    counted = rules.sum_figures(
        rules.split_figures(visits=visits, events=events, intelligence=[])
    )
    found = {code: counted[code] for code in rules.PUBLISHED_CODES}
    people = ("possible_victims", "brought_to_safety", "alleging_labour")
    small = [code for code in people if found[code] in protection.SMALL]
    public = data.draw(st.sets(st.sampled_from(small))) if small else set()
    sums = [protection.CountSum(total, each) for total, each in rules.SUMS]
    parts = [protection.CountPart(*pair) for pair in rules.PARTS]

    shown = protection.protect_counts(
        found, sums=sums, parts=parts, already_public=public
    )

    figures = {
        code: (how, found[code] if how is protection.CountDisplay.EXACT else None)
        for code, how in shown.items()
    }
    assert attacking.told(figures, sums=sums, parts=parts, public=public) == []


@given(VISITS, EVENTS)
def test_figures_of_few_walk_back_to_their_visits(
    visits: list[rules.VisitMade], events: list[rules.EventHeld]
) -> None:
    found = rules.split_figures(visits=visits, events=events, intelligence=[])

    refused = {visit.id for visit in visits if visit.is_refused}
    assert {part.id for part in found["refused"]} == refused
    assert sum(part.amount for part in found["children"]) == sum(
        visit.children for visit in visits
    )
    assert set(rules.PUBLISHED_CODES).isdisjoint(rules.INTERNAL_CODES)


def test_a_place_without_a_sector_of_its_own_is_counted_with_others() -> None:
    assert rules.sector_code("farm") == "sector_other"
    assert rules.sector_code("nail_bar") == "sector_nail_bar"


def test_intelligence_is_counted_one_report_each() -> None:
    ids = [UUID(int=1), UUID(int=2)]

    found = rules.sum_figures(
        rules.split_figures(visits=[], events=[], intelligence=ids)
    )

    assert found["intelligence"] == 2
    assert found["interventions"] == 0
