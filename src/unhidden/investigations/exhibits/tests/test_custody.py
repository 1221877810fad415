"""One holder at each moment; a gap stays; what does not follow is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.investigations.exhibits.rules.custody import (
    CustodyFault,
    CustodyMove,
    CustodyState,
    ExhibitCustody,
    SaidGap,
    derive_custody,
    verify_custody,
)

_START = datetime(2026, 1, 5, 9, tzinfo=UTC)
_HOLDERS = ["DC Ash", "DC Birch", "Store A", "Laboratory"]
_LENGTH = 60
History = tuple[list[CustodyMove], dict[int, SaidGap], list[tuple[str, str]]]


def minute(number: int) -> datetime:
    return _START + timedelta(minutes=number)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Moves and gaps, and a diary kept apart: how it stood in each minute."""
    now = draw(st.integers(0, 5))
    holder = draw(st.sampled_from(_HOLDERS))
    seal = "S1"
    moves = [CustodyMove(1, minute(now), "the table", holder, "seized", "", seal)]
    gaps: dict[int, SaidGap] = {}
    diary = [("", "")] * now + [("held", holder)] * (_LENGTH - now)
    for turn in range(2, 2 + draw(st.integers(0, 6))):
        has_left = diary[now][0] == "left"
        now += draw(st.integers(1, 6))
        kinds = ["handed_on", "opened", "returned", "lost", "found_again"]
        purpose = "found_again" if has_left else draw(st.sampled_from(kinds))
        giver, taker = holder, draw(st.sampled_from(_HOLDERS))
        before, seal = seal, f"S{turn}" if purpose == "opened" else seal
        if purpose == "found_again":
            since = draw(st.integers(0, 6))
            start = max(now - since, _minute_of(moves[-1]))
            gaps[turn] = SaidGap(minute(start), minute(now))
            diary[start:now] = [("gap", "")] * (now - start)
            giver = "nobody knows"
        state = "left" if purpose in ("returned", "lost") else "held"
        here = "" if state == "left" else taker
        diary[now:] = [(state, here)] * (_LENGTH - now)
        moves.append(
            CustodyMove(turn, minute(now), giver, taker, purpose, before, seal)
        )
        holder = taker
    return moves, gaps, diary


def _minute_of(move: CustodyMove) -> int:
    return int((move.moved_at - _START).total_seconds()) // 60


def states_of(custody: ExhibitCustody) -> list[tuple[str, str]]:
    found = [custody.span_at(minute(number)) for number in range(_LENGTH)]
    return [(str(s.state), s.holder) if s else ("", "") for s in found]


@given(histories())
def test_each_moment_has_the_holder_that_a_diary_kept_apart_says(
    history: History,
) -> None:
    moves, gaps, diary = history

    custody = derive_custody(moves, gaps)

    assert states_of(custody) == diary
    assert custody.faults == ()
    assert len(custody.custody_gaps) == len(gaps)


@given(histories(), st.randoms())
def test_no_moment_is_left_out_and_the_order_of_rows_does_not_matter(
    history: History, dice: Random
) -> None:
    moves, gaps, _ = history
    mixed = sorted(moves, key=lambda _: dice.random())

    spans = derive_custody(mixed, gaps).spans

    assert derive_custody(moves, gaps).spans == spans
    assert spans[0].from_at == moves[0].moved_at
    assert spans[-1].to_at is None
    assert all(a.to_at == b.from_at for a, b in pairwise(spans))


@given(histories())
def test_whoever_takes_away_the_words_of_a_gap_makes_it_longer(
    history: History,
) -> None:
    moves, gaps, _ = history

    custody = derive_custody(moves, {})

    unsaid = [f.turn for f in custody.faults if f.fault == CustodyFault.GAP_UNSAID]
    assert unsaid == sorted(gaps)
    assert len(custody.custody_gaps) == len(gaps)
    for gap, turn in zip(custody.custody_gaps, sorted(gaps), strict=True):
        assert gap.from_at <= gaps[turn].from_at
        assert gap.to_at == gaps[turn].to_at


@given(histories(), st.data())
def test_a_move_that_was_changed_or_left_out_is_found(
    history: History, data: st.DataObject
) -> None:
    moves, gaps, _ = history
    if len(moves) < 3:
        return
    place = data.draw(st.integers(1, len(moves) - 1))
    move = moves[place]
    changed = data.draw(
        st.sampled_from(
            [
                None,
                replace(move, turn=move.turn + 50),
                replace(move, moved_at=minute(-1)),
                replace(move, purpose="handed_on", from_holder="a thief"),
                replace(move, purpose="handed_on", seal_after="another"),
            ]
        )
    )
    kept = [each for each in moves if each is not move]
    rest = kept if changed is None else [*kept, changed]
    if changed is None and move is moves[-1]:
        return  # that the end is missing, the archive's count says

    assert verify_custody([(moves, gaps), (rest, gaps)])


@pytest.mark.parametrize(
    ("move", "fault"),
    [
        (CustodyMove(2, minute(5), "X", "B", "handed_on", "S", "S"), "not_holder"),
        (CustodyMove(3, minute(5), "A", "B", "handed_on", "S", "S"), "turn_missing"),
        (CustodyMove(2, minute(-5), "A", "B", "handed_on", "S", "S"), "earlier"),
        (CustodyMove(2, minute(5), "A", "B", "handed_on", "S", "T"), "seal_changed"),
        (CustodyMove(2, minute(5), "A", "B", "resealed", "R", "T"), "seal_changed"),
    ],
)
def test_what_does_not_follow_has_its_name(move: CustodyMove, fault: str) -> None:
    first = CustodyMove(1, minute(0), "the table", "A", "seized", "", "S")

    found = derive_custody([first, move], {}).faults

    assert [each.fault for each in found] == [fault]


def test_an_exhibit_missing_for_two_hours_shows_them() -> None:
    first = CustodyMove(1, minute(0), "the table", "DC Ash", "seized", "", "S")
    again = CustodyMove(2, minute(180), "", "Store A", "found_again", "S", "S")

    custody = derive_custody([first, again], {2: SaidGap(minute(60), minute(180))})

    assert [s.state for s in custody.spans] == ["held", "gap", "held"]
    assert custody.custody_gaps[0].from_at == minute(60)
    during = custody.span_at(minute(90))
    assert during is not None
    assert during.state == CustodyState.GAP
