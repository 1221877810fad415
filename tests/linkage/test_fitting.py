"""The parts of names fit in SQL as they do in Python, whatever they are."""

from __future__ import annotations

import random

from unhidden.linkage.engines import connect_duckdb
from unhidden.linkage.fitting import list_functions
from unhidden.linkage.known_parts import HOWS, PartsOfName

_WORDS = (
    "sion", "siôn", "rhys", "kim", "min", "popescu", "popesku", "ionescu", "max",
    "khodorkovsky", "khordorovsky", "maximilian", "jackson", "johnson", "m", "k", "4",
)  # fmt: skip
_TOKENS = ("~john", "~rhys", "PPSK", "KTRKVSK", "SNN", "^m", "^k")


def _make_name(luck: random.Random) -> list[list[str]]:
    return [
        [luck.choice(_WORDS), *luck.sample(_TOKENS, luck.randint(1, 2))]
        for _ in range(luck.randint(1, 4))
    ]


def test_two_names_fit_in_sql_as_they_do_in_python() -> None:
    luck = random.Random(3)  # noqa: S311  # the same each time is wanted
    pairs = [(_make_name(luck), _make_name(luck)) for _ in range(3_000)]

    with connect_duckdb(threads=1) as connection:
        connection.execute("create table pairs (n int, a varchar[][], b varchar[][])")
        rows = [(n, a, b) for n, (a, b) in enumerate(pairs)]
        connection.executemany("insert into pairs values (?, ?, ?)", rows)
        for name, judge in list_functions().items():
            asked = f"select {name}(a, b) from pairs order by n"  # noqa: S608  # our own
            in_sql = [bool(fit) for (fit,) in connection.execute(asked).fetchall()]

            assert in_sql == [judge(a, b) for a, b in pairs], name
            assert any(in_sql), name
            assert not all(in_sql), name


def test_whichever_name_comes_first_two_names_fit_or_do_not() -> None:
    luck = random.Random(5)  # noqa: S311
    pairs = [(_make_name(luck), _make_name(luck)) for _ in range(1_000)]

    for name, judge in list_functions().items():
        assert [judge(a, b) for a, b in pairs] == [judge(b, a) for a, b in pairs], name


def test_a_known_name_fits_others_as_the_functions_of_sql_have_it() -> None:
    luck = random.Random(7)  # noqa: S311
    conditions = PartsOfName("parts", "met")
    held = [(how, whole) for how in HOWS for whole in (False, True)]
    found = set()

    for _ in range(400):
        one = {"parts": _make_name(luck)}
        tests = [
            conditions.fit_met_parts(how, least=1, is_whole=whole).of(one)
            for how, whole in held
        ]
        for other in (_make_name(luck) for _ in range(20)):
            meets = list_functions()["parts_fit_by_sound"]
            is_met = any(meets([a], [b]) for a in one["parts"] for b in other)
            for (how, whole), test in zip(held, tests, strict=True):
                judge = list_functions()["_".join(filter(None, ("parts_fit", how)))]
                is_even = len(one["parts"]) == len(other)
                fits = is_met and judge(one["parts"], other)
                assert test
                assert test({"parts": other}) == (fits and (is_even or not whole))
                found.add((how, bool(fits)))

    assert found == {(how, fits) for how in HOWS for fits in (False, True)}
