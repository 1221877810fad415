"""An investigation goes from status to status, back only with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.investigations.models import ENDED, InvestigationStatus
from unhidden.investigations.posts.rules.statuses import (
    FOLLOWS,
    StatusNeedsReason,
    StatusOutOfTurn,
    check_status,
    needs_reason,
)

STATUSES = [status.value for status in InvestigationStatus]


def test_every_status_leads_somewhere_and_knows_only_statuses() -> None:
    assert set(FOLLOWS) == set(STATUSES)
    assert all(set(after) <= set(STATUSES) for after in FOLLOWS.values())


@given(
    st.sampled_from(STATUSES), st.sampled_from(STATUSES), st.sampled_from(["", "Why."])
)
def test_it_goes_where_the_table_says_and_says_why(
    before: str, after: str, reason: str
) -> None:
    if after not in FOLLOWS[before]:
        with pytest.raises(StatusOutOfTurn):
            check_status(before, after, reason)
    elif needs_reason(before, after) and not reason:
        with pytest.raises(StatusNeedsReason):
            check_status(before, after, reason)
    else:
        check_status(before, after, reason)


@given(st.lists(st.sampled_from(STATUSES), max_size=12))
def test_what_has_ended_goes_on_only_by_being_opened_again_with_a_reason(
    asked: list[str],
) -> None:
    status = "open"
    for after in asked:
        try:
            check_status(status, after, "Why.")
        except StatusOutOfTurn:
            continue
        if status in ENDED:
            assert after == "open"
            assert needs_reason(status, after)
        status = after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("filed", "open"),
        ("closed", "open"),
        ("with_prosecutor", "open"),
        ("open", "filed"),
        ("open", "closed"),
    ],
)
def test_going_back_and_ending_early_take_a_reason(before: str, after: str) -> None:
    assert needs_reason(before, after)


def test_going_on_takes_none() -> None:
    assert not needs_reason("open", "charged")
    assert not needs_reason("concluded", "filed")
