"""Pages of a case that moves: offered, accepted, handed over, and what is kept."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.made.safeguarding import make_case
from tests.made.transfers import (
    GIVER,
    NOTE,
    TAKER,
    WORDS,
    WORKER,
    make_agreed_case,
    make_moved_case,
    make_transfer,
)
from unhidden.safeguarding.models import CaseTransfer

pytestmark = pytest.mark.django_db


def _as(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def _typed(cast: Cast) -> dict[str, object]:
    return {
        "to_organisation": str(cast.organisations["red_cross"]),
        "items": ["notes", "identity"],
        "words": WORDS,
        "urgency": "three_days",
        "language": "vi",
    }


def _transfer(case_id: UUID) -> UUID:
    return CaseTransfer.objects.using("stored").get(case_id=case_id).id


def test_a_case_moves_by_page_and_both_sides_see_it(cast: Cast) -> None:
    case_id = make_agreed_case(cast)
    giver, taker = _as(cast, GIVER), _as(cast, TAKER)
    life = giver.get(f"/cases/{case_id}/course/").text
    giver.post(f"/cases/{case_id}/transfer/", _typed(cast))
    url = f"/cases/transfers/{_transfer(case_id)}/"

    asked = taker.get("/cases/transfers/").text
    card = taker.get(url).text
    taker.post(f"{url}accept/", {"worker": str(cast.people[WORKER])})
    accepted = giver.get(url).text
    giver.post(f"{url}hand-over/")
    done = giver.get(url).text
    kept = giver.get(f"{url}kept/").text
    theirs = _as(cast, WORKER).get(f"/cases/{case_id}/course/").text

    assert f"/cases/{case_id}/transfer/" in life
    assert url in asked
    assert WORDS not in card
    assert "Take the case on" in card
    assert "Hand the case over" in accepted
    assert WORDS in done
    assert "What your organisation wrote" in done
    assert NOTE in kept
    assert "Before it was yours, Support Worker led it." in " ".join(theirs.split())


def test_whoever_has_not_been_asked_first_is_told_to_ask(cast: Cast) -> None:
    case_id = make_case(cast)

    page = _as(cast, GIVER).get(f"/cases/{case_id}/transfer/").text

    assert "has not agreed to share" in page
    assert "<form method" not in page.split("<main")[1].split("</main>")[0]


def test_what_was_typed_is_kept_when_it_goes_beyond_what_they_agreed(
    cast: Cast,
) -> None:
    case_id = make_agreed_case(cast, categories=("identity",))

    page = _as(cast, GIVER).post(f"/cases/{case_id}/transfer/", _typed(cast)).text

    assert "They have not agreed to share all of this" in page
    assert WORDS in page
    assert not CaseTransfer.objects.using("stored").exists()


@pytest.mark.parametrize("part", ["analyst", "investigator", "planner", "officer"])
def test_nobody_else_meets_a_page_of_it(cast: Cast, part: str) -> None:
    transfer_id = make_transfer(cast, make_agreed_case(cast))
    client = _as(cast, part)

    for page in ("", "accept/", "decline/", "kept/"):
        assert client.get(f"/cases/transfers/{transfer_id}/{page}").status_code == 404


def test_who_accepted_has_no_page_of_what_others_wrote(cast: Cast) -> None:
    _, transfer_id = make_moved_case(cast)

    for part in (TAKER, WORKER):
        page = _as(cast, part).get(f"/cases/transfers/{transfer_id}/kept/")
        assert page.status_code == 404


def test_a_second_press_hands_nothing_over_twice(cast: Cast) -> None:
    _, transfer_id = make_moved_case(cast)

    page = _as(cast, GIVER).post(
        f"/cases/transfers/{transfer_id}/hand-over/", follow=True
    )

    assert page.status_code == 200
    assert "They lead it from now on" in page.text


@pytest.mark.parametrize(
    ("answer", "typed"), [("accept", "worker"), ("decline", "reason")]
)
def test_an_answer_that_is_sent_again_shows_how_the_case_stands(
    cast: Cast, answer: str, typed: str
) -> None:
    url = f"/cases/transfers/{make_transfer(cast, make_agreed_case(cast))}/"
    said = {"worker": str(cast.people[WORKER]), "reason": "no_room"}[typed]
    taker = _as(cast, TAKER)
    taker.post(f"{url}{answer}/", {typed: said})

    again = taker.post(f"{url}{answer}/", {typed: said}, follow=True)
    shown = taker.get(f"{url}{answer}/", follow=True)

    assert (again.status_code, shown.status_code) == (200, 200)
    assert "govuk-error-summary" not in again.text
    assert "Somebody was first" not in again.text


def test_another_answer_to_what_is_over_says_that_somebody_was_first(
    cast: Cast,
) -> None:
    url = f"/cases/transfers/{make_transfer(cast, make_agreed_case(cast))}/"
    taker = _as(cast, TAKER)
    taker.post(f"{url}decline/", {"reason": "no_room"})

    page = taker.post(
        f"{url}accept/", {"worker": str(cast.people[WORKER])}, follow=True
    )

    assert page.status_code == 200
    assert "Somebody was first" in page.text
    assert "Accepted" not in page.text
