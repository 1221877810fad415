"""What counts as one source, and as one thing that two sources speak of."""

from __future__ import annotations

import pytest

from unhidden.intelligence.reports.rules.sources import source_words
from unhidden.intelligence.subjects.rules.meetings import keys_within, meeting_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mair, 07700 900456", "+44 7700 900 456"),
        ("mair@example.org", "Mair Jones <MAIR@example.org>"),
        ("SRC-0042", "src 0042"),
        ("Mair Jones", "mair\N{ZERO WIDTH SPACE} JONES."),
    ],
)
def test_one_source_is_known_however_they_are_typed(one: str, other: str) -> None:
    assert source_words(one) & source_words(other)


@pytest.mark.parametrize("nobody", ["", "  ", "?", "--"])
def test_nobody_is_no_source(nobody: str) -> None:
    assert source_words(nobody) == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("account", "mair@example.org", {}), ("account", " MAIR@example.org", {})),
        (
            ("person", "Arben", {"email": "a.h@example.org"}),
            ("account", "A.H@example.org", {}),
        ),
        (
            ("account", "instagram:best.nails", {}),
            ("account", "Best.Nails", {"provider": "Instagram"}),
        ),
        (("account", "12-34-56 12345678", {}), ("account", "123456 12345678", {})),
        (("document", "GB 123 456 789", {}), ("document", "gb123456789", {})),
        (
            ("business", "Best Nails", {"number": "09876543"}),
            ("business", "Rhyl Beauty Ltd", {"number": "09 876 543"}),
        ),
    ],
)
def test_two_sources_speak_of_one_thing_however_it_is_written(
    one: tuple[str, str, dict[str, str]], other: tuple[str, str, dict[str, str]]
) -> None:
    assert meeting_keys(*one, None) & meeting_keys(*other, None)


@pytest.mark.parametrize(
    ("kind", "text", "details"),
    [
        ("account", "best.nails", {}),
        ("account", ":best.nails", {}),
        ("account", "someone@home", {}),
        ("account", "12345", {}),
        ("document", "passport", {}),
        ("business", "Best Nails", {"number": "unknown"}),
        ("person", "Arben Hoxha", {"email": "unknown"}),
    ],
)
def test_what_many_may_have_meets_nobody_elsewhere(
    kind: str, text: str, details: dict[str, str]
) -> None:
    assert meeting_keys(kind, text, details, None) == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("person", "Arben Hoxha"), ("person", "Арбен Ходжа")),
        (("person", "Arben Besim Hoxha"), ("person", "Arben Hoxha")),
        (("person", "Arben"), ("person", "arben")),
        (("account", "instagram:best.nails"), ("account", "Best Nails")),
        (("business", "Best Nails Ltd"), ("business", "best nails")),
    ],
)
def test_of_one_source_a_name_is_enough(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert keys_within(*one, {}) & keys_within(*other, {})
    assert not keys_within(*one, {}) & keys_within(one[0], "Dafydd Prys", {})
