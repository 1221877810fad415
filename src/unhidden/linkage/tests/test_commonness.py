"""A common name counts as common, wherever its people come from."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden import linkage
from unhidden.linkage.frequencies import NOTHING_COUNTED, ValueCounts
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.names.commonness import expected_share, expected_unseen
from unhidden.linkage.people import PEOPLE
from unhidden.linkage.people_shares import (
    NAMESAKES,
    RELATIVES,
    share_of_district,
    share_of_kin,
    share_of_last_name,
    share_of_name,
    share_of_sounds,
    share_of_word,
)

_SHIPPED = Path(linkage.__path__[0]) / "data" / "people.json"
_SHARES = st.floats(1e-6, 0.5)


@pytest.mark.parametrize(
    "name", ["jones", "smith", "kim", "wang", "nguyen", "patel", "popescu", "silva"]
)
def test_what_many_are_called_is_not_rare(name: str) -> None:
    assert share_of_word(name, NOTHING_COUNTED) > 1 / 200


def test_a_rare_name_that_was_counted_says_more_than_one_that_nobody_counted() -> None:
    assert share_of_word("sutcliffe", NOTHING_COUNTED) < share_of_word(
        "gwalchmai", NOTHING_COUNTED
    )


@pytest.mark.parametrize("name", ["minh", "jing", "huong", "hoxha", "kaur"])
def test_few_of_those_who_were_counted_make_no_name_of_another_people_rare(
    name: str,
) -> None:
    assert expected_share(name) >= expected_unseen(len(name))


def test_the_shorter_an_unseen_name_the_commoner_it_may_be() -> None:
    shares = [expected_unseen(letters) for letters in range(1, 20)]

    assert all(shorter >= longer for shorter, longer in pairwise(shares))
    assert shares[-1] > 0


def test_a_whole_name_is_as_common_as_its_parts_together_in_any_order() -> None:
    parts = share_of_word("david", NOTHING_COUNTED) * share_of_word(
        "jones", NOTHING_COUNTED
    )

    assert share_of_name("david jones", NOTHING_COUNTED) == pytest.approx(parts)
    assert share_of_name("jones david", NOTHING_COUNTED) == pytest.approx(parts)
    assert share_of_name("david ap jones", NOTHING_COUNTED) == pytest.approx(parts)


@given(st.lists(st.sampled_from(["szczepan", "kim", "x", "li", "ap", "jones"])))
def test_no_whole_name_is_rarer_than_the_least_nor_surer_than_certain(
    words: list[str],
) -> None:
    name = " ".join(words)
    if name:
        least = share_of_kin(NAMESAKES, NOTHING_COUNTED)
        assert least <= share_of_name(name, NOTHING_COUNTED) <= 1


@given(st.integers(0, 10**7))
def test_a_rare_name_says_no_more_than_that_two_are_relatives_or_one(
    records: int,
) -> None:
    counts = ValueCounts(records)
    others = max(records, 1_000)

    whole = share_of_name("szczepan gwalchmai", counts)

    # Of so many others so many are kin: what a mention expects, however many there are.
    assert whole * others >= NAMESAKES * (1 - 1e-9)
    assert share_of_last_name("gwalchmai", counts) * others >= RELATIVES * (1 - 1e-9)


def test_relatives_hold_a_rare_name_down_as_much_on_a_desk_of_any_size() -> None:
    kin = [
        share_of_kin(NAMESAKES, ValueCounts(records)) * records
        for records in (1_000, 10_000, 1_000_000)
    ]

    assert kin == pytest.approx([NAMESAKES] * 3)
    assert share_of_kin(NAMESAKES, NOTHING_COUNTED) == share_of_kin(
        NAMESAKES, ValueCounts(1_000)
    )


def test_where_many_have_a_name_it_is_common_and_where_nobody_has_it_rare() -> None:
    kims = ValueCounts(1_000, {"last": {"kim": 200}})
    none = ValueCounts(1_000, {"last": {"popa": 50}})

    here, elsewhere = (share_of_word("kim", counts) for counts in (kims, none))

    assert here == pytest.approx(0.18, abs=0.02)
    assert elsewhere < share_of_word("kim", NOTHING_COUNTED) / 5


def test_that_few_of_a_people_are_here_counts_once_for_a_name_of_three_parts() -> None:
    few = ValueCounts(10_000, {"last": {"nguyen": 350}, "first": {"thi": 12}})

    seen = share_of_name("lan nguyen thi", few)

    parts = [share_of_word(word, few) for word in ("lan", "nguyen", "thi")]
    assert seen > 5 * parts[0] * parts[1] * parts[2]
    assert seen < share_of_name("lan nguyen thi", NOTHING_COUNTED)


def test_a_part_of_which_nothing_is_told_does_not_say_that_its_people_are_many() -> (
    None
):
    few = ValueCounts(10_000, {"first": {"maria": 40}})

    seen = share_of_name("maria gwalchmai", few)

    told = share_of_word("maria", few)
    assert seen == pytest.approx(told * expected_share("gwalchmai"))
    assert seen < share_of_name("maria gwalchmai", NOTHING_COUNTED) / 2


def test_a_sound_that_is_often_heard_says_little() -> None:
    heard = ValueCounts(1_000, {"first": {"min": 90}, "last": {"mun": 60}})

    assert share_of_sounds("MN MN", heard) > share_of_sounds("MN MN", ValueCounts(1000))


def test_where_half_of_a_desk_lives_says_almost_nothing() -> None:
    rhyl = ValueCounts(1_000, {"outcode": {"LL18": 500}})

    assert share_of_district("LL18", rhyl) > 0.4
    assert share_of_district("EH1", rhyl) < share_of_district("EH1", NOTHING_COUNTED)


@given(_SHARES, st.integers(4, 10**6), st.integers(0, 10**6))
def test_counts_move_a_share_towards_what_was_counted_and_never_beyond_it(
    expected: float, count: int, others: int
) -> None:
    counts = ValueCounts(count + others, {"first": {"x": count}})

    share = counts.find_share("x", expected, "first")

    there = count / (count + others)
    assert min(expected, there) <= share + 1e-12
    assert share <= max(expected, there) + 1e-12


@given(_SHARES, st.integers(0, 10**7))
def test_what_is_not_told_is_never_commoner_for_it(
    expected: float, records: int
) -> None:
    assert ValueCounts(records).find_share("x", expected, "first") <= expected * (
        1 + 1e-9
    )


def test_the_model_that_comes_along_brings_no_names_of_people_who_were_made_up() -> (
    None
):
    model = TrainedModel.load(_SHIPPED, PEOPLE)

    assert model.counted == 0
    assert not any(model.frequencies.values())
