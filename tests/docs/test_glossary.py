"""The glossary gives each word one meaning."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from unhidden.hosting.paths import REPOSITORY

GLOSSARY = REPOSITORY / "docs" / "glossary.md"
HEADS = {"word", "---"}
FIRST, REST = 3, 4


def tables() -> list[list[list[str]]]:
    """Each table of the page: its rows, each a list of cells, without its head."""
    lines = GLOSSARY.read_text().splitlines()
    return [
        [
            cells
            for line in group
            if (cells := [cell.strip() for cell in line.strip("|").split("|")])[0]
            not in HEADS
        ]
        for is_table, group in groupby(lines, key=lambda line: line.startswith("|"))
        if is_table
    ]


def test_every_word_has_one_entry() -> None:
    counted = Counter(cells[0] for table in tables() for cells in table)

    assert [word for word, count in counted.items() if count > 1] == []


def test_every_entry_is_whole() -> None:
    several, *rest = tables()

    assert [row for row in several if len(row) != FIRST or "" in row] == []
    assert [r for table in rest for r in table if len(r) != REST or "" in r] == []


def test_words_stand_in_the_order_of_the_alphabet() -> None:
    for table in tables():
        words = [cells[0].casefold() for cells in table]

        assert words == sorted(words)
