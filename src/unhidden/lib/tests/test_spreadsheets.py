"""A spreadsheet says what it was given, and computes nothing."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from tests.support.spreadsheets import read_ods
from unhidden.lib.spreadsheets import ODS, write_ods

_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=20)
_ROWS = st.lists(st.lists(_WORDS, min_size=2, max_size=2), max_size=4)


@given(_ROWS)
def test_every_cell_comes_back_as_it_was_given(rows: list[list[str]]) -> None:
    assert read_ods(write_ods({"cases": rows, "none": []})) == {
        "cases": rows,
        "none": [],
    }


def test_programs_find_what_kind_of_file_it_is() -> None:
    content = write_ods({"cases": [["a"]]})

    assert content[30:38] == b"mimetype"
    assert content[38 : 38 + len(ODS)] == ODS.encode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert "META-INF/manifest.xml" in archive.namelist()


def test_no_cell_is_a_formula() -> None:
    content = write_ods({"cases": [["=HYPERLINK(1)", "+1", "@x"]]})

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("content.xml").decode()
    assert "formula" not in text
    assert text.count('value-type="string"') == 3


def test_equal_tables_are_equal_bytes() -> None:
    assert write_ods({"a": [["1"]]}) == write_ods({"a": [["1"]]})
