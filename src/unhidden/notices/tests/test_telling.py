"""What waits is told to those it waits for, and looks alike to who watches the mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from pytest_django import Settings

from tests.cast import Cast
from tests.made.agencies import ask_for, make_colleague
from tests.made.emergency import make_ask
from tests.made.reporting import make_answers, make_report
from tests.made.safeguarding import make_case
from tests.made.sharing import make_agreement, make_offer
from tests.support.mail_server import MailCatcher, catching_mail, send_to
from tests.support.roles import as_role
from unhidden.access import context
from unhidden.agencies.models import Credential, Person
from unhidden.lib.working_days import LONDON
from unhidden.notices import queries
from unhidden.notices.actions import choosing, posting, telling
from unhidden.notices.models import NoticeLetter
from unhidden.notices.rules import NoticePace, NoticeTopic
from unhidden.notices.tasks import MESSENGER
from unhidden.safeguarding.models import Deadline

pytestmark = pytest.mark.django_db

_ID = re.compile(rb"^Message-ID: <[0-9a-f]{32}@staff\.example\.org>\r\n", re.MULTILINE)
BODY = "Something waits for you in Unhidden.\n\nhttps://staff.example.org/\n"


@pytest.fixture
def server(settings: Settings) -> Iterator[MailCatcher]:
    with catching_mail() as started:
        send_to(settings, started.port)
        yield started


def o_clock(hour: int, minute: int = 0) -> datetime:
    """Tomorrow at this time, by the clocks here."""
    day = timezone.localdate() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


def work(at: datetime) -> None:
    """What the worker does in one minute."""
    with time_machine.travel(at, tick=False), as_role("worker"):
        telling.queue_letters(actor=MESSENGER, at=at)
        posting.send_letters(actor=MESSENGER)


def begin(hour: int = 7) -> None:
    """The very first hour tells nobody; then the hours until ``hour`` go by."""
    for each in range(7, hour + 1):
        work(o_clock(each))


def people_told(cast: Cast, server: MailCatcher) -> set[str]:
    parts = {cast.email(part): part for part in cast.people}
    return {parts[each] for each in server.addresses()}


def choose(cast: Cast, part: str, topic: NoticeTopic, pace: NoticePace) -> None:
    choosing.choose_paces(
        paces={topic: pace}, actor=cast.actor(part), at=timezone.now()
    )


def sign_in(cast: Cast, part: str, at: datetime) -> None:
    Credential.objects.filter(person_id=cast.people[part]).update(last_login=at)


def day_of(server: MailCatcher) -> list[tuple[str, str, bytes]]:
    """Each letter of a day with its time, but for its id, which is drawn."""
    found = []
    for hour in range(7, 19):
        for minute in (0, 1, 30):
            before = len(server.letters)
            work(o_clock(hour, minute))
            found += [
                (f"{hour}:{minute}", address, _ID.sub(b"", written))
                for address, written in sorted(server.letters[before:])
            ]
    server.letters.clear()
    return found


def test_a_report_is_told_to_its_desk_at_the_next_fixed_hour(
    cast: Cast, server: MailCatcher
) -> None:
    begin(8)
    make_report()

    work(o_clock(12, 59))
    assert server.letters == []
    work(o_clock(13))

    assert people_told(cast, server) == {"analyst"}


def test_a_letter_says_that_something_waits_and_nothing_else(
    cast: Cast, server: MailCatcher
) -> None:
    begin()
    make_report()
    work(o_clock(13))

    ((address, written),) = server.letters
    message = message_from_bytes(written, policy=policy.default)
    assert message["Subject"] == "Something waits for you in Unhidden"
    assert message.get_content().replace("\r\n", "\n") == BODY
    assert message["To"] == address == cast.email("analyst")


def test_a_letter_is_in_the_language_of_its_reader(
    cast: Cast, server: MailCatcher
) -> None:
    actor = cast.actor("analyst")
    with context.acting_as(actor.doing("intel_assessment")):
        Person.objects.filter(id=actor.person).update(language="cy")
    begin()
    make_report()
    work(o_clock(13))

    ((_, written),) = server.letters
    message = message_from_bytes(written, policy=policy.default)
    assert message["Subject"] == "Mae rhywbeth yn aros amdanoch yn Unhidden"


def _words_of_records() -> set[str]:
    """Every word that is in any table, read past every rule."""
    found: set[str] = set()
    for model in apps.get_models():
        texts = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.UUIDField)
        ]
        if not texts or model._meta.app_label == "procrastinate":
            continue
        for row in model._default_manager.using("stored").values_list(*texts):
            for value in row:
                found |= set(re.findall(r"[\w-]{4,}", str(value).lower()))
    return found


def test_no_word_of_any_record_is_in_a_letter(cast: Cast, server: MailCatcher) -> None:
    begin()
    make_report(answers=make_answers(what="Seven sleep above Llandrillo laundry."))
    make_case(cast)
    make_ask(cast, make_case(cast), by="other_support_worker")
    make_offer(cast, make_case(cast), make_agreement(cast))
    work(o_clock(8))

    said = b"\n".join(_ID.sub(b"", written) for _, written in server.letters)
    words = set(re.findall(r"[\w-]{4,}", said.decode().lower()))
    own = set(re.findall(r"[\w-]{4,}", f"{' '.join(server.addresses())}".lower()))
    ours = {
        str(timezone.now().year),
        "something",
        "waits",
        "unhidden",
        "notices",
        "staff",
        "https",
        *own,
    }
    assert len(server.letters) > 3
    assert words & (_words_of_records() - ours) - _WORDS_OF_MAIL == set()


#: What every letter in the world has in its headers.
_WORDS_OF_MAIL = {
    *("auto-generated", "auto-submitted", "content-type", "content-transfer-encoding"),
    *("date", "from", "mime-version", "message-id", "subject", "text", "plain"),
    *("charset", "utf-8", "7bit", "0000"),
}


def test_two_worlds_look_the_same_to_who_watches_the_mail(
    cast: Cast, server: MailCatcher
) -> None:
    """One report or ten, and with or without the case of a survivor."""

    def lived(reports: int, cases: int) -> list[tuple[str, str, bytes]]:
        with transaction.atomic():
            begin()
            for number in range(reports):
                make_report(answers=make_answers(what=f"What was seen, {number}"))
            for _ in range(cases):
                make_case(cast)
            seen = day_of(server)
            transaction.set_rollback(True)
        return [each for each in seen if each[1] == cast.email("analyst")]

    alone = lived(1, 0)

    assert [at for at, *_ in alone] == ["8:0"]
    assert lived(10, 0) == lived(1, 1) == lived(10, 3) == alone
    assert lived(0, 0) == []


def test_nobody_gets_a_second_letter_until_they_have_signed_in(
    cast: Cast, server: MailCatcher
) -> None:
    begin()
    make_report()
    work(o_clock(8))
    work(o_clock(13))
    assert len(server.letters) == 1

    sign_in(cast, "analyst", o_clock(14))
    work(o_clock(16))
    assert len(server.letters) == 1
    work(o_clock(17))

    assert len(server.letters) == 2


def test_an_hour_is_told_once_however_often_the_worker_starts(
    cast: Cast, server: MailCatcher
) -> None:
    begin()
    work(o_clock(13))
    make_report()

    work(o_clock(13, 20))

    assert server.letters == []


def test_an_hour_that_the_worker_slept_through_is_told_when_it_wakes(
    cast: Cast, server: MailCatcher
) -> None:
    begin()
    make_report()

    work(o_clock(14, 40))

    assert people_told(cast, server) == {"analyst"}


def test_what_colleagues_ask_is_told_at_once_to_who_chose_so(
    cast: Cast, server: MailCatcher
) -> None:
    choose(cast, "other_administrator", NoticeTopic.APPROVALS, NoticePace.AT_ONCE)
    begin(8)
    ask_for(cast, cast.people["stranger"], "bawso", "support_worker")

    work(o_clock(9, 17))

    assert people_told(cast, server) == {"other_administrator"}


def test_an_emergency_is_told_at_once_to_who_answers_for_the_record(
    cast: Cast, server: MailCatcher
) -> None:
    begin(8)
    make_ask(cast, make_case(cast), by="other_support_worker")

    work(o_clock(9, 17))

    told = people_told(cast, server)
    assert "support_manager" in told
    assert told.isdisjoint({"other_support_worker", "investigator", "analyst"})


def test_an_offer_and_a_deadline_are_told_at_the_hours(
    cast: Cast, server: MailCatcher
) -> None:
    case_id = make_case(cast)
    make_offer(cast, case_id, make_agreement(cast))
    begin()
    worker = cast.actor("support_worker").doing("safeguarding_support")
    with context.acting_as(worker):
        late = timezone.now() - timedelta(hours=1)
        Deadline.objects.filter(case_id=case_id).update(due_at=late)
    work(o_clock(7, 59))
    assert server.letters == []

    work(o_clock(8))

    assert {"support_worker", "other_support_manager"} <= people_told(cast, server)


def test_who_is_barred_is_sent_nothing_not_even_what_waits_already(
    cast: Cast, server: MailCatcher, settings: Settings
) -> None:
    begin()
    make_report()
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    work(o_clock(8))
    choosing.set_bar(
        person_id=cast.people["analyst"],
        is_barred=True,
        actor=cast.actor("administrator"),
        at=timezone.now(),
    )
    settings.EMAIL_PORT = port

    work(o_clock(9))
    work(o_clock(13))

    assert server.letters == []


def test_nothing_is_queued_where_no_e_mail_goes_out(
    cast: Cast, settings: Settings
) -> None:
    settings.EMAIL_HOST = ""
    begin()
    make_report()

    work(o_clock(13))

    with as_role("worker"):
        assert not NoticeLetter.objects.exists()
        assert queries.read_queue(viewer=MESSENGER).waiting == 0


DANGER = make_answers(danger_now=True)


def test_a_danger_to_life_is_told_within_the_minute_to_who_is_on_call(
    cast: Cast, server: MailCatcher
) -> None:
    make_colleague(cast, "On Call", "police", "analyst")
    choose(cast, "analyst", NoticeTopic.DANGER, NoticePace.AT_ONCE)
    begin(8)
    make_report(answers=DANGER)

    work(o_clock(9, 17))

    assert people_told(cast, server) == {"analyst"}
    assert b"danger" not in server.letters[0][1].lower()


def test_where_nobody_is_on_call_a_danger_is_told_to_the_whole_desk(
    cast: Cast, server: MailCatcher
) -> None:
    begin(8)
    make_report(answers=DANGER)

    work(o_clock(9, 17))
    work(o_clock(9, 18))

    assert people_told(cast, server) == {"analyst"}
    assert len(server.letters) == 1


def test_a_danger_is_told_to_who_was_told_of_something_else(
    cast: Cast, server: MailCatcher
) -> None:
    begin()
    make_report()
    work(o_clock(8))
    make_report(answers=DANGER)

    work(o_clock(9, 17))

    assert server.addresses() == [cast.email("analyst")] * 2
    first, second = (_ID.sub(b"", written) for _, written in server.letters)
    assert first.replace(b"08:00:00", b"09:00:00") == second
