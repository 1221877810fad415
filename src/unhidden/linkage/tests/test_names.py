"""Names meet themselves in other spellings and scripts, and no text breaks them."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhidden.linkage.names import (
    LONGEST_NAME,
    MOST_KEYS,
    NameLevel,
    compare_names,
    explained_score,
    name_keys,
    name_score,
)

# A machine that others use, too.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PAIRS = Path(__file__).with_name("origin_pairs.csv")
ONE_PERSON = 0.65
any_text = st.text(max_size=60)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Siân ap Rhys", "SIÂN AP RHYS", NameLevel.EXACT),
        ("Nguyễn Văn An", "an van nguyen", NameLevel.SAME_LETTERS),
        ("Ковальчук Олександр", "Oleksandr Koval'chuk", NameLevel.SAME_LETTERS),
        ("王小明", "Wang Xiao-Ming", NameLevel.SAME_LETTERS),
        ("Gheorghe Popescu", "George Popescu", NameLevel.SAME_NAME),
        ("Liz Jones", "Elizabeth Jones", NameLevel.SAME_NAME),
        ("طارق درويش", "Tariq Darwish", NameLevel.SOUNDS_ALIKE),
        ("Arben Hoxha", "Arben Hoxna", NameLevel.MISSPELT),
        ("Selam Tesfaye", "Selam Tesfaye Gebremariam", NameLevel.PARTS_MISSING),
        ("M. Kowalska", "Magdalena Kowalska", NameLevel.INITIALS),
        ("Kowalska", "Magdalena Kowalska", NameLevel.ONE_OF_ONE),
        ("Ewa Kowalska", "Magdalena Kowalska", NameLevel.SOME_AGREE),
        ("Ewa Kowalska", "Huw Pritchard", NameLevel.DIFFERENT),
        ("Siôn ap Rhys", "Rhys ap Siôn", NameLevel.SOME_AGREE),
        ("习近朋", "习近平", NameLevel.SOME_AGREE),
        ("", "Ewa Kowalska", NameLevel.NOTHING),
        ("\u200b👻\x00", "Ewa Kowalska", NameLevel.NOTHING),
    ],
)
def test_two_names_meet_on_the_level_that_a_reader_would_say(
    one: str, other: str, level: NameLevel
) -> None:
    assert compare_names(one, other) == level


def test_of_each_origin_nearly_all_pairs_meet_and_strangers_do_not() -> None:
    by_origin = defaultdict(list)
    with PAIRS.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            by_origin[row["origin"]].append((row["one"], row["other"]))

    for origin, pairs in by_origin.items():
        missed = [pair for pair in pairs if not name_keys(pair[0]) & name_keys(pair[1])]
        unlike = [pair for pair in pairs if name_score(*pair) < ONE_PERSON]
        strangers = [
            (one, other)
            for at, (one, _) in enumerate(pairs)
            for n, (_, other) in enumerate(pairs)
            if at != n and name_score(one, other) >= ONE_PERSON
        ]
        assert not missed, (origin, missed)
        assert len(unlike) <= 1, (origin, unlike)
        assert len(strangers) <= 3, (origin, strangers)


def test_parts_that_were_run_together_meet_in_whatever_order() -> None:
    together, apart = "Mohammadhasni Zarkari", "Zarkari Mohammad Hasni"

    shared = name_keys(together) & name_keys(apart)

    assert any(key.startswith("p:") for key in shared), "only an initial is shared"
    assert compare_names(together, apart) == NameLevel.SAME_LETTERS


def test_the_reasons_say_what_was_seen_worst_first() -> None:
    scored = explained_score("Popesku George", "Gheorghe Popescu")

    assert set(scored.reasons) == {"sounds_alike:surname", "form_of:given", "order"}


def test_a_word_more_makes_another_firm_and_a_legal_form_does_not() -> None:
    assert name_score("Best Nails Ltd", "Best Nails Cyf") == 1
    assert name_score("Best Nails Ltd", "Best Nails Spa Ltd") < ONE_PERSON


def test_what_is_pasted_after_a_name_costs_nothing_and_changes_nothing() -> None:
    pasted = ("Ewa Kowalska " + "x" * LONGEST_NAME)[:LONGEST_NAME]

    assert name_keys(pasted) == name_keys(pasted + "y" * 50_000)


@unhurried
@given(any_text, any_text)
def test_comparing_is_symmetric_and_never_fails(one: str, other: str) -> None:
    assert compare_names(one, other) == compare_names(other, one)
    assert name_score(one, other) == name_score(other, one)
    assert 0 <= name_score(one, other) <= 1


@unhurried
@given(any_text)
def test_a_name_meets_itself_and_has_few_keys(name: str) -> None:
    keys = name_keys(name)

    assert len(keys) <= MOST_KEYS
    assert bool(keys) == (compare_names(name, name) == NameLevel.EXACT)
