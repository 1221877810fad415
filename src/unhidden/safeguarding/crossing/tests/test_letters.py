"""A request for what is held reaches its organisation, and is answered there once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, TODAY, Cast
from tests.made.safeguarding import make_case
from unhidden.access.absent import Absent
from unhidden.safeguarding import actions
from unhidden.safeguarding.consent.queries import passed
from unhidden.safeguarding.crossing.actions import letters, requests
from unhidden.safeguarding.crossing.queries import holdings
from unhidden.safeguarding.crossing.queries import letters as asked
from unhidden.safeguarding.models import HoldingsAnswer, HoldingsLetter
from unhidden.vault.models import RecordKey

pytestmark = pytest.mark.django_db
NAME, HELD = "Selam Haile", "We hold a report of a call, of 3 January."


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    case_id = make_case(cast)
    actions.record_identity(
        case_id=case_id,
        identity=actions.SurvivorIdentity(NAME, "1998", "07700 900123"),
        actor=cast.actor("support_worker"),
        at=NOON,
    )
    return case_id


def ask(cast: Cast, case_id: UUID, who: str = "red_cross") -> UUID:
    return requests.ask_holdings(
        case_id=case_id,
        organisation_id=cast.organisations[who],
        actor=cast.actor("support_worker"),
        at=NOON,
    )


def send(cast: Cast, case_id: UUID, holdings_id: UUID) -> UUID:
    letters.send_letter(
        case_id=case_id,
        holdings_id=holdings_id,
        actor=cast.actor("support_worker"),
        at=NOON,
    )
    return HoldingsLetter.objects.using("stored").get(request_id=holdings_id).id


def answer(cast: Cast, letter_id: UUID, **given: Any) -> None:
    letters.answer_letter(
        letter_id=letter_id,
        how=given.pop("how", "partly"),
        words=given.pop("words", HELD),
        is_redacted=given.pop("is_redacted", True),
        actor=cast.actor(given.pop("by", "other_support_manager")),
        at=NOON + timedelta(days=3),
    )


def list_cards(cast: Cast, part: str) -> list[asked.LetterCard]:
    return asked.list_letters(viewer=cast.actor(part), day=TODAY)


def step(cast: Cast, case_id: UUID, holdings_id: UUID, code: str) -> None:
    requests.record_step(
        case_id=case_id,
        holdings_id=holdings_id,
        code=code,
        on=TODAY,
        actor=cast.actor("support_worker"),
        at=NOON,
    )


def count_keys(row_id: UUID) -> int:
    return RecordKey.objects.using("stored").filter(record_id=row_id).count()


@pytest.mark.parametrize(
    ("who", "by"),
    [("red_cross", "other_support_manager"), ("police", "safeguarding_lead")],
)
def test_it_is_answered_by_a_person_there_and_read_by_who_supports_them(
    cast: Cast, case_id: UUID, who: str, by: str
) -> None:
    holdings_id = ask(cast, case_id, who)
    letter_id = send(cast, case_id, holdings_id)
    (card,) = list_cards(cast, by)
    opened = letters.open_letter(letter_id=letter_id, actor=cast.actor(by), at=NOON)

    answer(cast, letter_id, by=by)

    assert (opened.name, opened.born) == (NAME, "1998")
    assert card.due_on.isoformat() == "2026-02-05"
    read = letters.open_answer(
        case_id=case_id,
        holdings_id=holdings_id,
        actor=cast.actor("support_worker"),
        at=NOON,
    )
    assert (read.words, read.is_redacted) == (HELD, True)
    assert list_cards(cast, by) == []
    (row,) = holdings.list_requests(
        viewer=cast.actor("support_worker"), case_id=case_id, day=TODAY
    )
    assert (row.state, row.has_answer) == ("ended", True)


def test_who_may_answer_is_told_that_it_waits_on_their_first_page(
    cast: Cast, case_id: UUID
) -> None:
    reader = cast.actor("other_support_manager")
    assert asked.count_waiting_letters(viewer=reader) == 0

    send(cast, case_id, ask(cast, case_id))

    assert asked.count_waiting_letters(viewer=reader) == 1
    assert asked.count_waiting_letters(viewer=cast.actor("support_manager")) == 0


def test_it_is_answered_once_and_its_keys_end(cast: Cast, case_id: UUID) -> None:
    letter_id = send(cast, case_id, ask(cast, case_id))
    assert count_keys(letter_id) == 1

    answer(cast, letter_id)

    with pytest.raises(Absent):
        answer(cast, letter_id)
    with pytest.raises(Absent):
        letters.open_letter(
            letter_id=letter_id, actor=cast.actor("other_support_manager"), at=NOON
        )
    assert count_keys(letter_id) == 0
    assert HoldingsAnswer.objects.using("stored").count() == 1


@pytest.mark.parametrize("part", ["support_manager", "safeguarding_lead"])
def test_another_organisation_learns_nothing_of_it(
    cast: Cast, case_id: UUID, part: str
) -> None:
    letter_id = send(cast, case_id, ask(cast, case_id))

    assert list_cards(cast, part) == []
    with pytest.raises(Absent):
        letters.open_letter(letter_id=letter_id, actor=cast.actor(part), at=NOON)
    with pytest.raises(Absent):
        answer(cast, letter_id, by=part)


def test_what_the_person_takes_back_is_gone_with_its_keys_and_marked(
    cast: Cast, case_id: UUID
) -> None:
    holdings_id = ask(cast, case_id)
    letter_id = send(cast, case_id, holdings_id)

    step(cast, case_id, holdings_id, "taken_back")

    assert list_cards(cast, "other_support_manager") == []
    assert count_keys(letter_id) == 0
    with pytest.raises(Absent):
        answer(cast, letter_id)
    (left,) = passed.list_passed(viewer=cast.actor("support_worker"), case_id=case_id)
    assert left.kind == "request"
    assert left.marks == {"recalled"}


def test_another_word_of_the_person_leaves_the_letter_and_its_keys(
    cast: Cast, case_id: UUID
) -> None:
    letter_id = send(cast, case_id, ask(cast, case_id))

    actions.record_consent(
        case_id=case_id,
        new=actions.NewConsent("support", "no", "en"),
        actor=cast.actor("support_worker"),
        at=NOON,
    )

    assert count_keys(letter_id) == 1


def test_it_is_sent_once_and_where_somebody_answers(cast: Cast, case_id: UUID) -> None:
    holdings_id = ask(cast, case_id)
    send(cast, case_id, holdings_id)

    with pytest.raises(requests.StepUnfit):
        send(cast, case_id, holdings_id)
    with pytest.raises(letters.NobodyAnswersHere):
        send(cast, case_id, ask(cast, case_id, "council"))


def test_an_answer_has_words(cast: Cast, case_id: UUID) -> None:
    letter_id = send(cast, case_id, ask(cast, case_id))

    for given in ({"words": " "}, {"how": "taken_back"}):
        with pytest.raises(letters.AnswerUnfit):
            answer(cast, letter_id, **given)


def _as(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def test_the_pages_from_asking_to_reading(cast: Cast, case_id: UUID) -> None:
    worker, manager = _as(cast, "support_worker"), _as(cast, "other_support_manager")
    holdings_id = ask(cast, case_id)
    url = f"/cases/{case_id}/holdings/"

    asks = worker.get(f"{url}{holdings_id}/send/")
    sent = worker.post(f"{url}{holdings_id}/send/", follow=True)
    letter_id = HoldingsLetter.objects.using("stored").get().id
    listed = manager.get("/cases/asked/")
    opened = manager.get(f"/cases/asked/{letter_id}/")
    kept = manager.post(f"/cases/asked/{letter_id}/", {"words": HELD, "how": "partly"})
    done = manager.post(
        f"/cases/asked/{letter_id}/",
        {"words": HELD, "how": "partly", "is_read": "on", "is_redacted": "on"},
        follow=True,
    )
    again = manager.post(f"/cases/asked/{letter_id}/", {"words": HELD})
    read = worker.get(f"{url}{holdings_id}/answer/")

    assert "learns the person’s name" in asks.text
    assert "It reached them here" in sent.text
    assert NAME not in listed.text
    assert "BAWSO" in listed.text
    assert NAME in opened.text
    assert "Read it before it goes" in kept.text
    assert HELD in kept.text
    assert "The answer is sent" in done.text
    assert "This request is answered, or was taken back" in again.text
    assert HELD in read.text
    assert "something was left out" in read.text
    assert manager.get(f"{url}{holdings_id}/answer/").status_code == 404
    assert worker.get("/cases/asked/").status_code == 404


def test_of_two_answers_at_once_the_second_is_given_back_its_words(
    cast: Cast, case_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager, holdings_id = _as(cast, "other_support_manager"), ask(cast, case_id)
    _as(cast, "support_worker").post(f"/cases/{case_id}/holdings/{holdings_id}/send/")
    letter_id = HoldingsLetter.objects.using("stored").get().id
    answer = letters.answer_letter

    def answer_second(**given: Any) -> None:
        answer(**given)
        answer(**given)

    monkeypatch.setattr(letters, "answer_letter", answer_second)
    told = manager.post(
        f"/cases/asked/{letter_id}/",
        {"words": HELD, "how": "partly", "is_read": "on"},
    )
    of_none = manager.post(f"/cases/asked/{case_id}/", {"words": HELD})

    assert (told.status_code, of_none.status_code) == (404, 404)
    for page in (told, of_none):
        assert "This request is answered, or was taken back" in page.text
        assert HELD in page.text
