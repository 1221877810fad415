"""Paper by typst: words are data whatever they look like, and setting is bounded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.papers import find_faults, read_pdf
from tests.support.typefaces import typeface
from unhidden.lib import typesetting

TEMPLATE = b"""
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, date: none)
#set text(lang: d.language)
#title()
#for line in d.lines { par(line) }
"""
HOSTILE = (
    "# not a heading",
    '#eval("1")',
    '#import "@preview/cetz:0.3.0"',
    "#sys.inputs",
    "[in brackets]",
    "/ term: not a list",
    "= not a heading",
    "- not an item",
    "\\ backslash \\u{41}",
    "$x^2$ <label> @reference",
    "*bold* _quiet_ `raw`",
    "// not a comment",
    "/* nor this */",
    '~ -- --- ... "quotes"',
)


def set_lines(*lines: str, language: str = "en") -> bytes:
    data = {"title": "Lines", "language": language, "lines": list(lines)}
    face = typeface()
    return typesetting.typeset_paper(TEMPLATE, data, [face.regular, face.bold])


@pytest.mark.parametrize("line", HOSTILE)
def test_what_looks_like_markup_is_printed_as_it_is(line: str) -> None:
    text = read_pdf(set_lines(line))

    assert line.replace(" ", "") in text.replace(" ", "")


@given(st.text("#[]/\\$@<>*_`={}\"' \nab", max_size=30))
@settings(max_examples=8)
def test_no_text_breaks_the_template(line: str) -> None:
    paper = set_lines(line, "end")

    assert "end" in read_pdf(paper)


def test_the_same_data_gives_the_same_bytes() -> None:
    assert set_lines("one", "two") == set_lines("one", "two")
    assert set_lines("one") != set_lines("two")


def test_a_paper_is_tagged() -> None:
    assert find_faults(set_lines("one", language="cy")) == []


def test_a_template_that_is_wrong_is_said() -> None:
    with pytest.raises(typesetting.PaperNotSet):
        typesetting.typeset_paper(b"#nothing-of-that-name", {}, [typeface().regular])


def test_no_package_is_fetched() -> None:
    template = b'#import "@preview/example:0.1.0": add\n' + TEMPLATE

    with pytest.raises(typesetting.PaperNotSet):
        typesetting.typeset_paper(
            template, {"title": "", "language": "en", "lines": []}, [typeface().regular]
        )


def test_no_file_of_the_machine_is_read() -> None:
    for path in ("/etc/hostname", "../../etc/hostname"):
        template = f'#set document(title: "x")\n#read("{path}")'.encode()
        with pytest.raises(typesetting.PaperNotSet):
            typesetting.typeset_paper(template, {}, [typeface().regular])


def test_a_paper_that_takes_too_long_is_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(typesetting, "SECONDS", 3)
    endless = b"#let go() = { let n = 0; while n < 100000000 { n += 1 } }\n#go()"

    with pytest.raises(typesetting.PaperNotSet):
        typesetting.typeset_paper(endless, {}, [typeface().regular])


def test_pages_are_counted() -> None:
    assert typesetting.count_pages(set_lines("one")) == 1
    assert typesetting.count_pages(set_lines(*["many"] * 200)) > 2
