"""Who held an exhibit at each moment, derived from its moves; a gap stays a gap.

Nothing of it is stored. Criminal Procedure Rules 2020 and the Code of Practice under
section 23 of the Criminal Procedure and Investigations Act 1996 ask for continuity.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

#: The move that takes an exhibit into custody, and the one that goes on after a gap.
SEIZED, FOUND_AGAIN = "seized", "found_again"
#: After these an exhibit is in nobody's custody.
LEAVES = frozenset({"returned", "destroyed", "lost"})
#: With these a seal is broken, and a new one put on.
UNSEALS = frozenset({"opened", FOUND_AGAIN})
SEALS = frozenset({SEIZED, "opened", "resealed", FOUND_AGAIN})


class CustodyState(StrEnum):
    HELD = "held"
    GAP = "gap"
    LEFT = "left"


class CustodyFault(StrEnum):
    """What does not follow from the move before."""

    TURN_MISSING = "turn_missing"
    NOT_BEGUN = "not_begun"
    EARLIER = "earlier"
    NOT_HOLDER = "not_holder"
    LEFT_CUSTODY = "left_custody"
    SEAL_CHANGED = "seal_changed"
    GAP_UNSAID = "gap_unsaid"


@dataclass(frozen=True, slots=True)
class CustodyMove:
    """A move as it was recorded; ``purpose`` is one of ``MovePurpose``."""

    turn: int
    moved_at: datetime
    from_holder: str
    to_holder: str
    purpose: str
    seal_before: str = ""
    seal_after: str = ""


@dataclass(frozen=True, slots=True)
class SaidGap:
    """For what time nobody can say who held it: until the move of that turn."""

    from_at: datetime
    to_at: datetime


@dataclass(frozen=True, slots=True)
class CustodySpan:
    """From a moment until the next, which does not belong to it; ``to_at`` none while
    it lasts. A holder is empty in a gap, and after it left custody."""

    state: CustodyState
    holder: str
    from_at: datetime
    to_at: datetime | None


@dataclass(frozen=True, slots=True)
class FoundFault:
    """What was found wrong at the move of a turn."""

    turn: int
    fault: CustodyFault


@dataclass(frozen=True, slots=True)
class ExhibitCustody:
    """An exhibit's custody from its seizure on, without a hole, and what is wrong."""

    spans: tuple[CustodySpan, ...]
    faults: tuple[FoundFault, ...]

    @property
    def last_span(self) -> CustodySpan | None:
        """How it stands now; none before it was taken."""
        return self.spans[-1] if self.spans else None

    @property
    def custody_gaps(self) -> tuple[CustodySpan, ...]:
        """The times for which nobody can say who held it."""
        return tuple(span for span in self.spans if span.state == CustodyState.GAP)

    def span_at(self, moment: datetime) -> CustodySpan | None:
        """How it stood at a moment; none before it was taken."""
        for span in reversed(self.spans):
            if span.from_at <= moment and (span.to_at is None or moment < span.to_at):
                return span
        return None


def derive_custody(
    moves: Iterable[CustodyMove], gaps: Mapping[int, SaidGap]
) -> ExhibitCustody:
    """Derive who held it when; ``gaps`` by the turn of the move that ended them.

    Where a move goes on after a gap and no fitting words stand beside it, the gap is
    the whole time since the move before.
    """
    spans: list[CustodySpan] = []
    faults: list[FoundFault] = []
    before: CustodyMove | None = None
    for move in sorted(moves, key=lambda each: each.turn):
        faults += (FoundFault(move.turn, each) for each in list_faults(before, move))
        moment = move.moved_at
        if before is not None:
            moment = max(moment, spans[-1].from_at)
            fits = _fits(gaps.get(move.turn), before, move)
            if move.purpose == FOUND_AGAIN and not fits:
                faults.append(FoundFault(move.turn, CustodyFault.GAP_UNSAID))
            _end_span(spans, moment, _gap_from(move, before, gaps, fits))
        spans.append(_begin_span(move, moment))
        before = move
    return ExhibitCustody(tuple(_without_empty(spans)), tuple(faults))


def list_faults(before: CustodyMove | None, move: CustodyMove) -> list[CustodyFault]:
    """What does not follow from the move before, worst first; none for the first."""
    if before is None:
        begins = move.turn == 1 and move.purpose == SEIZED
        return [] if begins else [CustodyFault.NOT_BEGUN]
    found = []
    if move.turn != before.turn + 1:
        found.append(CustodyFault.TURN_MISSING)
    if move.purpose != FOUND_AGAIN:
        if before.purpose in LEAVES:
            found.append(CustodyFault.LEFT_CUSTODY)
        elif move.from_holder != before.to_holder:
            found.append(CustodyFault.NOT_HOLDER)
    if move.moved_at < before.moved_at:
        found.append(CustodyFault.EARLIER)
    if _seal_is_changed(before, move):
        found.append(CustodyFault.SEAL_CHANGED)
    return found


def verify_custody(
    histories: Iterable[tuple[Sequence[CustodyMove], Mapping[int, SaidGap]]],
) -> list[tuple[int, FoundFault]]:
    """Verify many exhibits; each fault with the place of its exhibit among them."""
    return [
        (place, fault)
        for place, (moves, gaps) in enumerate(histories)
        for fault in derive_custody(moves, gaps).faults
    ]


def _seal_is_changed(before: CustodyMove, move: CustodyMove) -> bool:
    broken = move.purpose not in UNSEALS and move.seal_before != before.seal_after
    return broken or (move.purpose not in SEALS and move.seal_after != move.seal_before)


def _fits(gap: SaidGap | None, before: CustodyMove, move: CustodyMove) -> bool:
    return gap is not None and (
        before.moved_at <= gap.from_at <= gap.to_at == move.moved_at
    )


def _gap_from(
    move: CustodyMove, before: CustodyMove, gaps: Mapping[int, SaidGap], fits: bool
) -> datetime | None:
    if move.purpose != FOUND_AGAIN:
        return None
    return gaps[move.turn].from_at if fits else before.moved_at


def _end_span(
    spans: list[CustodySpan], moment: datetime, gap_from: datetime | None
) -> None:
    """End the last span; before a gap earlier, and the gap follows it."""
    last = spans[-1]
    ends = moment if gap_from is None else max(gap_from, last.from_at)
    spans[-1] = CustodySpan(last.state, last.holder, last.from_at, ends)
    if gap_from is not None:
        spans.append(CustodySpan(CustodyState.GAP, "", ends, moment))


def _begin_span(move: CustodyMove, moment: datetime) -> CustodySpan:
    if move.purpose in LEAVES:
        return CustodySpan(CustodyState.LEFT, "", moment, None)
    return CustodySpan(CustodyState.HELD, move.to_holder, moment, None)


def _without_empty(spans: list[CustodySpan]) -> list[CustodySpan]:
    """Without hands through which it went in no time; a gap of no length stays."""
    return [
        span
        for span in spans
        if span.state == CustodyState.GAP or span.from_at != span.to_at
    ]
