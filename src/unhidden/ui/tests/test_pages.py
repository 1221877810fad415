"""Long lists, a page at a time."""

from __future__ import annotations

import pytest
from django.template import engines
from django.test import RequestFactory

from unhidden.ui import pages


def page(query: str, total: int = 104) -> pages.Page[int]:
    return pages.paginate(range(1, total + 1), RequestFactory().get(f"/?{query}"))


def test_the_first_page_has_the_first_items_and_no_previous() -> None:
    first = page("")

    assert list(first.items) == list(range(1, 26))
    assert (first.first_shown, first.last_shown, first.total) == (1, 25, 104)
    assert first.previous_url == ""
    assert first.next_url == "?page=2"


def test_the_last_page_has_what_remains_and_no_next() -> None:
    last = page("page=5")

    assert list(last.items) == [101, 102, 103, 104]
    assert last.next_url == ""


def test_filters_stay_in_the_addresses() -> None:
    second = page("council=m%C3%B4n&page=2")

    assert second.next_url == "?council=m%C3%B4n&page=3"


@pytest.mark.parametrize(
    ("asked", "got"),
    [("0", 1), ("-1", 1), ("x", 1), ("", 1), ("99", 5), ("²", 1), ("9" * 5000, 1)],
)
def test_a_page_that_is_not_there_becomes_the_nearest(asked: str, got: int) -> None:
    assert page(f"page={asked}").number == got


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        (1, [1, 2, None, 40]),
        (3, [1, 2, 3, 4, None, 40]),
        (20, [1, None, 19, 20, 21, None, 40]),
        (40, [1, None, 39, 40]),
    ],
)
def test_far_pages_are_left_out_of_the_links(
    asked: int, numbers: list[int | None]
) -> None:
    links = page(f"page={asked}", total=1000).links

    assert [link.number for link in links] == numbers
    assert [link.number for link in links if link.is_current] == [asked]


def test_an_empty_list_is_one_page_that_shows_nothing() -> None:
    empty = page("", total=0)

    assert (empty.last, empty.first_shown, empty.last_shown) == (1, 0, 0)


def test_a_query_that_slices_gives_the_same_page() -> None:
    request = RequestFactory().get("/?page=2")
    start = pages.start_of(request, 10)

    sliced = pages.page_of(list(range(start, start + 10)), 35, request, 10)

    assert start == 10
    assert sliced.items[0] == 10
    assert (sliced.first_shown, sliced.last_shown, sliced.last) == (11, 20, 4)


def test_the_links_say_where_one_is() -> None:
    template = engines["django"].from_string("{% load ui %}{% pagination page %}")

    html = template.render({"page": page("page=2", total=1234)})

    assert "Showing 26 to 50 of 1,234" in html
    assert html.count('aria-current="page"') == 1
    assert 'aria-label="Page 2"' in html


def test_one_page_needs_no_links() -> None:
    template = engines["django"].from_string("{% load ui %}{% pagination page %}")

    assert template.render({"page": page("", total=25)}).strip() == ""
