"""No small count is shown, and none can be worked out from the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.attacking import told
from unhidden.disclosure_control.protection import (
    ROOM,
    SMALL,
    CountDisplay,
    CountPart,
    CountSum,
    _deduce,
    _Table,
    protect_counts,
)

PARTS = ("a", "b", "c")
SEEN = ("found", "safe", "labour")
ONE_SUM = (CountSum("total", PARTS),)


def _table(a: int, b: int, c: int) -> dict[str, int]:
    return {"a": a, "b": b, "c": c, "total": a + b + c}


def test_large_counts_and_zero_are_shown() -> None:
    shown = protect_counts({"visits": 104, "victims": 0})

    assert shown == {"visits": CountDisplay.EXACT, "victims": CountDisplay.EXACT}


def test_a_count_under_five_is_fewer_than_five() -> None:
    assert protect_counts({"victims": 4})["victims"] is CountDisplay.FEWER
    assert protect_counts({"victims": 5})["victims"] is CountDisplay.EXACT


def test_a_small_count_that_is_public_already_is_shown() -> None:
    shown = protect_counts({"safe": 4, "arrests": 2}, already_public=["safe"])

    assert shown == {"safe": CountDisplay.EXACT, "arrests": CountDisplay.FEWER}


def test_subtraction_from_the_total_gives_nothing_away() -> None:
    shown = protect_counts(_table(3, 20, 50), sums=ONE_SUM)

    assert shown["a"] is CountDisplay.FEWER
    assert shown["b"] is CountDisplay.WITHHELD
    assert shown["c"] is CountDisplay.EXACT
    assert shown["total"] is CountDisplay.EXACT


def test_two_small_counts_that_only_one_and_one_could_make_are_covered() -> None:
    shown = protect_counts(_table(1, 1, 50), sums=ONE_SUM)

    assert CountDisplay.WITHHELD in {shown["c"], shown["total"]}


def _possible(
    counts: dict[str, int], shown: dict[str, CountDisplay], code: str
) -> set[int]:
    """Every value a reader could believe, by trying all of them."""
    ranges = {
        CountDisplay.FEWER: range(1, 5),
        CountDisplay.WITHHELD: range(5, 41),
    }
    choices = [
        ranges.get(shown[part], range(counts[part], counts[part] + 1)) for part in PARTS
    ]
    total_range = ranges.get(
        shown["total"], range(counts["total"], counts["total"] + 1)
    )
    found: set[int] = set()
    for values in product(*choices):
        believed = dict(zip(PARTS, values, strict=True))
        if sum(values) in total_range or (
            shown["total"] is CountDisplay.WITHHELD and sum(values) >= 5
        ):
            believed["total"] = sum(values)
            found.add(believed[code])
    return found


@given(
    st.tuples(st.integers(1, 4), st.integers(10, 30), st.integers(0, 30)).flatmap(
        st.permutations
    )
)
def test_every_hidden_count_could_be_at_least_three_numbers(parts: list[int]) -> None:
    counts = _table(*parts)
    shown = protect_counts(counts, sums=ONE_SUM)
    hidden = [code for code, how in shown.items() if how is not CountDisplay.EXACT]
    assert hidden

    for code in hidden:
        assert len(_possible(counts, shown, code)) >= ROOM, (counts, shown)


CHAIN = (
    CountPart("found", "safe"),
    CountPart("safe", "labour"),
    CountPart("found", "labour"),
)
FAR = 26


def test_a_part_that_is_public_does_not_tell_the_whole() -> None:
    """Fewer than five, beside a part of four, is four."""
    counts = {"found": 4, "safe": 4, "labour": 2}

    shown = protect_counts(counts, parts=CHAIN, already_public=["safe"])

    assert shown["found"] is CountDisplay.WITHHELD
    assert shown["safe"] is CountDisplay.EXACT


@pytest.mark.parametrize(
    ("counts", "withheld"),
    [
        # All but one: the one is told by subtraction.
        ({"found": 20, "safe": 19, "labour": 6}, {"safe"}),
        ({"found": 20, "safe": 20, "labour": 0}, set()),
        ({"found": 20, "safe": 12, "labour": 3}, set()),
        ({"found": 7, "safe": 3, "labour": 0}, {"safe"}),
    ],
)
def test_the_rest_beside_a_part_is_a_count_too(
    counts: dict[str, int], withheld: set[str]
) -> None:
    shown = protect_counts(counts, parts=CHAIN)

    assert {
        code for code, how in shown.items() if how is CountDisplay.WITHHELD
    } == withheld


def _tables() -> Iterator[dict[str, int]]:
    for found in range(FAR):
        for safe in range(found + 1):
            for labour in range(safe + 1):
                yield {"found": found, "safe": safe, "labour": labour}


@pytest.mark.parametrize(
    "public", [set(one) for n in range(4) for one in combinations(SEEN, n)]
)
def test_who_knows_how_we_withhold_works_out_nothing_of_a_part_or_a_whole(
    public: set[str],
) -> None:
    """Every table is tried: those that look alike differ in each count that is hidden.

    The reader has the program, too, and so knows what each table would look like. What
    follows from the public figures alone is left to follow.
    """
    alike: dict[tuple[object, ...], list[dict[str, int]]] = defaultdict(list)
    free: dict[tuple[int, ...], list[dict[str, int]]] = defaultdict(list)
    for counts in _tables():
        free[tuple(counts[code] for code in sorted(public))].append(counts)
        if all(counts[code] in SMALL for code in public):
            shown = protect_counts(counts, parts=CHAIN, already_public=public)
            alike[_seen(counts, shown)].append(counts)

    for seen, tables in alike.items():
        if max(table["found"] for table in tables) > FAR - 8:
            continue
        others = free[tuple(tables[0][code] for code in sorted(public))]
        for code in (
            one for one, value in zip(SEEN, seen[:3], strict=True) if value is None
        ):
            wanted = min(ROOM, len({table[code] for table in others}))
            assert len({table[code] for table in tables}) >= wanted, (seen, tables)
        for pair in CHAIN:
            rests = {table[pair.total] - table[pair.part] for table in tables}
            is_told = len(rests) == 1 and rests <= set(SMALL)
            assert not is_told or {pair.total, pair.part} <= public, (seen, tables)


def _seen(counts: dict[str, int], shown: dict[str, CountDisplay]) -> tuple[object, ...]:
    said = (
        counts[code] if shown[code] is CountDisplay.EXACT else None for code in SEEN
    )
    return (*said, *(shown[code] for code in SEEN))


TREE = (
    CountSum("all", ("visits", "events")),
    CountSum("visits", ("soft", "hotel", "raid")),
    CountSum("visits", ("shop", "farm", "other")),
)
FEW = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 6, 9, 20])


@given(FEW, FEW, FEW, FEW, st.data())
def test_no_figure_of_sums_with_a_part_can_be_worked_out_exactly(
    soft: int, hotel: int, raid: int, events: int, data: st.DataObject
) -> None:
    visits = soft + hotel + raid
    shop = data.draw(st.integers(0, visits))
    farm = data.draw(st.integers(0, visits - shop))
    counts = {"soft": soft, "hotel": hotel, "raid": raid, "visits": visits}
    counts |= {"shop": shop, "farm": farm, "other": visits - shop - farm}
    counts |= {"events": events, "all": visits + events}
    counts["signs"] = data.draw(st.integers(0, visits))
    parts = (CountPart("visits", "signs"),)

    shown = protect_counts(counts, sums=TREE, parts=parts)

    figures = {
        code: (how, counts[code] if how is CountDisplay.EXACT else None)
        for code, how in shown.items()
    }
    assert told(figures, sums=TREE, parts=parts) == [], (counts, shown)


def test_the_attack_finds_what_was_published_before() -> None:
    """The harness itself: four visits of four kinds, and a part that tells."""
    fewer = (CountDisplay.FEWER, None)
    kinds = dict.fromkeys(("soft", "hotel", "raid"), fewer)
    four = {"visits": (CountDisplay.EXACT, 3), **kinds}
    safe = {"found": fewer, "safe": (CountDisplay.EXACT, 4)}

    assert told(four, sums=TREE[1:2], parts=()) == ["hotel", "raid", "soft"]
    assert "found" in told(safe, sums=(), parts=CHAIN[:1], public=["safe"])


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_what_a_reader_deduces_always_contains_the_truth(
    a: int, b: int, c: int
) -> None:
    counts = _table(a, b, c)
    shown = protect_counts(counts, sums=ONE_SUM)
    known = _deduce(_Table(counts, ONE_SUM, (), frozenset(), shown))

    assert all(low <= counts[code] <= high for code, (low, high) in known.items())


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 200), min_size=1),
    st.sets(st.sampled_from("abcdefgh")),
)
def test_no_small_count_is_ever_shown_unless_it_is_public(
    counts: dict[str, int], public: set[str]
) -> None:
    shown = protect_counts(counts, already_public=public)

    for code, count in counts.items():
        if 1 <= count <= 4 and code not in public:
            assert shown[code] is CountDisplay.FEWER
