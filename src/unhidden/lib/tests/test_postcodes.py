"""However a postcode is typed, it is written one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.lib.postcodes import normalise_postcode

AREAS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=2)
DISTRICTS = st.from_regex(r"[0-9][0-9A-Z]?", fullmatch=True)
INWARDS = st.from_regex(r"[0-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True)
POSTCODES = st.builds("{}{} {}".format, AREAS, DISTRICTS, INWARDS)
BLANKS = st.sampled_from(["", " ", "  ", "\t", "\u00a0", ".", "-", " - "])


@given(POSTCODES)
def test_a_postcode_as_it_is_written_stays_as_it_is(postcode: str) -> None:
    assert normalise_postcode(postcode) == postcode


@given(POSTCODES, BLANKS, BLANKS, BLANKS)
def test_case_and_blanks_do_not_matter(
    postcode: str, before: str, within: str, after: str
) -> None:
    typed = before + postcode.lower().replace(" ", within) + after

    assert normalise_postcode(typed) == postcode


@given(st.text())
def test_whatever_comes_out_comes_out_again(text: str) -> None:
    once = normalise_postcode(text)

    assert once is None or normalise_postcode(once) == once


@given(st.text())
def test_what_comes_out_fits_its_column(text: str) -> None:
    assert len(normalise_postcode(text) or "") <= len("LL11 0BY")


@given(POSTCODES)
def test_a_letter_o_for_a_nought_is_understood(postcode: str) -> None:
    nought = f"{postcode[:-3]}0{postcode[-2:]}"
    letter = f"{postcode[:-3]}O{postcode[-2:]}"

    assert normalise_postcode(letter) == nought


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ll110by", "LL11 0BY"),
        ("LL11  0BY ", "LL11 0BY"),
        ("m1 1ae", "M1 1AE"),
        ("W1A 0AX", "W1A 0AX"),
        ("ec1a1bb", "EC1A 1BB"),
        ("gir 0aa", "GIR 0AA"),
        ("LL52 ONS", "LL52 0NS"),
        ("ＬＬ１１　０ＢＹ", "LL11 0BY"),  # noqa: RUF001  # full-width, from a phone
    ],
)
def test_what_people_type(typed: str, written: str) -> None:
    assert normalise_postcode(typed) == written


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "LL11",
        "LL32 8D",
        "NO POSTCOD",
        "LL111 0BY",
        "1L1 0BY",
        "LLL1 0BY",
        "LL11 0BC",
        "LL11 0VY",
        "LL11 0BY, Wrexham",
        "LL11'0BY",
        "ß1 1AA",
    ],
)
def test_what_is_no_postcode(typed: str) -> None:
    assert normalise_postcode(typed) is None
