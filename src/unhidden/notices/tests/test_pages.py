"""What somebody chooses for themselves, and what an administrator decides."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.cast import PASSWORD, Cast
from tests.support import audited
from tests.support.mail_server import send_to
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.notices import queries
from unhidden.notices.actions import choosing
from unhidden.notices.models import LetterState, NoticeLetter
from unhidden.notices.rules import NoticePace, NoticeTopic

pytestmark = pytest.mark.django_db

OWN, AGAIN = "/account/notices/", "/account/notices/again/"


def sign_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def bar(
    cast: Cast, part: str, *, is_barred: bool = True, by: str = "administrator"
) -> None:
    choosing.set_bar(
        person_id=cast.people[part],
        is_barred=is_barred,
        actor=cast.actor(by),
        at=timezone.now(),
    )


def refuse_letter(cast: Cast, part: str) -> None:
    with as_role("worker"):
        NoticeLetter(
            person_id=cast.people[part],
            is_warning=False,
            state=LetterState.REFUSED,
            queued_at=timezone.now(),
            changed_at=timezone.now(),
            next_at=timezone.now(),
        ).save(force_insert=True)


def test_the_page_asks_for_topics_of_ones_own_role(cast: Cast) -> None:
    analyst = sign_in(cast, "analyst").get(OWN).text
    worker = sign_in(cast, "support_worker").get(OWN).text

    assert "What the public tells your desk" in analyst
    assert "Deadlines of cases that you work on" not in analyst
    assert "Deadlines of cases that you work on" in worker
    assert "What the public tells your desk" not in worker


def test_what_is_chosen_is_kept_and_recorded(cast: Cast) -> None:
    client = sign_in(cast, "support_worker")
    paces = queries.find_own_notices(viewer=cast.actor("support_worker")).paces

    said = client.post(OWN, {**paces, "deadlines": "daily"}, follow=True).text

    assert "Your choices are kept" in said
    own = queries.find_own_notices(viewer=cast.actor("support_worker"))
    assert own.paces == {**paces, NoticeTopic.DEADLINES: NoticePace.DAILY}
    about = audited.history(subject_ids=[cast.people["support_worker"]])
    changed = [each for each in about if each.name == "notices.choices_changed"]
    assert [each.detail for each in changed] == [{"deadlines": "daily"}]


def test_keeping_what_was_chosen_is_no_event(cast: Cast) -> None:
    client = sign_in(cast, "support_worker")
    paces = queries.find_own_notices(viewer=cast.actor("support_worker")).paces

    client.post(OWN, dict(paces))

    names = audited.names_about(subject_id=cast.people["support_worker"])
    assert "notices.choices_changed" not in names


@pytest.mark.parametrize(
    ("topic", "pace"),
    [
        (NoticeTopic.DEADLINES, NoticePace.AT_ONCE),
        (NoticeTopic.REPORTS, NoticePace.OFF),
    ],
)
def test_what_is_not_offered_cannot_be_chosen(
    topic: NoticeTopic, pace: NoticePace, cast: Cast
) -> None:
    with pytest.raises(choosing.PaceNotOffered):
        choosing.choose_paces(
            paces={topic: pace}, actor=cast.actor("support_worker"), at=timezone.now()
        )


def test_a_refused_address_is_told_and_tried_again(cast: Cast) -> None:
    refuse_letter(cast, "analyst")
    client = sign_in(cast, "analyst")
    told = "The server of your address refused our last e-mail"
    assert told in client.get(OWN).text
    assert told not in sign_in(cast, "officer").get(OWN).text

    client.post(AGAIN)

    assert told not in client.get(OWN).text
    names = audited.names_about(subject_id=cast.people["analyst"])
    assert "notices.tried_again" in names


def test_an_administrator_bars_somebody_from_e_mail(cast: Cast) -> None:
    client, person = sign_in(cast, "administrator"), cast.people["source_unit"]
    page = f"/people/{person}/e-mail/"
    assert page in client.get(f"/people/{person}/").text

    client.post(page, {"may_be_written_to": "no"})

    assert "you are sent no e-mail" in sign_in(cast, "source_unit").get(OWN).text
    assert "notices.bar_set" in audited.names_about(subject_id=person)
    client.post(page, {"may_be_written_to": "yes"})
    assert "you are sent no e-mail" not in sign_in(cast, "source_unit").get(OWN).text
    assert "notices.bar_lifted" in audited.names_about(subject_id=person)


def test_nobody_decides_about_themselves_or_without_the_right(cast: Cast) -> None:
    with pytest.raises(choosing.OwnMailBar):
        bar(cast, "administrator")
    with pytest.raises(Absent):
        bar(cast, "officer", by="analyst")


def test_who_is_barred_is_known_to_them_and_to_administrators(cast: Cast) -> None:
    bar(cast, "source_unit")
    person = cast.people["source_unit"]

    def knows(part: str) -> bool:
        return queries.is_barred(viewer=cast.actor(part), person_id=person)

    assert [knows("source_unit"), knows("other_administrator")] == [True, True]
    assert [knows("analyst"), knows("planner"), knows("overseer")] == [False] * 3


def test_the_page_says_where_no_e_mail_goes_out(cast: Cast, settings: Settings) -> None:
    def page() -> str:
        return str(sign_in(cast, "analyst").get(OWN).text)

    settings.EMAIL_HOST = ""
    assert "No e-mail goes out from a demonstration" in page()
    settings.IS_DEMONSTRATION = False
    assert "No e-mail goes out from this installation" in page()

    send_to(settings, 25)

    assert "No e-mail goes out" not in page()


def test_somebody_for_whom_nothing_waits_is_told_so(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PERMISSIONS_OF_TOPIC", {})

    page = sign_in(cast, "communications").get(OWN).text

    assert "Nothing waits for people in your role" in page
