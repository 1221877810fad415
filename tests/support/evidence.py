"""What premises may be known for: evidence, visits in vain, and what is shared."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from unhidden.intelligence.subjects.rules import reasons
from unhidden.intelligence.subjects.rules.reasons import (
    GradedEvidence,
    SharedThing,
    VisitFinding,
)

TODAY = date(2016, 10, 17)
# A busy machine is no fault of the code.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
WEIGHT_OF_SIGN = {
    "strong_1": "strong",
    "strong_2": "strong",
    "medium_1": "medium",
    "medium_2": "medium",
    **{f"weak_{number}": "weak" for number in range(8)},
}
WEAKER = {"strong": "medium", "medium": "weak", "weak": "weak"}


def evidence_of(
    *signs: str, grade: str = "1A", days: int = 0, number: int = 1
) -> GradedEvidence:
    return GradedEvidence(
        item_id=UUID(int=number + 1000),
        intelligence_id=UUID(int=number),
        urn=f"NW-INT-2016-{number:06d}",
        on=TODAY - timedelta(days=days),
        source=grade[0],
        assessment=grade[1],
        weights=tuple(reasons.SignWeight(s, WEIGHT_OF_SIGN[s], "CD") for s in signs),
    )


@st.composite
def some_evidence(draw: st.DrawFn) -> GradedEvidence:
    signs = draw(st.lists(st.sampled_from(sorted(WEIGHT_OF_SIGN)), unique=True))
    grade = draw(st.sampled_from("123")) + draw(st.sampled_from("ABCDE"))
    return evidence_of(
        *signs,
        grade=grade,
        days=draw(st.integers(-5, 1500)),
        number=draw(st.integers(1, 99)),
    )


A_FEW = st.lists(some_evidence(), max_size=6)


@st.composite
def some_look(draw: st.DrawFn) -> VisitFinding:
    """A visit that looked for some of the signs and saw none of them."""
    return look_for(
        *draw(st.sets(st.sampled_from(sorted(WEIGHT_OF_SIGN)))),
        days=draw(st.integers(0, 900)),
        number=draw(st.integers(1, 99)),
    )


def look_for(*signs: str, days: int = 0, number: int = 1) -> VisitFinding:
    on = TODAY - timedelta(days=days)
    return VisitFinding(UUID(int=number), on, frozenset(signs))


SOME_LOOKS = st.lists(some_look(), max_size=5)


def shared_with(number: int, *, own_score: int = 60, days: int = 0) -> SharedThing:
    """A vehicle that an item names with these premises, and one with others."""
    return SharedThing(
        UUID(int=number),
        own_score,
        "vehicle",
        evidence_of(number=1, days=days),
        evidence_of(number=2),
    )


SOME_SHARED = st.lists(
    st.builds(
        lambda number, own, days: shared_with(number, own_score=own, days=days),
        st.integers(1, 5),
        st.integers(0, 100),
        st.integers(0, 900),
    ),
    max_size=6,
)
