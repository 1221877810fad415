"""What the demonstration shows is of now: 2016 stands in its own week, and is over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.support import walking
from tests.support.databases import Databases
from tests.support.sizes import choose_size
from tests.support.walking import Piece, Seen
from unhidden.demo.region import FOUNDED_AT, read_data_file
from unhidden.intelligence.models import IntelligenceReport
from unhidden.investigations.models import Investigation, Origin, OriginKind, Request
from unhidden.operations.models import (
    AwarenessEvent,
    Operation,
    PlannedVisit,
    Team,
)
from unhidden.safeguarding.models import Case, CaseOffer, CaseTransfer
from unhidden.visits.models import Visit

pytestmark = pytest.mark.django_db(transaction=True)

#: Somebody of each role, the two desks, and a manager of each charity.
EVERYBODY = [
    *{
        row["role"]: row["key"] for row in reversed(read_data_file("people.json"))
    }.values(),
    "border_analyst",
    "red_cross_worker",
    "red_cross_manager",
]
#: Words of lateness, in both languages.
LATE = (
    "Overdue", "Hwyr", "To check", "I’w gwirio", "Never checked", "Deleted soon",
    "Due for review", "is late", "are late",
)  # fmt: skip
#: Lists of nothing else than what waits.
QUEUES = ("intelligence:waiting", "intelligence:proposed", "agencies:waiting")
MOST_OF_A_KIND = choose_size(2, whole=3)
MOST_QUERIES = 30
#: Days after the start.
LATER = choose_size((200,), whole=(30, 200))
LONGEST = timedelta(days=60)
THEN = 2016
#: Where it stands since when somebody, or a place, is known.
SINCE = ("agencies:", "keys:", "lead_keys:", "places:", "organisations:")
HISTORY = ("History of the premises", "Hanes y safle")
#: What waits on the first page of whom, at least and at most.
WAITING = {
    "planner": {"/visits/accounts/": (1, 1)},
    "analyst": {"/desk/": (5, 15), "/find/": (1, 1), "/who-to-call/": (1, 5)},
    "border_analyst": {"/contacts/": (1, 3)},
    "source_unit": {"/sources/": (1, 1)},
    "officer_1": {"/visits/": (1, 12)},
    "bawso_worker": {"/cases/": (2, 8), "/emergency/notices/": (1, 1)},
    "red_cross_manager": {"/shares/": (1, 1)},
    "investigator": {"/investigations/": (2, 6)},
}


@dataclass(frozen=True, slots=True)
class Walked:
    """All pages that everybody was shown on a day."""

    day: date
    pages: tuple[Seen, ...]

    def pieces(self) -> Iterator[tuple[Seen, Piece]]:
        for page in self.pages:
            for piece in page.pieces():
                yield page, piece


def test_nothing_that_waits_is_of_2016(
    demonstration: str, test_database: str, databases: Databases
) -> None:
    """Nobody's pages tell of 2016 but those of its week, on the day of the start and
    half a year later; at the start nothing is long overdue, and no page asks much."""
    copy = f"{test_database}_walked"
    databases.server.remake(copy, template=demonstration)
    databases.point_to(copy)
    try:
        week = _of_the_week()
        now = _walked(most=MOST_OF_A_KIND)
        assert _too_many_queries(now) == []
        assert _of_then(now, week) == []
        assert _long_overdue(now) == []
        assert _waiting(now) == WAITING
        for days in LATER:
            later = timezone.now() + timedelta(days=days)
            with time_machine.travel(later, tick=False):
                then = _walked(most=1)
            assert _of_then(then, week) == []
            assert _late_by_2016(then, week) == []
    finally:
        databases.point_to(test_database)
        databases.server.drop(copy)


def _walked(*, most: int) -> Walked:
    pages = (page for key in EVERYBODY for page in walking.walk(key, most=most))
    return Walked(timezone.localdate(), tuple(pages))


def _of_the_week() -> frozenset[str]:
    """The records of the replayed week."""
    week = Operation.objects.using("stored").filter(starts_on__year=THEN)
    plans = PlannedVisit.objects.using("stored").filter(operation__in=week)
    visits = Visit.objects.using("stored").filter(planned__in=plans)
    cases = Case.objects.using("stored").filter(possible_victim__visit__in=visits)
    moves = CaseTransfer.objects.using("stored").filter(case__in=cases)
    offers = CaseOffer.objects.using("stored").filter(possible_victim__visit__in=visits)
    learnt = IntelligenceReport.objects.using("stored").filter(
        visit_id__in=visits.values("id")
    )
    begun = Origin.objects.using("stored").filter(
        kind=OriginKind.VISIT, source_id__in=visits.values("id")
    )
    inquiries = Investigation.objects.using("stored").filter(origins__in=begun)
    requests = Request.objects.using("stored").filter(
        kind=OriginKind.VISIT, source_id__in=visits.values("id")
    )
    of_operation = [
        model._default_manager.using("stored").filter(operation__in=week)
        for model in (AwarenessEvent, Team)
    ]
    of_cases = (cases, offers, moves)
    found = (week, plans, visits, *of_cases, learnt, inquiries, requests, *of_operation)
    return frozenset(
        str(id_) for rows in found for id_ in rows.values_list("id", flat=True)
    )


def _too_many_queries(walked: Walked) -> list[str]:
    return [
        f"{page.who} {page.url}: {page.queries} queries"
        for page in walked.pages
        if page.queries > MOST_QUERIES
    ]


def _of_then(walked: Walked, week: frozenset[str]) -> list[str]:
    """What names a day of 2016 elsewhere than in the week's own pages and rows."""
    return [
        _told(page, piece)
        for page, piece in walked.pieces()
        if not (page.ids | piece.ids) & week
        for day in piece.days
        if day.year == THEN
        and not _is_since(page, day)
        and not _is_history(page, piece)
    ]


def _is_since(page: Seen, day: date) -> bool:
    return page.route.startswith(SINCE) and day == FOUNDED_AT.date()


def _is_history(page: Seen, piece: Piece) -> bool:
    """Whether a brief tells how its premises were found before."""
    return page.route.startswith("briefs:") and piece.words.startswith(HISTORY)


def _long_overdue(walked: Walked) -> list[str]:
    return [
        _told(page, piece)
        for page, piece in walked.pieces()
        if _is_late(page, piece)
        and any(day < walked.day - LONGEST for day in piece.days)
    ]


def _late_by_2016(walked: Walked, week: frozenset[str]) -> list[str]:
    return [
        _told(page, piece)
        for page, piece in walked.pieces()
        if _is_late(page, piece)
        and (piece.ids & week or any(day.year == THEN for day in piece.days))
    ]


def _is_late(page: Seen, piece: Piece) -> bool:
    """Whether it is called late, or stands in a queue of what waits for somebody."""
    return page.route in QUEUES or any(word in piece.words for word in LATE)


def _waiting(walked: Walked) -> dict[str, dict[str, tuple[int, int]]]:
    """``WAITING`` where all of it is so; else the numbers themselves."""
    return {
        who: {url: _counted(walked, who, url, limits) for url, limits in wanted.items()}
        for who, wanted in WAITING.items()
    }


def _counted(
    walked: Walked, who: str, url: str, limits: tuple[int, int]
) -> tuple[int, int]:
    home = next(page for page in walked.pages if page.who == who and page.url == "/")
    (card,) = home.main.xpath(f"//h2[a[@href='{url}']]")
    told = re.search(r"\d+", card.text_content())
    number = int(told[0]) if told else 0
    least, most = limits
    return limits if least <= number <= most else (number, number)


def _told(page: Seen, piece: Piece) -> str:
    return f"{page.who} {page.url}: {piece.words[:150]}"
