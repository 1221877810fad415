"""What is proposed as one: of what is seen, and after what people decided."""

from __future__ import annotations

from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.intelligence.subjects.rules import proposals, subjects
from unhidden.intelligence.subjects.rules.proposals import WeighedLink
from unhidden.intelligence.subjects.rules.subjects import Pair, PairJudgement, pair_of

MENTIONS = [UUID(int=n) for n in range(1, 9)]
DECISION = UUID(int=99)
PAIRS = [pair_of(*pair) for pair in combinations(MENTIONS, 2)]
WEIGHTS = st.dictionaries(
    st.sampled_from(PAIRS), st.floats(-5, 30, allow_nan=False), max_size=20
)
VERDICTS = st.dictionaries(
    st.sampled_from(PAIRS),
    st.sampled_from([subjects.SAME, subjects.DIFFERENT, subjects.UNSURE]),
    max_size=6,
)


def links(weights: dict[Pair, float]) -> list[WeighedLink]:
    return [WeighedLink(pair, bits) for pair, bits in weights.items()]


def judged(verdicts: dict[Pair, str]) -> dict[Pair, PairJudgement]:
    return {
        pair: PairJudgement(pair, 1, verdict, DECISION)
        for pair, verdict in verdicts.items()
    }


@given(WEIGHTS, VERDICTS)
def test_no_group_holds_two_that_somebody_holds_apart(
    weights: dict[Pair, float], verdicts: dict[Pair, str]
) -> None:
    now = judged(verdicts)

    for group in proposals.propose_groups(links(weights), now):
        for pair in combinations(group.members, 2):
            assert verdicts.get(pair_of(*pair)) != subjects.DIFFERENT


@given(WEIGHTS, VERDICTS)
def test_each_group_asks_about_two_whom_nobody_made_one(
    weights: dict[Pair, float], verdicts: dict[Pair, str]
) -> None:
    now = judged(verdicts)

    for group in proposals.propose_groups(links(weights), now):
        one, other = group.weakest.pair
        assert other not in subjects.subject_of(one, now)
        assert group.weakest.bits == weights[group.weakest.pair]


@given(WEIGHTS, st.sets(st.sampled_from(MENTIONS)))
def test_what_is_out_of_view_changes_nothing_that_is_shown(
    weights: dict[Pair, float], hidden: set[UUID]
) -> None:
    seen = {pair: bits for pair, bits in weights.items() if not hidden & {*pair}}

    shown = proposals.propose_groups(links(seen), {})

    assert all(not hidden & {*group.members} for group in shown)
    parts = [
        proposals.propose_groups(
            links({pair: bits for pair, bits in seen.items() if pair[0] in near}), {}
        )
        for near in subjects.group_subjects(
            MENTIONS, {}, [pair for pair, bits in seen.items() if bits >= 0]
        )
    ]
    assert {each.members for each in shown} == {
        each.members for part in parts for each in part
    }


@given(WEIGHTS, st.sets(st.sampled_from(PAIRS)))
def test_relatives_are_in_one_group_only_where_somebody_made_them_one(
    weights: dict[Pair, float], apart: set[Pair]
) -> None:
    relatives = [WeighedLink(pair, -1.0, is_related=True) for pair in apart]
    weighed = [*links(weights), *relatives]
    for group in proposals.propose_groups(weighed, {}):
        assert not apart & {pair_of(*pair) for pair in combinations(group.members, 2)}

    said = judged(dict.fromkeys(apart, subjects.SAME))
    ends = {end for pair in apart for end in pair}
    for group in proposals.propose_groups(weighed, said):
        for end in ends.intersection(group.members):
            assert subjects.subject_of(end, said) <= {*group.members}


def test_a_group_that_hangs_on_one_pair_says_so() -> None:
    one, two, three = MENTIONS[:3]

    (group,) = proposals.propose_groups(
        links({(one, two): 20.0, (two, three): 8.0}), {}
    )

    assert group.members == (one, two, three)
    assert group.weakest == WeighedLink((two, three), 8.0)
    assert (group.is_patchy, group.is_loose, group.is_large) == (True, True, False)


def test_holding_apart_parts_each_from_each_other_once() -> None:
    some = MENTIONS[:3]

    added = proposals.build_apart(some, {})

    assert {each.pair for each in added} == set(combinations(some, 2))
    assert {each.verdict for each in added} == {subjects.DIFFERENT}
    now = judged({each.pair: each.verdict for each in added})
    with pytest.raises(proposals.NothingToPart):
        proposals.build_apart(some, now)
    through = [(some[0], MENTIONS[5]), (some[1], MENTIONS[5])]
    with pytest.raises(subjects.SubjectContradiction):
        proposals.build_apart(some, judged(dict.fromkeys(through, subjects.SAME)))
    many = [UUID(int=n) for n in range(1, proposals.MOST_APART + 2)]
    with pytest.raises(proposals.TooManyToPart):
        proposals.build_apart(many, {})
