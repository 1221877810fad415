"""A long list, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Generic, TypeVar
from uuid import UUID

from django.http import HttpRequest, QueryDict

T = TypeVar("T")

PER_PAGE = 25
_NEIGHBOURS = 1
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class PageLink:
    """One number in the list of pages; without a number it is the gap (…)."""

    number: int | None
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list, and the links to the others."""

    items: Sequence[T]
    number: int
    last: int
    total: int
    first_shown: int
    links: tuple[PageLink, ...]
    previous_url: str
    next_url: str

    @property
    def last_shown(self) -> int:
        return self.first_shown + len(self.items) - 1 if self.items else 0


def paginate(
    items: Sequence[T], request: HttpRequest, per_page: int = PER_PAGE
) -> Page[T]:
    """The page of ``items`` that ``?page=`` asks for; the nearest one there is."""
    start = (_number(request, _last(len(items), per_page)) - 1) * per_page
    return page_of(items[start : start + per_page], len(items), request, per_page)


def start_of(request: HttpRequest, per_page: int = PER_PAGE) -> int:
    """Where the page asked for begins, for a query that takes start and limit."""
    return (_asked_for(request) - 1) * per_page


def page_of(
    items: Sequence[T], total: int, request: HttpRequest, per_page: int = PER_PAGE
) -> Page[T]:
    """The page asked for, of items that a query already cut from ``total``."""
    note_shown(items, request)
    last = _last(total, per_page)
    number = _number(request, last)
    return Page(
        items=items,
        number=number,
        last=last,
        total=total,
        first_shown=(number - 1) * per_page + 1 if items else 0,
        links=tuple(_links(request, number, last)),
        previous_url=_url(request, number - 1) if number > 1 else "",
        next_url=_url(request, number + 1) if number < last else "",
    )


def note_shown(items: Iterable[object], request: HttpRequest) -> None:
    """Leave on the request which records it lists: the record of who saw what asks.

    A list that is not cut into pages calls it itself.
    """
    shown: list[UUID] = getattr(request, "shown", [])
    found = (_id_of(item) for item in items)
    request.shown = [*shown, *(one for one in found if one)]  # type: ignore[attr-defined]


def note_sought(words: str, request: HttpRequest) -> None:
    """Leave on the request what was looked for, where no address tells it: the record
    of who saw what keeps its hash."""
    sought = QueryDict(mutable=True)
    sought["words"] = words
    request.sought = sought  # type: ignore[attr-defined]


def read_sought(request: HttpRequest) -> QueryDict:
    """What was looked for: what the view left, or else what the address asks."""
    sought: QueryDict | None = getattr(request, "sought", None)
    return request.GET if sought is None else sought


def _id_of(item: object) -> UUID | None:
    """The id of what a row is about: itself, or else its visit, person or place."""
    around = (item, getattr(item, "premises", None))
    names = ("id", "visit_id", "person_id")
    found = (getattr(each, name, None) for each in around for name in names)
    return next((one for one in found if isinstance(one, UUID)), None)


def _asked_for(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    is_number = asked.isascii() and asked.isdecimal() and len(asked) <= _DIGITS
    return max(int(asked), 1) if is_number else 1


def _last(total: int, per_page: int) -> int:
    return max(1, ceil(total / per_page))


def _number(request: HttpRequest, last: int) -> int:
    return min(_asked_for(request), last)


def _links(request: HttpRequest, number: int, last: int) -> list[PageLink]:
    """The first, the last and the neighbours; a gap where numbers are left out."""
    shown = sorted(
        {1, last, *range(number - _NEIGHBOURS, number + _NEIGHBOURS + 1)}
        & set(range(1, last + 1))
    )
    links: list[PageLink] = []
    for page in shown:
        if links and links[-1].number != page - 1:
            links.append(PageLink(number=None))
        links.append(PageLink(page, _url(request, page), is_current=page == number))
    return links


def _url(request: HttpRequest, number: int) -> str:
    """The same address, filters and all, at another page."""
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
