"""Two records meet by a name with a year, or a number; by neither alone by chance."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from unhidden.safeguarding.people.rules.marks import list_person_marks


def _marks(*names: str, born: str = "", contacts: tuple[str, ...] = ()) -> set[str]:
    return set(list_person_marks(names=names, born=born, contacts=contacts))


def test_one_name_written_in_two_ways_meets_where_the_years_are_near() -> None:
    one = _marks("Fatima Al-Hassan", born="1 May 1990")

    assert one & _marks("Hasan Fatimah", born="about 1991")
    assert not one & _marks("Fatima Hassan", born="1995")


def test_a_name_without_a_year_or_of_one_part_gives_no_mark() -> None:
    assert _marks("Fatima Hassan") == set()
    assert _marks("Fatima", born="1990") == set()


def test_a_number_meets_however_it_was_written() -> None:
    one = _marks(contacts=("by text to 07700 900123, after six",))

    assert one & _marks(contacts=("+44 7700 900123",))
    assert not one & _marks(contacts=("07700 900124",))


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=40))
def test_whatever_was_told_gives_the_same_marks_twice(
    name: str, born: str, contact: str
) -> None:
    told: dict[str, Any] = {"born": born, "contacts": (contact,)}

    assert _marks(name, **told) == _marks(name, **told)
