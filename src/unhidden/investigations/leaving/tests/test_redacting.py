"""A redacted copy holds nothing of what is hidden: not under the black, nor beside."""

from __future__ import annotations

import io
from functools import partial

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.support.papers import read_pdf
from tests.support.typefaces import typeface
from unhidden.investigations.leaving import rendering
from unhidden.investigations.leaving.rules import redacting
from unhidden.investigations.leaving.rules.redacting import (
    PageArea,
    PageWord,
    WhatToHide,
)
from unhidden.investigations.leaving.tests.pages import LINES, NAME, PHONE, set_page

redact = partial(
    rendering.redact_pages,
    title="Item 3, redacted copy",
    language="en",
    font_for=lambda text: typeface().regular,
)


def everything_in(content: bytes) -> bytes:
    """All bytes of a PDF, with its streams unpacked."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.specialized)
    return out.getvalue()


def test_what_is_hidden_is_found_before_and_gone_after() -> None:
    page = set_page()

    copy = redact(page, WhatToHide(("maria popescu", "07700900123")))

    assert NAME in read_pdf(page)
    assert read_pdf(copy.content) == LINES[2]
    assert not any(
        word in everything_in(copy.content) for word in (b"Maria", b"Popescu", b"07700")
    )
    assert copy.copy_sha256 != copy.original_sha256


def test_words_beside_a_hidden_one_stay_if_that_is_asked_for() -> None:
    what = WhatToHide((NAME, PHONE), is_whole_line=False)

    text = read_pdf(redact(set_page(), what).content)

    assert text == " ".join(LINES).replace(f"{NAME} ", "").replace(f"{PHONE}, ", "")


def test_the_black_is_burnt_into_the_picture() -> None:
    copy = redact(set_page(), WhatToHide((NAME,), is_whole_line=False))
    with pikepdf.open(io.BytesIO(copy.content)) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert isinstance(image, pikepdf.Stream)
        picture = pikepdf.PdfImage(image).as_pil_image().convert("L")

    black = picture.point(lambda shade: 255 if shade == 0 else 0).getbbox()

    assert black is not None
    assert longest_run(picture) > 100


def longest_run(picture: Image.Image) -> int:
    """The longest row of black pixels."""
    rows = [
        picture.crop((0, y, picture.width, y + 1)).tobytes()
        for y in range(picture.height)
    ]
    return max(max(map(len, row.split(b"\xff"))) for row in rows)


def test_what_nobody_sees_on_the_page_is_not_laid_under_it() -> None:
    page = set_page("Seen.", "Maria", unseen="Reference 4471 of the source unit")

    copy = redact(page, WhatToHide(("Maria",)))

    assert "4471" in read_pdf(page)
    assert read_pdf(copy.content) == "Seen."


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_is_turned_hides_the_same(turned: int) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(set_page())) as pdf:
        pdf.pages[0].rotate(turned, relative=True)
        pdf.save(out)

    copy = redact(out.getvalue(), WhatToHide((NAME,), is_whole_line=False))

    drawn = pypdfium2.PdfDocument(copy.content)[0].get_textpage().get_text_range()
    assert "Maria" not in drawn
    assert "noon" in drawn


def test_the_same_gives_the_same_bytes_and_no_title_of_the_original() -> None:
    what = WhatToHide(("noon",))
    first, second = redact(set_page(), what), redact(set_page(), what)

    with pikepdf.open(io.BytesIO(first.content)) as pdf:
        said = {str(name): str(value) for name, value in pdf.docinfo.items()}

    assert first == second
    assert NAME not in said.values()
    assert said["/Title"] == "Item 3, redacted copy"


def test_a_whole_page_may_be_hidden() -> None:
    copy = redact(set_page(), WhatToHide(pages=frozenset({1})))

    assert read_pdf(copy.content) == ""


def test_what_is_not_found_is_no_reason_to_believe_that_it_is_hidden() -> None:
    with pytest.raises(rendering.TermNotFound):
        redact(set_page(), WhatToHide((NAME, "Elena")))
    with pytest.raises(rendering.TermNotFound):
        redact(set_page(), WhatToHide(pages=frozenset({2})))
    with pytest.raises(rendering.NothingHidden):
        redact(set_page(), WhatToHide())


def test_what_is_no_page_is_refused() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(set_page())) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))

    for content in (b"", b"no PDF", locked.getvalue(), set_page()[:300]):
        with pytest.raises(rendering.PagesNotDrawn):
            redact(content, WhatToHide((NAME,)))


words_of_a_page = st.lists(
    st.builds(
        PageWord,
        st.text("abcÉé -07", min_size=1, max_size=5),
        st.builds(
            lambda x, y, w: PageArea(x, y, x + w, y + 9),
            st.integers(0, 300),
            st.integers(0, 300),
            st.integers(1, 60),
        ),
    ),
    max_size=12,
)


@given(words_of_a_page, st.integers(0, 11), st.booleans())
def test_no_open_word_touches_what_is_covered(
    words: list[PageWord], chosen: int, is_whole_line: bool
) -> None:
    terms = tuple(word.text for word in words[chosen : chosen + 2])
    what = WhatToHide(terms, is_whole_line=is_whole_line)
    hidden, found = redacting.find_terms(words, terms)
    covered = redacting.cover_words(words, hidden, what, 400)

    kept = redacting.keep_open(words, covered)

    assert found == {term for term in terms if redacting.fold_words(term)}
    assert not any(words[place] in kept for place in hidden)
    assert not any(area.touches(word.area) for word in kept for area in covered)


@given(st.text("abcÉ 07-", min_size=1, max_size=8), st.integers(1, 7))
def test_a_term_is_found_however_it_is_divided(term: str, cut: int) -> None:
    area = PageArea(0, 0, 9, 9)
    words = [
        PageWord(part, area)
        for part in ("x", term[:cut].upper(), term[cut:], "y")
        if part
    ]

    _, found = redacting.find_terms(words, [term])

    assert found == ({term} if redacting.fold_words(term) else set())
