"""Names meet themselves in other spellings and scripts, and no text breaks them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.linkage.names import (
    MOST_KEYS,
    NameLevel,
    compare_names,
    name_keys,
    name_score,
)

any_text = st.text(max_size=60)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Siân ap Rhys", "SIÂN AP RHYS", NameLevel.EXACT),
        ("Nguyễn Văn An", "an van nguyen", NameLevel.SAME_LETTERS),
        ("Ковальчук Олександр", "Oleksandr Koval'chuk", NameLevel.SAME_LETTERS),
        ("Gheorghe Popescu", "George Popescu", NameLevel.SAME_NAME),
        ("Liz Jones", "Elizabeth Jones", NameLevel.SAME_NAME),
        ("محمد حسن", "Mohammed Hassan", NameLevel.SOUNDS_ALIKE),
        ("王小明", "Wang Xiao-Ming", NameLevel.SAME_LETTERS),
        ("Arben Hoxha", "Arben Hoxna", NameLevel.MISSPELT),
        ("Selam Tesfaye", "Selam Tesfaye Gebremariam", NameLevel.PARTS_MISSING),
        ("M. Kowalska", "Magdalena Kowalska", NameLevel.INITIALS),
        ("Kowalska", "Magdalena Kowalska", NameLevel.ONE_OF_ONE),
        ("Ewa Kowalska", "Magdalena Kowalska", NameLevel.SOME_AGREE),
        ("Ewa Kowalska", "Huw Pritchard", NameLevel.DIFFERENT),
        ("", "Ewa Kowalska", NameLevel.NOTHING),
        ("\u200b👻\x00", "Ewa Kowalska", NameLevel.NOTHING),
    ],
)
def test_two_names_meet_on_the_level_that_a_reader_would_say(
    one: str, other: str, level: NameLevel
) -> None:
    assert compare_names(one, other) == level


@given(any_text, any_text)
def test_comparing_is_symmetric_and_never_fails(one: str, other: str) -> None:
    assert compare_names(one, other) == compare_names(other, one)
    assert name_score(one, other) == pytest.approx(name_score(other, one))
    assert 0 <= name_score(one, other) <= 1


@given(any_text)
def test_a_name_meets_itself_and_has_few_keys(name: str) -> None:
    keys = name_keys(name)

    assert len(keys) <= MOST_KEYS
    assert bool(keys) == (compare_names(name, name) == NameLevel.EXACT)
