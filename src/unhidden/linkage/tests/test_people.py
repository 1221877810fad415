"""A person's columns and keys: what is known, folded; what is not, None."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from unhidden.linkage.people import PEOPLE, BirthDate, PersonRecord
from unhidden.linkage.person_keys import person_keys
from unhidden.linkage.person_profiles import make_person_columns

BIGINT = 2**63
BORN = st.builds(
    BirthDate, st.integers(1900, 2020), st.integers(1, 12), st.integers(1, 28)
)
PEOPLE_OF_ALL_KINDS = st.builds(
    PersonRecord,
    st.text(max_size=40),
    st.none() | BORN | st.builds(BirthDate, st.integers(1900, 2020)),
    st.lists(st.from_regex(r"\+44[0-9]{10}", fullmatch=True), max_size=2).map(tuple),
    st.lists(st.emails(), max_size=2).map(tuple),
    st.sampled_from(["", "LL18", "LL18 1AA", "ll181aa"]),
)


def _meet(one: PersonRecord, other: PersonRecord) -> bool:
    return not person_keys(one).isdisjoint(person_keys(other))


def test_the_first_of_january_is_a_year_and_no_day() -> None:
    known = make_person_columns(PersonRecord("A B", BirthDate(1985, 1, 1)))

    assert (known["born"], known["born_month"], known["born_year"]) == (
        None,
        None,
        1985,
    )


def test_a_date_turned_round_a_mistyped_number_and_a_place_each_lead_there() -> None:
    known = PersonRecord(
        "Siân Rhys", BirthDate(1985, 3, 9), ("+447700900123",), (), "LL18 1AA"
    )

    assert _meet(known, PersonRecord("", BirthDate(1985, 9, 3)))
    assert _meet(known, PersonRecord("", None, ("+447700900193",)))
    assert _meet(known, PersonRecord("", None, (), (), "ll181aa"))
    assert _meet(known, PersonRecord("Rhys", None, (), (), "LL18"))


def test_names_meet_across_scripts() -> None:
    known = PersonRecord("Олександр Ковальчук", BirthDate(1985))

    assert _meet(known, PersonRecord("Kovalchuk Oleksandr"))


def test_of_whom_nothing_is_known_there_are_no_keys() -> None:
    assert person_keys(PersonRecord("", None)) == frozenset()


@settings(deadline=None)
@given(PEOPLE_OF_ALL_KINDS)
def test_keys_fit_a_bigint_and_a_person_agrees_with_themselves(
    person: PersonRecord,
) -> None:
    known = make_person_columns(person, 1)

    levels = {each.level(known, known) for each in PEOPLE.comparisons}

    assert all(-BIGINT <= key < BIGINT for key in person_keys(person))
    assert "differs" not in levels
    assert person_keys(person) == person_keys(person)
