"""Names meet themselves in other spellings and scripts, and no text breaks them."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhidden.linkage.names import LONGEST_NAME, MOST_KEYS, name_keys
from unhidden.linkage.names.reading import read_name
from unhidden.linkage.people import PersonRecord
from unhidden.linkage.person_names import NAME, make_name_columns
from unhidden.linkage.person_profiles import make_person_columns

# A machine that others use, too.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PAIRS = Path(__file__).with_name("origin_pairs.csv")
ONE_PERSON = {
    "written", "single", "same", "ends", "forms", "sounds", "spelt", "spaced",
    "script", "within", "within_alike", "initials", "nearly", "alone",
}  # fmt: skip
any_text = st.text(max_size=60)


def _level(one: str, other: str) -> str:
    columns = (make_person_columns(PersonRecord(name)) for name in (one, other))
    return NAME.level(*columns)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Siân ap Rhys", "SIÂN AP RHYS", "same"),
        ("Nguyễn Văn An", "an van nguyen", "same"),
        ("Ковальчук Олександр", "Oleksandr Koval'chuk", "same"),
        ("王小明", "Wang Xiao-Ming", "spaced"),
        ("王小明", "王小明", "written"),
        ("习近朋", "习近平", "signs"),
        ("Gheorghe Popescu", "George Popescu", "forms"),
        ("Liz Jones", "Elizabeth Jones", "forms"),
        ("Gheorghe Popesku", "George Popescu", "sounds"),
        ("طارق درويش", "Tariq Darwish", "sounds"),
        ("Arben Hoxha", "Arben Hoxna", "spelt"),
        ("Min-su Kim", "Kim Minsu", "spaced"),
        ("Seán Ó Briain", "O'Brien Sean", "spaced"),
        ("Ramimakhlouf", "Rami Makhlouf", "spaced"),
        ("Selam Tesfaye", "Selam Tesfaye Gebremariam", "within"),
        ("Selam Gebremariam", "Selam Tesfaye Gebremariam", "ends"),
        ("Lan Anh Nguyen", "Nguyễn Thị Lan Anh", "within"),
        ("Tariq Darwish", "طارق عمر درويش", "within_alike"),
        ("M. Kowalska", "Magdalena Kowalska", "initials"),
        ("J. Jones", "Jones Smith", "part"),
        ("Kowalska", "Kowalska", "single"),
        ("Kowalska", "Magdalena Kowalska", "alone"),
        ("Ewa Kowalska", "Magdalena Kowalska", "last"),
        ("Fatima Ali Hassan", "Fatima Omar Hassan", "middle"),
        ("Ewa Kowalska", "Huw Pritchard", "differs"),
        ("Siôn ap Rhys", "Rhys ap Siôn", "generations"),
        ("Abdullah bin Omar", "Omar ibn Abdullah", "generations"),
        ("Siôn ap Rhys", "Huw ap Rhys", "last"),
        ("عمر بن سعيد", "Omar bin Said", "script"),
        ("", "Ewa Kowalska", "absent"),
        ("\u200b👻\x00", "Ewa Kowalska", "absent"),
    ],
)
def test_two_names_meet_on_the_level_that_a_reader_would_say(
    one: str, other: str, level: str
) -> None:
    assert _level(one, other) == level
    assert _level(other, one) == level


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyen Thi Hong", "Nguyen Thi Hung"),
        ("Kim Min", "Kim Man"),
        ("Chen Li", "Chen Lao"),
        ("Mark Evans", "Mary Evans"),
        ("Hassan Karim", "Hussein Karim"),
    ],
)
def test_names_of_few_consonants_and_two_known_names_do_not_sound_alike(
    one: str, other: str
) -> None:
    assert _level(one, other) not in {"forms", "sounds", "spelt", "spaced"}


def test_what_a_name_is_a_form_of_and_what_it_sounds_like_are_two_things() -> None:
    known = make_name_columns(read_name("Gheorghe Popescu"))["parts"]

    assert known == [["gheorghe", "~george"], ["popescu", "PPSK"]]
    # A spelling that no table has may be one of a name that it has.
    assert "~muhammad" in make_name_columns(read_name("Mohammmad"))["parts"][0]


def test_of_each_origin_nearly_all_pairs_meet_and_strangers_do_not() -> None:
    by_origin = defaultdict(list)
    with PAIRS.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            by_origin[row["origin"]].append((row["one"], row["other"]))

    for origin, pairs in by_origin.items():
        missed = [pair for pair in pairs if not name_keys(pair[0]) & name_keys(pair[1])]
        unlike = [pair for pair in pairs if _level(*pair) not in ONE_PERSON]
        strangers = [
            (one, other)
            for at, (one, _) in enumerate(pairs)
            for n, (_, other) in enumerate(pairs)
            if at != n and _level(one, other) in ONE_PERSON
        ]
        assert not missed, (origin, missed)
        assert len(unlike) <= 1, (origin, unlike)
        assert len(strangers) <= 3, (origin, strangers)


def test_parts_that_were_run_together_meet_in_whatever_order() -> None:
    together, apart = "Mohammadhasni Zarkari", "Zarkari Mohammad Hasni"

    shared = name_keys(together) & name_keys(apart)

    assert any(key.startswith("p:") for key in shared), "only an initial is shared"
    assert _level(together, apart) == "spaced"


def test_what_is_pasted_after_a_name_costs_nothing_and_changes_nothing() -> None:
    pasted = ("Ewa Kowalska " + "x" * LONGEST_NAME)[:LONGEST_NAME]

    assert name_keys(pasted) == name_keys(pasted + "y" * 50_000)


@unhurried
@given(any_text, any_text)
def test_comparing_is_symmetric_and_never_fails(one: str, other: str) -> None:
    assert _level(one, other) == _level(other, one)


@unhurried
@given(any_text)
def test_a_name_meets_itself_and_has_few_keys(name: str) -> None:
    keys = name_keys(name)

    assert len(keys) <= MOST_KEYS
    assert _level(name, name) in ({"written", "single", "same"} if keys else {"absent"})
