"""Words on paper: they fit, and a language is only data."""

from __future__ import annotations

import io

import pikepdf

from tests.support.typefaces import typeface
from unhidden.lib import paper
from unhidden.lib.paper import Poster, PosterLine, PosterSign

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none"'
    ' stroke="black"><path d="M4 4L40 40"/></svg>'
)


def poster(**told: object) -> Poster:
    words: dict[str, object] = {
        "language": "en",
        "above": "Above",
        "title": "Title",
        "intro": "Intro",
        "signs": (PosterSign(DRAWING, "A sign"),),
        "notes": ("A note.",),
        "danger": PosterLine("Danger", "999"),
        "lines": (PosterLine("A line", "101"),),
        "link_words": "Report",
        "link": "https://example.org/report/",
    }
    return Poster(**{**words, **told})  # type: ignore[arg-type]


def pages(content: bytes) -> int:
    return len(pikepdf.open(io.BytesIO(content)).pages)


def test_long_words_and_many_signs_stay_on_one_page() -> None:
    many = (PosterSign(DRAWING, "words " * 15),) * 30

    content = paper.draw_poster(
        poster(signs=many, title="Long title " * 8, intro="word " * 60), typeface()
    )

    assert pages(content) == 1


def test_the_same_words_make_the_same_file() -> None:
    first, second = (paper.draw_poster(poster(), typeface()) for _ in range(2))

    assert first == second


def test_a_language_from_right_to_left_is_laid_out_the_other_way() -> None:
    from_left = paper.draw_poster(poster(), typeface())
    from_right = paper.draw_poster(poster(), typeface(is_right_to_left=True))

    assert pages(from_right) == 1
    assert from_right != from_left
