"""What a keeper wrote on a phone without signal reaches the register alone."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings

from tests.cast import NOON, Cast
from tests.made import accounts, safety
from tests.made.field import Phone
from tests.support.unlocked import sign_in_with_keys
from unhidden.field.landing import queries as landing
from unhidden.safeguarding.safety.actions import keeping, writing
from unhidden.safeguarding.safety.queries import waiting
from unhidden.safeguarding.safety.queries.registers import KEEP

pytestmark = pytest.mark.django_db
CAME = {"number": 7, "happened": "arrived", "on": "2026-01-05", "at": "02:10"}


@pytest.fixture
def phone(cast: Cast, settings: LazySettings) -> Phone:
    settings.LANDING_KEY = accounts.SECRET
    accounts.open_landing()
    return safety.enrol(cast, Phone())


def open_kept(cast: Cast) -> UUID:
    register_id = safety.open_register(cast)
    safety.name_keeper(cast, register_id)
    return register_id


def test_an_entry_of_a_phone_stands_in_the_register_as_it_was_written(
    cast: Cast, phone: Phone
) -> None:
    register_id = open_kept(cast)

    sent = safety.send_entry(
        cast, register_id, phone, {**CAME, "needs": "Te a sanau", "age": "unsure"}
    )

    assert safety.stands(sent) == ("applied", "")
    (person,) = safety.read(cast, register_id).people
    (entry,) = person.entries
    assert (person.number, person.answer_to("needs")) == (7, "Te a sanau")
    assert (entry.is_by_phone, entry.doubts) == (True, ())
    assert person.arrived_at == datetime(2026, 1, 5, 2, 10, tzinfo=UTC)


def test_two_volunteers_with_one_number_are_both_kept_and_told(
    cast: Cast, phone: Phone
) -> None:
    register_id = open_kept(cast)
    safety.write(cast, register_id, 7, needs="Sleep")

    safety.send_entry(cast, register_id, phone, {**CAME, "needs": "Tea"})

    (person,) = safety.read(cast, register_id).people
    assert {each.said["needs"] for each in person.entries} == {"Sleep", "Tea"}
    assert person.warnings == ("came_twice", "two_writers")


def test_the_same_entry_sent_again_is_there_once_and_another_of_its_id_beside_it(
    cast: Cast, phone: Phone
) -> None:
    register_id, chosen = open_kept(cast), uuid4()
    for needs in ("Tea", "Socks"):
        safety.send_entry(
            cast, register_id, phone, {**CAME, "needs": needs}, entry_id=chosen
        )
    accounts.change_row("update field_submission set state = 'landed', tries = 0")
    accounts.apply()

    (person,) = safety.read(cast, register_id).people
    assert sorted(each.said["needs"] for each in person.entries) == ["Socks", "Tea"]


def test_what_no_keeper_wrote_or_is_sealed_to_others_stays_where_it_landed(
    cast: Cast, phone: Phone
) -> None:
    register_id = safety.open_register(cast)  # kept by the manager alone
    strange = safety.send_entry(cast, register_id, phone, CAME)
    forged = safety.send_entry(cast, register_id, phone, CAME, author="support_manager")
    assert safety.stands(strange) == ("waits", "about_unknown")
    assert safety.stands(forged) == ("waits", "about_unknown")
    nowhere = safety.send_entry(cast, uuid4(), phone, CAME)
    unknown = safety.send_entry(cast, register_id, Phone(), CAME)
    another = safety.open_register(cast)
    safety.name_keeper(cast, another)
    elsewhere = safety.send_entry(
        cast,
        another,
        phone,
        CAME,
        team=accounts.find_team(cast.organisations["police"]),
    )

    assert safety.stands(strange) == ("waits", "about_unknown")
    assert safety.stands(forged) == ("waits", "about_unknown")
    assert safety.stands(nowhere) == ("waits", "about_unknown")
    assert safety.stands(unknown) == ("waits", "device_unknown")
    assert safety.stands(elsewhere) == ("waits", "sealed_elsewhere")
    assert safety.read(cast, register_id).people == ()


def test_what_waited_is_kept_once_its_writer_keeps_the_register(
    cast: Cast, phone: Phone
) -> None:
    register_id = safety.open_register(cast)
    sent = safety.send_entry(cast, register_id, phone, CAME)
    assert safety.stands(sent) == ("waits", "about_unknown")

    safety.name_keeper(cast, register_id)
    accounts.apply()

    assert safety.stands(sent) == ("applied", "")
    assert [each.number for each in safety.read(cast, register_id).people] == [7]


def test_keepers_see_how_much_waits_and_why_and_have_it_tried_again(
    cast: Cast, phone: Phone
) -> None:
    register_id = open_kept(cast)
    safety.send_entry(cast, register_id, Phone(), CAME)
    client = sign_in_with_keys(cast, "support_manager")
    page = client.get(f"/cases/registers/{register_id}/").text
    assert "The phone is not in our books" in page
    accounts.change_row("update field_submission set reason = 'fault', tries = 9")

    again = f"/cases/registers/{register_id}/again/"
    assert client.post(again).status_code == 302

    assert count_waiting(cast) == 0
    accounts.apply()
    assert count_waiting(cast) == 1


@pytest.mark.parametrize(
    "part", ["planner", "safeguarding_lead", "other_support_manager"]
)
def test_that_an_entry_waits_is_told_to_its_keepers_alone(
    cast: Cast, phone: Phone, part: str
) -> None:
    register_id = safety.open_register(cast)
    safety.send_entry(cast, register_id, phone, CAME)
    viewer = cast.actor(part)

    assert count_waiting(cast) == 1
    if viewer.may(KEEP):
        assert waiting.count_waiting_entries(viewer=viewer) == 0
        assert (
            writing.try_entries_again(register_id=register_id, actor=viewer, at=NOON)
            == 0
        )
    assert count_waiting(cast) == 1


def count_waiting(cast: Cast) -> int:
    return waiting.count_waiting_entries(viewer=cast.actor("support_manager"))


def test_what_a_keeper_wrote_before_they_were_ended_comes_with_a_mark(
    cast: Cast, phone: Phone
) -> None:
    register_id = open_kept(cast)
    keeping.end_keeper(
        register_id=register_id,
        person_id=cast.people["support_worker"],
        actor=safety.keeper(cast),
        at=NOON,
    )

    safety.send_entry(cast, register_id, phone, CAME)

    (person,) = safety.read(cast, register_id).people
    assert person.entries[0].doubts == ("keeper_ended",)
    assert "doubtful" in person.warnings


def test_what_is_no_entry_is_counted_and_hides_no_other(
    cast: Cast, phone: Phone
) -> None:
    register_id = open_kept(cast)
    for strange in ("no JSON", '{"entry": 7}', '{"entry": {"number": 7}}'):
        safety.send_entry(cast, register_id, phone, strange)
    safety.send_entry(cast, register_id, phone, {"number": None, "note": "Left early"})

    night = safety.read(cast, register_id)

    assert night.unread == 2
    assert [each.number for each in night.people] == [7]
    assert [each.said for each in night.unnumbered] == [{"note": "Left early"}]


@pytest.mark.parametrize("part", ["planner", "safeguarding_lead"])
def test_that_an_entry_landed_is_told_to_nobody_who_sees_what_phones_sent(
    cast: Cast, phone: Phone, part: str
) -> None:
    register_id = open_kept(cast)
    police = accounts.enrol(cast, Phone())
    safety.send_entry(cast, register_id, phone, CAME)
    safety.send_entry(cast, register_id, police, CAME, author="officer")

    seen = landing.list_landed(viewer=cast.actor(part).doing("operation_delivery"))

    assert (seen.total, seen.waiting) == (0, 0)
