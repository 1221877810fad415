"""No small count is shown, and none can be worked out from the rest."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from unhidden.disclosure.protection import ROOM, Shown, Sum, deduced, protect

PARTS = ("a", "b", "c")
ONE_SUM = (Sum("total", PARTS),)


def _table(a: int, b: int, c: int) -> dict[str, int]:
    return {"a": a, "b": b, "c": c, "total": a + b + c}


def test_large_counts_and_zero_are_shown() -> None:
    shown = protect({"visits": 104, "victims": 0})

    assert shown == {"visits": Shown.EXACT, "victims": Shown.EXACT}


def test_a_count_under_five_is_fewer_than_five() -> None:
    assert protect({"victims": 4})["victims"] is Shown.FEWER
    assert protect({"victims": 5})["victims"] is Shown.EXACT


def test_a_small_count_that_is_public_already_is_shown() -> None:
    shown = protect({"safe": 4, "arrests": 2}, already_public=["safe"])

    assert shown == {"safe": Shown.EXACT, "arrests": Shown.FEWER}


def test_subtraction_from_the_total_gives_nothing_away() -> None:
    shown = protect(_table(3, 20, 50), sums=ONE_SUM)

    assert shown["a"] is Shown.FEWER
    assert shown["b"] is Shown.WITHHELD
    assert shown["c"] is Shown.EXACT
    assert shown["total"] is Shown.EXACT


def test_two_small_counts_that_only_one_and_one_could_make_are_covered() -> None:
    shown = protect(_table(1, 1, 50), sums=ONE_SUM)

    assert Shown.WITHHELD in {shown["c"], shown["total"]}


def _possible(counts: dict[str, int], shown: dict[str, Shown], code: str) -> set[int]:
    """Every value a reader could believe, by trying all of them."""
    ranges = {
        Shown.FEWER: range(1, 5),
        Shown.WITHHELD: range(5, 41),
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
            shown["total"] is Shown.WITHHELD and sum(values) >= 5
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
    shown = protect(counts, sums=ONE_SUM)
    hidden = [code for code, how in shown.items() if how is not Shown.EXACT]
    assert hidden

    for code in hidden:
        assert len(_possible(counts, shown, code)) >= ROOM, (counts, shown)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_what_a_reader_deduces_always_contains_the_truth(
    a: int, b: int, c: int
) -> None:
    counts = _table(a, b, c)
    known = deduced(counts, protect(counts, sums=ONE_SUM), ONE_SUM)

    assert all(low <= counts[code] <= high for code, (low, high) in known.items())


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 200), min_size=1),
    st.sets(st.sampled_from("abcdefgh")),
)
def test_no_small_count_is_ever_shown_unless_it_is_public(
    counts: dict[str, int], public: set[str]
) -> None:
    shown = protect(counts, already_public=public)

    for code, count in counts.items():
        if 1 <= count <= 4 and code not in public:
            assert shown[code] is Shown.FEWER
