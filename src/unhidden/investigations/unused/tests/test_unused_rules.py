"""The rules of unused material, in the words of the Act and its Code."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.investigations.models import (
    LookAgainTrigger,
    MaterialAxis,
    MaterialValue,
    PresumedCategory,
)
from unhidden.investigations.unused.rules import axes, order, places, signing
from unhidden.investigations.unused.rules.axes import AxisStep
from unhidden.investigations.unused.rules.places import ItemPlace, ItemState

ONE, TWO = UUID(int=1), UUID(int=2)
ACCUSED = (ONE, TWO)
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
Values = dict[tuple[str, UUID | None], str]
ASSESSED: Values = {("relevance", None): "relevant", ("use", None): "unused"}
OPEN: Values = ASSESSED | {("sensitivity", None): "none_sensitive"}
SEALED: Values = ASSESSED | {("sensitivity", None): "sensitive"}
NOT_MET: Values = {("test", ONE): "not_met", ("test", TWO): "not_met"}
WORDS = "Notebook of PC Evans, visit to the car wash, two pages"


def every_values() -> st.SearchStrategy[dict[tuple[str, UUID | None], str]]:
    """Anything that can be decided of an item, in any combination."""
    kept = {}
    for axis in axes.list_axes().values():
        for accused in ACCUSED if axis.is_per_accused else (None,):
            kept[(axis.axis, accused)] = st.sampled_from(axis.values)
    return st.fixed_dictionaries({}, optional=kept)


def every_item(number: int = 1) -> st.SearchStrategy[ItemState]:
    return st.builds(
        ItemState,
        number=st.just(number),
        values=every_values(),
        words=st.sampled_from(["", WORDS, "Photographs of the forecourt by day"]),
        quantity=st.integers(1, 4),
        block=st.sampled_from([None, 1, 2]),
        is_described_sealed=st.booleans(),
        sealed_turn=st.integers(0, 3),
    )


def every_list(count: int = 6) -> st.SearchStrategy[list[ItemState]]:
    return st.tuples(*(every_item(n + 1) for n in range(count))).map(list)


def test_the_rules_name_every_axis_value_trigger_and_category_that_is_kept() -> None:
    named = axes.list_axes()
    values = {value for axis in named.values() for value in axis.values}

    assert list(named) == MaterialAxis.values
    assert values == set(MaterialValue.values)
    assert axes.list_categories() == tuple(PresumedCategory.values)
    assert axes.read_rules()["look_again"]["triggers"] == LookAgainTrigger.values
    for rule in axes.list_transitions():
        assert {*rule.begins, rule.ends} <= set(named[rule.axis].values)
        assert rule.source


@given(values=every_values(), data=st.data())
def test_a_step_is_one_of_the_rules_and_nothing_else(
    values: dict[tuple[str, UUID | None], str], data: st.DataObject
) -> None:
    axis = data.draw(st.sampled_from(list(axes.list_axes().values())))
    accused = ONE if axis.is_per_accused else None
    step = AxisStep(
        axis.axis,
        data.draw(st.sampled_from(axis.values)),
        accused,
        code=data.draw(st.sampled_from(["", "calls", "D12", "2026-01-05"])),
        has_reason=data.draw(st.booleans()),
        has_copy=data.draw(st.booleans()),
        has_sealed=data.draw(st.booleans()),
        may_schedule=data.draw(st.booleans()),
        person=ONE,
        decided_before_by=data.draw(st.sampled_from([None, ONE, TWO])),
    )
    before = axes.value_of(values, axis.axis, accused)
    able = {(r.axis, b, r.ends) for r in axes.list_transitions() for b in r.begins}

    try:
        rule = axes.check_step(values, step)
    except (axes.NoSuchStep, axes.NotOfThisPost, axes.StepTooEarly, axes.StepNeeds):
        return
    except axes.DecidedAlone:
        assert (before, step.decided_before_by) == ("none_asked", ONE)
        return
    assert (axis.axis, before, step.value) in able
    assert rule.by != "signing"
    if axis.axis == "service":
        assert axes.value_of(values, "prosecutor", ONE) != "none"
    if axis.axis == "prosecutor":
        assert axes.value_of(values, "revelation") == "revealed"
    assert (before, step.value) != ("sensitive", "none_sensitive")


def test_nobody_decides_alone_that_an_item_is_not_sensitive_any_more() -> None:
    mine = AxisStep("sensitivity", "none_sensitive", may_schedule=True, person=ONE)
    asked = SEALED | {("sensitivity", None): "none_asked"}

    with pytest.raises(axes.NoSuchStep):
        axes.check_step(SEALED, mine)
    with pytest.raises(axes.DecidedAlone):
        axes.check_step(asked, replace(mine, decided_before_by=ONE))
    with pytest.raises(axes.DecidedAlone):
        axes.check_step(asked, replace(mine, person=None, decided_before_by=ONE))
    assert axes.check_step(asked, replace(mine, decided_before_by=TWO))


def test_an_investigator_decides_of_relevance_and_only_the_post_of_the_rest() -> None:
    relevant: Values = {("relevance", None): "relevant"}

    assert axes.check_step({}, AxisStep("relevance", "relevant"))
    with pytest.raises(axes.StepNeeds):
        axes.check_step({}, AxisStep("relevance", "not_relevant"))
    with pytest.raises(axes.NotOfThisPost):
        axes.check_step(relevant, AxisStep("sensitivity", "none_sensitive"))
    with pytest.raises(axes.StepTooEarly):
        axes.check_step(
            {}, AxisStep("sensitivity", "none_sensitive", may_schedule=True)
        )


@given(items=every_list())
def test_every_item_has_one_place_for_each_accused(items: list[ItemState]) -> None:
    for accused in (*ACCUSED, None):
        counted = places.count_places(items, accused)

        assert sum(counted.values()) == len(items)
        assert set(counted) == set(ItemPlace)


@given(item=every_item())
def test_what_is_undecided_is_a_gap_and_what_has_no_gap_has_its_place(
    item: ItemState,
) -> None:
    gaps = places.list_gaps(item, ACCUSED)

    is_unassessed = ItemPlace.UNASSESSED in signing.find_places(item, ACCUSED)
    assert not is_unassessed or gaps
    if not gaps and signing.find_places(item, ACCUSED) == {ItemPlace.OPEN}:
        assert item.words


def test_an_item_waits_until_it_is_decided_for_the_last_accused() -> None:
    item = ItemState(1, OPEN | {("test", ONE): "not_met"}, words=WORDS)

    assert places.find_place(item, ONE) is ItemPlace.OPEN
    assert places.find_place(item, TWO) is ItemPlace.UNASSESSED
    assert [(g.what, g.accused) for g in places.list_gaps(item, ACCUSED)] == [
        ("test", TWO)
    ]
    assert places.find_stage(item, ACCUSED) is places.ItemStage.UNASSESSED


@pytest.mark.parametrize(
    ("decided", "stage"),
    [
        ({}, "assessed"),
        ({("revelation", None): "scheduled"}, "scheduled"),
        ({("revelation", None): "revealed"}, "revealed"),
        ({("prosecutor", ONE): "disclose", ("prosecutor", TWO): "query"}, "assessed"),
        ({("prosecutor", o): "disclose" for o in ACCUSED}, "decided"),
        ({("service", ONE): "served_copy"}, "served"),
        ({("service", ONE): "withheld_by_court"}, "withheld"),
    ],
)
def test_the_stage_follows_from_what_is_decided(
    decided: dict[tuple[str, UUID | None], str], stage: str
) -> None:
    item = ItemState(1, OPEN | NOT_MET | decided, words=WORDS)

    assert places.find_stage(item, ACCUSED) == stage


def test_a_defence_statement_puts_back_what_does_not_meet_the_test() -> None:
    before, after = NOON - timedelta(days=1), NOON + timedelta(days=1)
    event = [places.LookEvent(NOON, ONE)]

    def due(value: str, decided_at: datetime, accused: UUID = ONE) -> frozenset[UUID]:
        return places.find_due([(accused, value, decided_at)], event)

    assert due("not_met", before) == due("not_met", NOON) == {ONE}
    assert not due("not_met", after)
    assert not due("may_meet", before)
    assert not due("not_met", before, TWO)
    assert places.find_due([(TWO, "not_met", before)], [places.LookEvent(NOON)]) == {
        TWO
    }


@given(items=every_list(), kinds=st.lists(st.sampled_from(["visit", "x"]), min_size=6))
def test_the_order_proposes_all_that_is_undecided_and_decides_nothing(
    items: list[ItemState], kinds: list[str]
) -> None:
    looked = [
        order.LookedItem(item, kind, date(2026, 1, 1))
        for item, kind in zip(items, kinds, strict=False)
    ]

    proposed = [one.number for one in order.propose_order(looked, ACCUSED)]

    assert sorted(proposed) == signing.find_unsigned(items, ACCUSED)


def schedule_in_turns(
    rounds: list[list[ItemState]],
) -> list[tuple[int, list[signing.ProposedLine]]]:
    """Sign again and again, as an action does; gives each version's lines."""
    listed: dict[int, signing.ListedLine] = {}
    last, signed = 0, []
    for items in rounds:
        lines = signing.propose_open_lines(items, ACCUSED, listed, last)
        for line in lines:
            for number in line.items:
                listed[number] = signing.ListedLine(
                    line.line,
                    line.words,
                    line.quantity,
                    is_evidence=line.marks.startswith("evidence"),
                )
        signed.append((last, lines))
        last += len(lines)
    return signed


@given(rounds=st.lists(every_list(), min_size=1, max_size=4))
def test_lines_are_numbered_without_gaps_over_all_continuations(
    rounds: list[list[ItemState]],
) -> None:
    signed = schedule_in_turns(rounds)

    numbers = [line.line for _, lines in signed for line in lines]
    assert numbers == list(range(1, len(numbers) + 1))


@given(items=every_list())
def test_every_open_item_stands_on_one_line_and_no_other_item_on_any(
    items: list[ItemState],
) -> None:
    lines = signing.propose_open_lines(items, ACCUSED, {}, 0)

    listed = [number for line in lines for number in line.items]
    assert sorted(listed) == [
        item.number
        for item in items
        if signing.find_places(item, ACCUSED) == {ItemPlace.OPEN}
    ]


def test_what_may_meet_the_test_is_listed_by_itself_and_needs_its_own_words() -> None:
    block = [
        ItemState(n, OPEN | NOT_MET, words="Photographs of the forecourt", block=1)
        for n in (1, 2, 3, 5)
    ]
    block[1] = replace(block[1], values=OPEN | NOT_MET | {("test", ONE): "may_meet"})

    lines = signing.propose_open_lines(block, ACCUSED, {}, 0)

    assert [(line.items, line.quantity) for line in lines] == [
        ((1, 3, 5), 3),
        ((2,), 1),
    ]
    assert lines[0].words == "Photographs of the forecourt (1, 3, 5)"
    assert [gap.what for gap in places.list_gaps(block[1], ACCUSED)] == ["words"]


def test_a_line_once_signed_stays_and_a_change_is_a_new_line() -> None:
    item = ItemState(1, OPEN | NOT_MET, words=WORDS)
    other = replace(item, words=f"{WORDS} and a sketch")
    used = replace(other, values={**other.values, ("use", None): "evidence"})
    hidden = replace(other, values=SEALED | NOT_MET)

    signed = schedule_in_turns(
        [[item], [item], [other], [hidden], [used], [used], [other]]
    )

    told = [[(line.line, line.marks) for line in lines] for _, lines in signed]
    assert told == [
        [(1, "")],
        [],
        [(2, "replaces:1")],
        [],
        [(3, "evidence:2")],
        [],
        [(4, "replaces:3")],
    ]


def test_the_sensitive_schedule_has_numbers_of_its_own_and_no_words() -> None:
    items = [
        ItemState(1, OPEN | NOT_MET, words=WORDS),
        ItemState(2, SEALED | NOT_MET, is_described_sealed=True, sealed_turn=2),
    ]
    (line,) = signing.propose_sealed_lines(items, ACCUSED, {}, 4)
    before = {2: signing.ListedLine(5, turn=1)}

    assert (line.line, line.items, line.words, line.turn) == (5, (2,), "", 2)
    assert signing.propose_sealed_lines(items, ACCUSED, before, 5)[0].marks == (
        "replaces:5"
    )
    assert not signing.propose_sealed_lines(
        items, ACCUSED, {2: signing.ListedLine(5, turn=2)}, 5
    )


def test_of_a_mixed_document_the_copy_is_open_and_the_whole_is_sealed() -> None:
    item = ItemState(
        2,
        SEALED | NOT_MET,
        words="Redacted copy of a notebook, pages one to four",
        is_described_sealed=True,
        sealed_turn=1,
        has_redacted_copy=True,
    )

    (shown,) = signing.propose_open_lines([item], ACCUSED, {}, 0)
    (sealed,) = signing.propose_sealed_lines([item], ACCUSED, {}, 0)

    assert (shown.items, shown.marks, sealed.items) == ((2,), "redacted", (2,))
    told = {"MG6C": (shown.line, 0), "MG6D": (sealed.line, 1)}
    assert signing.read_listing(signing.write_listing(told)) == told
    assert signing.read_listing("") == {}


@given(items=every_list(), data=st.data())
def test_a_certificate_holds_until_something_it_is_about_changes(
    items: list[ItemState], data: st.DataObject
) -> None:
    held = signing.digest_state(items, ACCUSED, 0)
    item = items[0]
    axis = data.draw(st.sampled_from(["relevance", "use", "sensitivity"]))
    value = data.draw(st.sampled_from(axes.list_axes()[axis].values))
    changed = [
        replace(item, values={**item.values, (axis, None): value}),
        *items[1:],
    ]
    is_changed = item.values.get((axis, None)) != value
    told = [
        replace(i, values={**i.values, ("prosecutor", ONE): "query"}) for i in items
    ]

    assert signing.digest_state(list(reversed(items)), ACCUSED, 0) == held
    assert signing.digest_state([*items, ItemState(99)], ACCUSED, 0) == held
    assert signing.digest_state(told, ACCUSED, 0) == held
    assert (signing.digest_state(changed, ACCUSED, 0) != held) == is_changed
    assert signing.digest_state(items, ACCUSED, 1) != held
    assert signing.digest_state(items, (ONE,), 0) != held


def test_a_digest_is_of_the_lines_in_their_order() -> None:
    lines = [(1, "a", 1, ""), (2, "b", 1, "")]

    assert signing.digest_lines(lines) != signing.digest_lines(lines[::-1])
    assert signing.digest_lines(lines[:1]) != signing.digest_lines(lines)


def test_the_presumption_is_that_of_the_code_in_force_on_the_day() -> None:
    assert not axes.is_presumption_in_force(date(2016, 10, 26))
    assert axes.is_presumption_in_force(date(2026, 1, 5))
    assert "intelligence_source" in axes.list_sensitive_reasons()


@pytest.mark.parametrize(
    ("numbers", "told"), [((1,), "1"), ((1, 2, 3), "1–3"), ((9, 1, 2), "1–2, 9")]
)
def test_numbers_are_told_in_runs(numbers: tuple[int, ...], told: str) -> None:
    assert signing.describe_numbers(numbers) == told
