"""What two share counts a little, and never makes them likely by itself."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from unhidden.intelligence.subjects.presenters import weighing
from unhidden.intelligence.subjects.rules import matching, shared
from unhidden.intelligence.subjects.rules.matching import ASK, SUGGEST, MatchComparison
from unhidden.intelligence.subjects.rules.shared import LinkEnd, ThingInCommon
from unhidden.linkage.priors import FEWEST
from unhidden.linkage.scoring import ScorePart

OWN, ONE, TWO, PHONE, VAN = (UUID(int=number) for number in range(1, 6))
FIRST, SECOND, THIRD = (UUID(int=number) for number in range(11, 14))
KINDS = {PHONE: "phone", VAN: "vehicle"}
BORNE = st.sampled_from(sorted(shared.SHARED_BITS))
THINGS = st.lists(
    st.builds(
        ThingInCommon,
        st.sampled_from([*sorted(shared.SHARED_BITS["person"]), "event"]),
        st.integers(0, 1_000),
    ),
    max_size=12,
)


def total(parts: Iterable[ScorePart]) -> float:
    return sum(part.bits for part in parts)


@given(BORNE, THINGS, st.floats(-60, 60))
def test_nothing_shared_makes_likely_what_was_not_worth_a_question(
    kind: str, things: list[ThingInCommon], own: float
) -> None:
    parts = shared.weigh_shared(kind, things)

    found = shared.add_parts(MatchComparison(own, (), "people"), parts)

    assert own >= ASK or found.bits < SUGGEST
    assert found.bits >= own
    assert total(parts) <= shared.MOST_SHARED_BITS


@given(THINGS)
def test_two_of_whom_nothing_agrees_are_not_even_asked_about(
    things: list[ThingInCommon],
) -> None:
    prior = matching.load_shipped_weights().make_scorer(FEWEST).prior

    assert prior + total(shared.weigh_shared("person", things)) < ASK


@given(BORNE, THINGS, st.integers(0, 11))
def test_the_more_others_share_a_thing_the_less_it_says(
    kind: str, things: list[ThingInCommon], place: int
) -> None:
    crowded = [
        ThingInCommon(each.kind, each.others + (3 if number == place else 0))
        for number, each in enumerate(things)
    ]

    few, many = (total(shared.weigh_shared(kind, each)) for each in (things, crowded))
    assert many <= few


def test_the_parts_add_up_and_each_has_its_words() -> None:
    parts = shared.weigh_shared(
        "person", [ThingInCommon("vehicle", 0), ThingInCommon("phone", 0)]
    )

    assert [(part.level, part.bits) for part in parts] == [
        ("phone", 5.0),
        ("vehicle", 1.0),
    ]
    for bits in shared.SHARED_BITS.values():
        for kind in bits:
            assert weighing.words(shared.SHARED, kind) != "Nothing agrees"
    assert weighing.words(shared.LINKED, shared.AS_TWO) != "Nothing agrees"


def test_two_reports_that_link_two_to_one_phone_make_them_share_it() -> None:
    ends = [LinkEnd(PHONE, OWN, FIRST), LinkEnd(PHONE, ONE, SECOND)]

    found = shared.find_things_in_common(OWN, ends, KINDS)

    assert found == {ONE: [ThingInCommon("phone", 0)]}


def test_a_report_that_links_both_to_it_has_told_them_apart() -> None:
    ends = [
        LinkEnd(PHONE, OWN, FIRST),
        LinkEnd(PHONE, ONE, FIRST),
        LinkEnd(PHONE, TWO, SECOND),
        LinkEnd(PHONE, TWO, THIRD),
    ]

    found = shared.find_things_in_common(OWN, ends, KINDS)

    assert found == {TWO: [ThingInCommon("phone", 1)]}


def test_what_only_others_share_says_nothing_of_this_one() -> None:
    ends = [LinkEnd(VAN, ONE, FIRST), LinkEnd(VAN, TWO, SECOND)]

    assert shared.find_things_in_common(OWN, ends, KINDS) == {}
