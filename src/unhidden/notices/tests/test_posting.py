"""The queue against a real server: away, slow, refusing, killed, and two workers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Event
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.cast import PASSWORD, Cast
from tests.support.mail_server import MailCatcher, catching_mail, send_to
from tests.support.postgres import Server
from tests.support.roles import as_role
from tests.support.worker import start_worker_code
from unhidden.agencies.people import actions as people
from unhidden.hosting.postgres import connecting
from unhidden.notices import queries, rules
from unhidden.notices.actions import choosing, posting
from unhidden.notices.models import LetterState, NoticeLetter
from unhidden.notices.queries import MailQueue
from unhidden.notices.tasks import MESSENGER

pytestmark = pytest.mark.django_db

_SEND = (
    "from unhidden.notices.actions import posting\n"
    "from unhidden.notices.tasks import MESSENGER\n"
    "print(posting.send_letters(actor=MESSENGER))"
)


_CROWD = """
insert into agencies_person (id, email, name, language, is_active)
select gen_random_uuid(), 'p' || n || '@example.org', 'Somebody', 'en', true
  from generate_series(1, %s) n
"""
_THEIR_LETTERS = """
insert into notices_letter
  (id, person_id, is_warning, state, queued_at, changed_at, next_at, attempts,
   is_retried)
select gen_random_uuid(), id, false, 'waiting', now(), now(), now(), 0,
       false
  from agencies_person where name = 'Somebody'
"""
MANY = 10_000


@pytest.fixture
def server(settings: Settings) -> Iterator[MailCatcher]:
    with catching_mail() as started:
        send_to(settings, started.port)
        yield started


def queue(person: UUID, at: datetime | None = None) -> UUID:
    """A letter that waits since then."""
    at = at or timezone.now()
    with as_role("worker"):
        letter = NoticeLetter(
            person_id=person,
            is_warning=False,
            state=LetterState.WAITING,
            queued_at=at,
            changed_at=at,
            next_at=at,
        )
        letter.save(force_insert=True)
    return letter.id


def send(at: datetime | None = None) -> int:
    with as_role("worker"):
        if at is None:
            return posting.send_letters(actor=MESSENGER)
        with time_machine.travel(at, tick=False):
            return posting.send_letters(actor=MESSENGER)


def state_of(letter: UUID) -> str:
    with as_role("worker"):
        return NoticeLetter.objects.get(id=letter).state


def standing() -> MailQueue:
    with as_role("worker"):
        return queries.read_queue(viewer=MESSENGER)


def make_crowd(server: Server, database: str, count: int) -> None:
    """So many people, each with a letter that waits; made past every rule."""
    with connecting.connect({**server.admin, "dbname": database}) as admin:
        admin.execute(_CROWD, [count])
        admin.execute(_THEIR_LETTERS)


def mail_to(port: int) -> dict[str, str]:
    """What the worker is told of a server of this machine."""
    return {
        "UNHIDDEN_MAIL_SERVER": "localhost",
        "UNHIDDEN_MAIL_PORT": str(port),
        "UNHIDDEN_MAIL_SECURITY": "none",
        "UNHIDDEN_MAIL_SENDER": "notices@staff.example.org",
        "UNHIDDEN_STAFF_DOMAIN": "staff.example.org",
    }


def test_who_is_barred_while_letters_are_sent_gets_none(
    cast: Cast, server: MailCatcher
) -> None:
    letters = [queue(cast.people[part]) for part in ("analyst", "planner")]
    for part in ("analyst", "planner"):
        choosing.set_bar(
            person_id=cast.people[part],
            is_barred=True,
            actor=cast.actor("administrator"),
            at=timezone.now(),
        )

    assert send() == 0

    assert server.letters == []
    assert {state_of(each) for each in letters} == {LetterState.DROPPED}


def test_a_server_that_is_away_is_asked_once_and_later_again(
    cast: Cast, server: MailCatcher, settings: Settings
) -> None:
    letters = [queue(cast.people[part]) for part in ("analyst", "planner", "officer")]
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    now = timezone.now() + timedelta(seconds=1)

    assert send(now) == 0
    assert {state_of(each) for each in letters} == {LetterState.WAITING}
    settings.EMAIL_PORT = port
    assert send(now + timedelta(seconds=30)) == 0
    assert send(now + timedelta(seconds=61)) == 3

    assert len(server.letters) == 3


def test_what_was_tried_for_a_day_is_given_up_and_counted(
    cast: Cast, settings: Settings
) -> None:
    send_to(settings, 1)
    begun = timezone.now()
    letter, at, tries = queue(cast.people["analyst"], begun), begun, 0
    while state_of(letter) == LetterState.WAITING:
        at += timedelta(minutes=10)
        send(at)
        tries += 1

    assert rules.TRIED_FOR <= at - begun <= rules.TRIED_FOR + rules.LONGEST_PAUSE
    assert tries > 12
    assert state_of(letter) == LetterState.GIVEN_UP
    assert standing() == MailQueue(waiting=0, oldest_at=None, given_up=1, unsure=0)


def test_a_refused_address_stops_no_other_letter(
    cast: Cast, server: MailCatcher
) -> None:
    refused, taken = queue(cast.people["analyst"]), queue(cast.people["planner"])
    server.answer = lambda address: (
        "550 no" if address == cast.email("analyst") else "250 OK"
    )

    assert send() == 1

    assert state_of(refused) == LetterState.REFUSED
    assert state_of(taken) == LetterState.SENT


def test_an_address_that_is_busy_waits_alone(cast: Cast, server: MailCatcher) -> None:
    busy, taken = queue(cast.people["analyst"]), queue(cast.people["planner"])
    server.answer = lambda address: (
        "450 later" if address == cast.email("analyst") else "250 OK"
    )

    assert send() == 1

    assert state_of(busy) == LetterState.WAITING
    assert state_of(taken) == LetterState.SENT


def test_who_has_no_account_any_more_is_sent_nothing(
    cast: Cast, server: MailCatcher
) -> None:
    person = cast.people["analyst"]
    letter = queue(person)
    people.close_account(
        person_id=person, actor=cast.actor("administrator"), at=timezone.now()
    )

    assert send() == 0
    assert server.letters == []
    assert state_of(letter) == LetterState.DROPPED


@pytest.mark.django_db(transaction=True)
def test_ten_thousand_that_wait_keep_no_page_waiting(
    cast: Cast,
    settings: Settings,
    test_server: Server,
    test_database: str,
) -> None:
    make_crowd(test_server, test_database, MANY)
    client = Client()
    client.login(email=cast.email("analyst"), password=PASSWORD)
    settings.EMAIL_HOST = "localhost"
    client.get("/account/notices/")
    worker = start_worker_code(test_server, test_database, _SEND, **mail_to(1))

    while worker.poll() is None:
        begun = time.monotonic()
        assert client.get("/account/notices/").status_code == 200
        assert time.monotonic() - begun < 5

    assert worker.communicate()[0].strip() == "0"
    queue = standing()
    assert (queue.waiting, queue.given_up, queue.unsure) == (MANY, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_letter_once(
    server: MailCatcher, test_server: Server, test_database: str
) -> None:
    make_crowd(test_server, test_database, 300)
    told = mail_to(server.port)

    both = [
        start_worker_code(test_server, test_database, _SEND, **told) for _ in range(2)
    ]
    sent = [int(each.communicate(timeout=120)[0]) for each in both]

    assert min(sent) > 0
    assert sum(sent) == len(server.letters) == len(set(server.addresses())) == 300


@pytest.mark.django_db(transaction=True)
def test_a_letter_of_a_killed_worker_is_never_sent_twice_and_never_forgotten(
    cast: Cast, server: MailCatcher, test_server: Server, test_database: str
) -> None:
    letter = queue(cast.people["analyst"])
    has_it, may_end = Event(), Event()

    def hold() -> None:
        has_it.set()
        may_end.wait(60)

    server.before_taking = hold
    worker = start_worker_code(
        test_server, test_database, _SEND, **mail_to(server.port)
    )
    assert has_it.wait(60)

    worker.kill()
    worker.communicate()
    may_end.set()

    assert state_of(letter) == LetterState.SENDING
    later = timezone.now() + rules.SENDING_ENDS + timedelta(seconds=1)
    assert send(later) == 0
    assert state_of(letter) == LetterState.UNSURE
    assert len(server.letters) == 1
    assert standing().unsure == 1
    with as_role("worker"):
        day = timezone.localdate()
        told = {each.person_id: each for each in queries.list_recipients(day=day)}
    assert told[cast.people["analyst"]].told_at is None
