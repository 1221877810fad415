"""Merging, splitting and taking back, on pairs of mentions alone."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unhidden.intelligence.subjects.rules import subjects
from unhidden.intelligence.subjects.rules.subjects import (
    DIFFERENT,
    SAME,
    UNSURE,
    DecidedSince,
    NewJudgement,
    NothingToJoin,
    NothingToSplit,
    PairJudgement,
    SubjectContradiction,
)

MENTIONS = [UUID(int=number) for number in range(1, 8)]
A, B, C = MENTIONS[:3]


class Desk:
    """The judgements as a table keeps them: only ever added to."""

    def __init__(self) -> None:
        self.history: list[PairJudgement] = []
        self.decisions: list[UUID] = []

    def keep(self, added: list[NewJudgement], undoes: UUID | None = None) -> UUID:
        decision = UUID(int=1000 + len(self.decisions))
        self.decisions.append(decision)
        self.history += [
            PairJudgement(each.pair, each.turn, each.verdict, decision, undoes)
            for each in added
        ]
        return decision

    def judge(self, one: UUID, other: UUID, verdict: str) -> UUID:
        return self.keep(subjects.build_judgement(one, other, verdict, self.now))

    def join(self, one: UUID, *others: UUID) -> UUID:
        return self.keep(subjects.build_join(one, others, self.now))

    def split(self, *leaving: UUID) -> UUID:
        whole = subjects.subject_of(leaving[0], self.now)
        return self.keep(subjects.build_split(whole, leaving, self.now))

    def undo(self, decision: UUID) -> UUID:
        return self.keep(
            subjects.build_undo(decision, self.history, self.now), decision
        )

    @property
    def now(self) -> dict[subjects.Pair, PairJudgement]:
        return subjects.index_standing_judgements(self.history)

    @property
    def made(self) -> set[frozenset[UUID]]:
        return set(subjects.group_subjects(MENTIONS, self.now))

    @property
    def verdicts(self) -> dict[subjects.Pair, str]:
        return {
            pair: each.verdict
            for pair, each in self.now.items()
            if each.verdict != subjects.OPEN
        }


def test_what_is_the_same_as_the_same_is_one_subject() -> None:
    desk = Desk()

    desk.judge(A, B, SAME)
    desk.judge(C, B, SAME)

    assert subjects.subject_of(A, desk.now) == {A, B, C}


def test_not_sure_joins_and_parts_nothing() -> None:
    desk = Desk()
    desk.judge(A, B, SAME)

    desk.judge(B, C, UNSURE)

    assert subjects.subject_of(A, desk.now) == {A, B}


def test_what_was_held_apart_is_not_joined_through_a_third() -> None:
    desk = Desk()
    desk.judge(A, B, DIFFERENT)
    desk.judge(A, C, SAME)

    with pytest.raises(SubjectContradiction) as refused:
        desk.judge(B, C, SAME)

    assert refused.value.pair == (A, B)


def test_two_that_a_third_joins_are_parted_by_a_split_alone() -> None:
    desk = Desk()
    desk.judge(A, C, SAME)
    desk.judge(B, C, SAME)

    with pytest.raises(SubjectContradiction):
        desk.judge(A, B, DIFFERENT)


def test_who_held_two_apart_may_think_again() -> None:
    desk = Desk()
    desk.judge(A, B, DIFFERENT)

    desk.judge(A, B, SAME)

    assert subjects.subject_of(A, desk.now) == {A, B}


def test_those_who_leave_a_subject_stay_together() -> None:
    desk = Desk()
    d = MENTIONS[3]
    for one, other in ((A, B), (B, C), (C, d)):
        desk.judge(one, other, SAME)

    desk.split(C, d)

    assert {frozenset({A, B}), frozenset({C, d})} <= desk.made


def test_everybody_leaving_parts_nobody() -> None:
    desk = Desk()
    desk.judge(A, B, SAME)

    with pytest.raises(NothingToSplit):
        desk.split(A, B)


def test_only_what_still_stands_is_taken_back() -> None:
    desk = Desk()
    merged = desk.judge(A, B, SAME)
    desk.split(A)

    with pytest.raises(DecidedSince):
        desk.undo(merged)


def test_several_are_joined_and_parted_again_in_one_decision() -> None:
    desk = Desk()
    joined = desk.join(A, B, C)
    assert frozenset({A, B, C}) in desk.made

    with pytest.raises(NothingToJoin):
        desk.join(B, A, C)
    desk.undo(joined)

    assert desk.made == {frozenset({mention}) for mention in MENTIONS}


def test_nobody_is_joined_where_two_of_them_are_held_apart() -> None:
    desk = Desk()
    desk.judge(B, C, DIFFERENT)

    with pytest.raises(SubjectContradiction):
        desk.join(A, B, C)

    assert desk.made == {frozenset({mention}) for mention in MENTIONS}


def test_taking_back_a_split_does_not_join_what_was_held_apart_since() -> None:
    desk = Desk()
    desk.judge(A, B, SAME)
    parted = desk.split(A)
    desk.judge(B, C, SAME)
    desk.judge(A, C, DIFFERENT)

    with pytest.raises(SubjectContradiction):
        desk.undo(parted)


STEPS = st.lists(
    st.tuples(
        st.sampled_from([SAME, DIFFERENT, UNSURE, "join", "split", "undo"]),
        st.sampled_from(MENTIONS),
        st.sampled_from(MENTIONS),
    ),
    max_size=25,
)


def take(desk: Desk, what: str, one: UUID, other: UUID) -> UUID | None:
    """The step, or nothing where the rules refuse it."""
    try:
        if what == "undo":
            return desk.undo(desk.decisions[-1]) if desk.decisions else None
        if what == "split":
            return desk.split(one)
        if what == "join":
            return desk.join(one, other, MENTIONS[-1])
        return desk.judge(one, other, what) if one != other else None
    except (SubjectContradiction, NothingToJoin, NothingToSplit, DecidedSince):
        return None


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_undoing_everything_gives_the_first_state_again(
    steps: list[tuple[str, UUID, UUID]],
) -> None:
    desk = Desk()
    taken = [made for step in steps if (made := take(desk, *step))]

    gone = {each.undoes for each in desk.history}
    undoing = {each.decision for each in desk.history if each.undoes}
    for decision in reversed(taken):
        if decision not in gone | undoing:
            desk.undo(decision)

    assert desk.verdicts == {}
    assert desk.made == {frozenset({mention}) for mention in MENTIONS}


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_no_subject_ever_holds_two_that_are_held_apart(
    steps: list[tuple[str, UUID, UUID]],
) -> None:
    desk = Desk()
    for step in steps:
        take(desk, *step)

        assert not any(
            subjects.list_contradictions(each, desk.now) for each in desk.made
        )


@settings(max_examples=50, deadline=None)
@given(STEPS)
def test_every_mention_is_in_exactly_one_subject(
    steps: list[tuple[str, UUID, UUID]],
) -> None:
    desk = Desk()
    for step in steps:
        take(desk, *step)

    assert sorted(each for made in desk.made for each in made) == MENTIONS
