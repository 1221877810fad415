"""Relatives are shown as relatives: no sum of agreements makes one person of two."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import resources

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from unhidden.linkage.model import TrainedModel
from unhidden.linkage.people import PEOPLE, BirthDate, PersonRecord
from unhidden.linkage.person_profiles import make_person_columns
from unhidden.linkage.relatives import MOST_OF_RELATIVES, MOST_UNLIKELY
from unhidden.linkage.scoring import Score, Scorer

#: Two own names and a family, of many origins; families that stand first come last.
FAMILIES = (
    ("Siân", "Gwen", "Rhys"), ("Arben", "Dritan", "Hoxha"), ("Ana", "Ioana", "Popescu"),
    ("David", "Peter", "Jones"), ("Olek", "Taras", "Kovalchuk"),
    ("Fatima", "Zainab", "Hassan"), ("Priya", "Kavita", "Patel"),
    ("Mehari", "Tesfay", "Berhane"), ("Min-jun", "Seo-yeon", "Kim"),
    ("Lan", "Huong", "Nguyen"), ("Thi Mai", "Thi Hoa", "Tran"), ("Jun", "Fang", "Wang"),
)  # fmt: skip
EASTERN = {"Kim", "Nguyen", "Tran", "Wang"}
PHONE, POSTCODE = ("+447700900123",), "LL18 1AA"
DAYS = st.builds(
    BirthDate, st.integers(1950, 2005), st.integers(2, 12), st.integers(1, 28)
)
SHARED = st.sampled_from(
    [{"phones": PHONE}, {"postcode": POSTCODE}, {"emails": ("home@example.org",)}]
)
AMONG = st.sampled_from([1_000, 10_000, 1_000_000])


@cache
def scorer(among: int) -> Scorer:
    file = resources.files("unhidden.linkage") / "data" / "people.json"
    with resources.as_file(file) as path:
        model = TrainedModel.load(path, PEOPLE)
    return Scorer(PEOPLE, model.for_population(among))


def weigh(one: PersonRecord, other: PersonRecord, among: int = 1_000) -> Score:
    both = [make_person_columns(each) for each in (one, other)]
    there, back = scorer(among).score(*both), scorer(among).score(*both[::-1])
    assert there.bits == pytest.approx(back.bits)
    return there


def limit_of(score: Score) -> tuple[str, str] | None:
    last = score.parts[-1]
    return (last.what, last.level) if last.what in {"relative", "too_little"} else None


@st.composite
def named_siblings(draw: st.DrawFn) -> tuple[str, str]:
    """Two names of one family, each in an order in which such names are written."""
    one, other, family = draw(st.sampled_from(FAMILIES))
    orders = st.booleans() if family in EASTERN else st.just(value=False)
    first, second = (
        f"{family} {own}" if draw(orders) else f"{own} {family}" for own in (one, other)
    )
    return first, second


@settings(deadline=None)
@given(named_siblings(), DAYS, SHARED, AMONG)
def test_twins_are_never_asked_about_however_they_are_reached(
    names: tuple[str, str], born: BirthDate, shared: dict[str, object], among: int
) -> None:
    twins = [
        replace(PersonRecord(name, born), **shared)  # type: ignore[arg-type]
        for name in names
    ]

    score = weigh(twins[0], twins[1], among)

    assert score.bits <= MOST_OF_RELATIVES
    if score.bits == MOST_OF_RELATIVES:
        (thing,) = shared
        assert limit_of(score) == ("relative", f"date_{thing.removesuffix('s')}")


@settings(deadline=None)
@given(named_siblings(), DAYS, DAYS, AMONG)
def test_twins_without_an_address_and_siblings_at_one_are_never_asked_about(
    names: tuple[str, str], born: BirthDate, later: BirthDate, among: int
) -> None:
    one, other = (PersonRecord(name, born) for name in names)
    sibling = replace(other, born=later, phones=PHONE, postcode=POSTCODE)

    assert weigh(one, other, among).bits <= MOST_OF_RELATIVES
    at_home = replace(one, phones=PHONE, postcode=POSTCODE)
    assert weigh(at_home, sibling, among).bits <= MOST_OF_RELATIVES


@settings(deadline=None)
@given(
    st.sampled_from(
        [
            ("Rhys ap Siôn", "Siôn ap Rhys"),
            ("David Jones", "David Jones"),
            ("Ahmed Hassan", "Hassan Ahmed"),
            ("Ion Popescu", "Ion Popescu"),
        ]
    ),
    DAYS,
    st.integers(14, 45),
    SHARED,
    AMONG,
)
def test_a_father_and_a_son_are_never_asked_about(
    names: tuple[str, str],
    born: BirthDate,
    later: int,
    shared: dict[str, object],
    among: int,
) -> None:
    son = BirthDate(born.year + later, 13 - (born.month or 1), 17)
    father, child = (
        replace(PersonRecord(name, day), **shared)  # type: ignore[arg-type]
        for name, day in zip(names, (born, son), strict=True)
    )
    assume(sum(a != b for a, b in zip(_written(born), _written(son), strict=True)) > 1)

    assert weigh(father, child, among).bits <= MOST_OF_RELATIVES
    elder = replace(father, born=BirthDate(born.year))
    younger = replace(child, born=BirthDate(son.year))
    assert weigh(elder, younger, among).bits <= MOST_OF_RELATIVES


def _written(born: BirthDate) -> str:
    return str(make_person_columns(PersonRecord("", born))["born"])


@settings(deadline=None)
@given(st.text(max_size=30), st.integers(1900, 2020), AMONG)
def test_a_name_and_a_year_alone_are_never_likely(
    name: str, year: int, among: int
) -> None:
    one = PersonRecord(name, BirthDate(year))

    for other in (one, PersonRecord(name), PersonRecord(name, BirthDate(year - 1))):
        assert weigh(one, other, among).bits <= MOST_UNLIKELY
    assert weigh(one, replace(one, postcode="LL18"), among).bits <= MOST_UNLIKELY


@pytest.mark.parametrize(
    ("one", "other", "limit"),
    [
        ("Anna Rossi", "Anna Maria Rossi", None),
        ("Owen Andrew Thomas", "Thomas Owen Andrew", None),
        ("Mohammed Hassan", "Mohamed Hasan", ("too_little", "first_name")),
        ("Gheorghe Popescu", "George Popescu", ("too_little", "first_name")),
        ("Paul Popescu", "Paula Popescu", ("too_little", "first_name")),
        ("Jan Nowak", "Joanna Nowak", ("too_little", "first_name")),
        ("Jan Nowak", "Iwona Nowak", ("relative", "date_phone")),
        ("Mohammed Ali Khan", "Mohammed Umar Khan", ("too_little", "first_name")),
        ("Maria Elena Popescu", "Maria Ioana Popescu", ("too_little", "first_name")),
        ("Owen Andrew Thomas", "Andrew Thomas", ("too_little", "first_name")),
        ("Nguyen Anh Lan", "Nguyen Lan", ("too_little", "first_name")),
        ("Chung Jeon", "Jung Jeon", ("too_little", "first_name")),
        ("Nguyen Thi Lan", "Lan Nguyen", None),
        ("Lan Anh Nguyen", "Nguyen Lan Anh", None),
        ("Kim Min-su", "Minsu Kim", None),
        ("Anna Maria Rossi", "Annamaria Rossi", None),
        ("Anna Smith", "Anna Jones", None),
        ("Sean O’Brien", "Seán Ó Briain", None),
        ("Elena Popescu", "Elona Popescu", ("too_little", "first_name")),
        ("Nguyen Thi Huong", "Nguyen Thi Hong", ("too_little", "first_name")),
        ("M. Hoxha", "Mira Hoxha", ("too_little", "first_name")),
        ("Gent", "Gent Hoxha", ("too_little", "first_name")),
        ("Nguyen Thi Huong", "Nguyen Thi Lan", ("relative", "date_phone")),
        ("Huong Nguyen", "Nguyen Lan", ("relative", "date_phone")),
        ("Kim Min-jun", "Kim Seo-yeon", ("relative", "date_phone")),
        ("Elin Mair Huws", "Nia Mair Huws", ("relative", "date_phone")),
        ("Elin Mair Huws", "Mair Nia Huws", ("relative", "date_phone")),
        ("Zainab Omar Ahmad", "Omar Omar Ahmad", ("relative", "date_phone")),
        ("Feng Sheng Qiu", "Xiao-Yang Qiu", ("relative", "date_phone")),
        ("Tran Quoc Bao", "Tran Gia Han", ("relative", "date_phone")),
        ("Ka Quoc Bao", "Ka Gia Han", ("too_little", "first_name")),
    ],
)
def test_of_one_date_and_phone_the_own_names_decide_what_it_may_be(
    one: str, other: str, limit: tuple[str, str] | None
) -> None:
    born = BirthDate(1985, 4, 3)

    found = weigh(PersonRecord(one, born, PHONE), PersonRecord(other, born, PHONE))

    assert limit_of(found) == limit


#: Of a given name one that is a form of it, that sounds like it or is a slip away.
@settings(deadline=None)
@given(
    st.sampled_from(
        [
            ("Victor", "Victoria"), ("Mohamed", "Mohammed"), ("Jan", "John"),
            ("Elena", "Ilona"), ("Ali", "Aly"), ("Minh", "Min"), ("Maria", "Marie"),
            ("Andrew", "Andrei"), ("Kavita", "Kavitha"), ("J", "Jana"),
        ]
    ),
    st.sampled_from(FAMILIES),
    DAYS,
    SHARED,
    AMONG,
)  # fmt: skip
def test_only_the_same_given_name_is_likely_where_date_and_home_agree(
    given_names: tuple[str, str],
    family: tuple[str, str, str],
    born: BirthDate,
    shared: dict[str, object],
    among: int,
) -> None:
    one, other = (
        replace(PersonRecord(f"{name} {family[-1]}", born), **shared)  # type: ignore[arg-type]
        for name in given_names
    )

    assert weigh(one, other, among).bits <= MOST_UNLIKELY


@pytest.mark.parametrize(
    ("born", "other", "is_held"),
    [
        (BirthDate(1985, 4, 3), BirthDate(1985, 11, 27), True),
        (BirthDate(1985, 4, 3), BirthDate(1991, 7, 16), True),
        (BirthDate(1985, 4, 3), BirthDate(1985, 4, 27), False),
        (BirthDate(1985, 4, 3), BirthDate(1985, 3, 4), False),
        (BirthDate(1985, 4, 3), BirthDate(1986, 4, 3), False),
        (BirthDate(1985, 4, 3), BirthDate(1991), False),
    ],
)
def test_of_one_name_and_home_and_two_dates_it_is_never_likely(
    born: BirthDate, other: BirthDate, is_held: bool
) -> None:
    one = PersonRecord("Gwalchmai Hoxha", born, PHONE, postcode=POSTCODE)

    found = weigh(one, replace(one, born=other))

    assert (limit_of(found) == ("too_little", "other_date")) == is_held
    assert not is_held or found.bits <= MOST_UNLIKELY


def test_one_man_whose_year_was_mistyped_is_no_son_of_his() -> None:
    one = PersonRecord("Ion Popescu", BirthDate(1985, 4, 3), PHONE)
    other = replace(one, born=BirthDate(1965, 4, 3))

    assert weigh(one, other).bits > MOST_UNLIKELY


@pytest.mark.parametrize("comparison", [each.name for each in PEOPLE.comparisons[1:5]])
def test_a_date_is_weighed_among_pairs_of_whom_as_much_is_known(
    comparison: str,
) -> None:
    file = resources.files("unhidden.linkage") / "data" / "people.json"
    with resources.as_file(file) as path:
        weights = TrainedModel.load(path, PEOPLE).weights[comparison]

    # Shares of all that can be, of one person and of two: that a part is missing is no
    # level, so it can speak for nobody.
    assert sum(each.m for each in weights.values()) == pytest.approx(1, abs=0.01)
    assert sum(each.u for each in weights.values()) == pytest.approx(1, abs=0.01)
    assert abs(weights["near"].bits) < 1.5 or comparison == "born"
