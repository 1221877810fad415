"""Orders keep to the Act's bounds; everything is kept by the longest rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.investigations.models import MaterialKind, OrderKind, OutcomeKind
from unhidden.investigations.outcomes.rules.law import (
    list_offences,
    list_order_rules,
    list_retention_rules,
)
from unhidden.investigations.outcomes.rules.orders import (
    DischargeLocked,
    InterimNeedsEnd,
    OrderDays,
    OrderDaysCross,
    OrderEndNotOfKind,
    OrderNotInForce,
    OrderState,
    OrderTooShort,
    TravelTooLong,
    check_end,
    check_order,
    end_after,
    find_order_state,
)
from unhidden.investigations.outcomes.rules.retention import (
    RetentionFacts,
    SuspectOutcome,
    find_kept_until,
    gather_facts,
)
from unhidden.lib.refusals import ActionRefused

MADE = date(2026, 3, 2)
DAYS = st.dates(date(2015, 7, 31), date(2035, 12, 31))
KINDS = st.sampled_from(sorted(OrderKind.values))


def test_the_data_names_every_kind_of_order_and_both_languages() -> None:
    assert set(list_order_rules()) == set(OrderKind.values)
    labels = [row.label for row in list_offences()]
    labels += [row.label for row in list_retention_rules()]
    assert all(label["en"] and label["cy"] for label in labels)
    assert {kind for rule in list_retention_rules() for kind in rule.kinds} <= set(
        MaterialKind.values
    )


@given(KINDS, DAYS, st.integers(-100, 4_000))
def test_a_fixed_order_is_as_long_as_the_act_says_and_no_shorter(
    kind: str, made: date, days: int
) -> None:
    rule = list_order_rules()[kind]
    asked = OrderDays(made, until_on=made + timedelta(days=days))
    try:
        check_order(kind, asked)
    except OrderDaysCross:
        assert days < 0
    except OrderTooShort:
        assert asked.until_on is not None
        assert asked.until_on < end_after(made, rule.least_years)
    else:
        assert asked.until_on is not None
        assert asked.until_on >= end_after(made, rule.least_years)


def test_bounds_of_an_order_and_of_its_end() -> None:
    with pytest.raises(OrderNotInForce):
        check_order("STRO", OrderDays(date(2015, 7, 30)))
    with pytest.raises(InterimNeedsEnd):
        check_order("STRO_INTERIM", OrderDays(MADE))
    with pytest.raises(TravelTooLong):
        check_order("STRO", OrderDays(MADE, travel_until_on=date(2031, 3, 2)))
    check_order("STRO", OrderDays(MADE, travel_until_on=date(2031, 3, 1)))
    assert end_after(date(2024, 2, 29), 5) == date(2029, 2, 28)
    told = {"has_consents": False}
    with pytest.raises(DischargeLocked) as locked:
        check_end("STRO", OrderDays(MADE), "discharged", date(2028, 3, 1), **told)
    assert locked.value.until == date(2028, 3, 1)
    check_end("STRO", OrderDays(MADE), "discharged", date(2028, 3, 2), **told)
    check_end("STRO", OrderDays(MADE), "discharged", MADE, has_consents=True)
    for kind, reason in [("STRO", "decided"), ("STRO_INTERIM", "expired")]:
        with pytest.raises(OrderEndNotOfKind):
            check_end(kind, OrderDays(MADE), reason, MADE, **told)


@given(KINDS, DAYS, st.none() | DAYS, st.none() | DAYS, DAYS)
def test_what_has_ended_or_expired_is_not_in_force(
    kind: str, made: date, until: date | None, ended: date | None, day: date
) -> None:
    days = OrderDays(made, until_on=until)
    try:
        check_order(kind, days)
    except ActionRefused:
        return
    state = find_order_state(days, ended, day)
    is_over = (ended is not None and ended <= day) or (
        until is not None and until < day
    )
    assert (state is OrderState.IN_FORCE) is not is_over


OUTCOMES = st.lists(
    st.builds(
        SuspectOutcome,
        person=st.integers(1, 3),
        kind=st.sampled_from(sorted(OutcomeKind.values)),
        on=DAYS,
    ),
    max_size=6,
)
ENDS = st.dictionaries(st.integers(1, 3), st.none() | DAYS, max_size=3)


@given(
    OUTCOMES,
    st.sets(st.integers(1, 3)),
    ENDS,
    st.sampled_from(sorted(MaterialKind.values)),
    st.lists(st.sampled_from(["appeal", "inquiry"]), max_size=2),
)
def test_no_item_goes_before_the_longest_of_its_rules(
    outcomes: list[SuspectOutcome],
    suspects: set[int],
    ends: dict[object, date | None],
    kind: str,
    holds: list[str],
) -> None:
    facts = gather_facts(
        outcomes,
        suspects,
        opened_on=date(2016, 10, 17),
        order_ends=ends,
        holds=tuple(holds),
    )
    kept = find_kept_until(kind, 1, facts, date(2026, 1, 5))

    ten_years_on = facts.last_event + timedelta(days=3_650)
    assert kept.at_least is not None
    assert kept.at_least >= ten_years_on
    assert kept.rule is not None
    assert kept.until is None or kept.until >= kept.at_least
    assert not kept.may_go(ten_years_on)
    if holds or facts.is_undecided or facts.is_charged:
        assert not kept.may_go(date(2999, 1, 1))
    if kind == "order" and ends.get(1, date.max) is None:
        assert not kept.may_go(date(2999, 1, 1))


def test_a_person_of_whom_nothing_is_decided_keeps_it_all() -> None:
    told = {
        "opened_on": date(2016, 10, 17),
        "order_ends": {},
        "holds": (),
    }
    acquitted = SuspectOutcome(1, "acquitted", date(2017, 5, 1))

    both = gather_facts([acquitted], [1, 2], **told)  # type: ignore[arg-type]
    one = gather_facts([acquitted], [1], **told)  # type: ignore[arg-type]

    law = date(2026, 1, 5)
    assert find_kept_until("paper", 0, both, law).until is None
    assert find_kept_until("paper", 0, one, law).until == date(2027, 5, 1)
    charged = RetentionFacts(date(2016, 10, 17), False, True)
    kept = find_kept_until("paper", 0, charged, law)
    assert kept.rule is not None
    assert kept.rule.code == "cpia_proceedings"
