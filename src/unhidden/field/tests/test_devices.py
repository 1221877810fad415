"""Phones are enrolled by their owner, approved by another, and lost or handed back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID

import pytest
from django.db import DatabaseError

from tests.cast import NOON, Cast, make_cast
from tests.made.field import Phone
from tests.support import audited
from tests.support.together import together
from unhidden.access import context
from unhidden.access.absent import Absent
from unhidden.field.devices import actions, queries
from unhidden.field.devices.rules import DeviceStanding
from unhidden.field.models import FieldDevice
from unhidden.field.tests import landing
from unhidden.vault import device_keys

pytestmark = pytest.mark.django_db


def standing(cast: Cast, device_id: UUID, part: str = "officer") -> DeviceStanding:
    card = queries.find_own_device(viewer=cast.actor(part), device_id=device_id)
    return card.standing


def approve(cast: Cast, device_id: UUID, part: str = "administrator") -> None:
    actions.approve_device(device_id=device_id, actor=cast.actor(part), at=NOON)


def set_rule(cast: Cast, devices: str) -> None:
    actions.set_device_rule(devices=devices, actor=cast.actor("administrator"), at=NOON)


def test_a_phone_waits_until_an_administrator_approves_it(cast: Cast) -> None:
    phone = Phone()
    device_id = landing.enrol_phone(cast, phone)
    assert device_id == phone.id
    assert standing(cast, device_id) is DeviceStanding.WAITS
    (card,) = queries.list_devices(viewer=cast.actor("administrator"))
    assert card.words == queries.describe_words(phone.public_key)

    approve(cast, device_id)

    assert standing(cast, device_id) is DeviceStanding.READY
    # The same key again is the same phone, and nothing of it is lost.
    assert landing.enrol_phone(cast, phone) == device_id
    assert standing(cast, device_id) is DeviceStanding.READY


def test_nobody_approves_their_own_and_no_other_organisation_does(cast: Cast) -> None:
    device_id = landing.enrol_phone(cast, Phone())

    with pytest.raises(Absent):
        approve(cast, device_id, "other_administrator")
    with pytest.raises(Absent):
        approve(cast, device_id, "officer")
    owner = cast.actor("officer").doing("operation_delivery")
    with (
        pytest.raises(DatabaseError, match="of their own"),
        context.acting_as(owner),
    ):
        FieldDevice.objects.filter(id=device_id).update(approved_at=NOON)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("approved", DeviceStanding.WAITS), ("personal", DeviceStanding.READY)],
)
def test_an_organisation_says_which_phones_go_out(
    cast: Cast, rule: str, expected: DeviceStanding
) -> None:
    set_rule(cast, rule)
    assert queries.find_device_rule(viewer=cast.actor("officer")) == rule

    assert standing(cast, landing.enrol_phone(cast, Phone())) is expected
    # The other force's rule is its own.
    device_id = landing.enrol_phone(cast, Phone(), "partner")
    assert standing(cast, device_id, "partner") is DeviceStanding.WAITS


def test_where_no_phone_goes_out_none_is_enrolled(cast: Cast) -> None:
    set_rule(cast, "off")

    with pytest.raises(actions.NoPhonesHere):
        landing.enrol_phone(cast, Phone())


def test_a_phone_is_enrolled_by_who_holds_its_key_for_whom_it_is(cast: Cast) -> None:
    phone, officer = Phone(), cast.actor("officer")
    challenge = actions.make_challenge(actor=officer, at=NOON)
    signature = phone.sign(
        device_keys.ENROLMENT, challenge.encode() + officer.person.bytes
    )
    new = actions.NewDevice(phone.public_key, challenge, signature, "P", "prf", True)
    later = NOON + 3 * actions.CHALLENGE_LASTS

    for given, part, at in (
        (replace(new, public_key=Phone().public_key), "officer", NOON),
        (replace(new, challenge="0" * 32), "officer", NOON),
        (new, "colleague", NOON),
        (new, "officer", later),
    ):
        with pytest.raises(actions.NotThisDevice):
            actions.enrol_device(new=given, actor=cast.actor(part), at=at)
    assert actions.enrol_device(new=new, actor=officer, at=NOON).id == phone.id


def test_a_key_that_is_somebody_elses_is_nobody_elses(cast: Cast) -> None:
    phone = Phone()
    landing.enrol_phone(cast, phone, "partner")

    with pytest.raises(actions.DeviceTaken):
        landing.enrol_phone(cast, phone)


def test_a_lost_phone_is_said_to_be_by_its_owner_and_found_by_an_administrator(
    cast: Cast,
) -> None:
    device_id = landing.enrol_phone(cast, Phone())
    approve(cast, device_id)
    given = {"device_id": device_id, "reason": "Left on a bus", "at": NOON}

    with pytest.raises(Absent):
        actions.report_lost(**given, actor=cast.actor("colleague"))  # type: ignore[arg-type]  # one of each
    actions.report_lost(**given, actor=cast.actor("officer"))  # type: ignore[arg-type]  # one of each
    assert standing(cast, device_id) is DeviceStanding.LOST
    # Whoever compared its words meanwhile does not let it go out.
    with pytest.raises(actions.DeviceIsLost):
        approve(cast, device_id)
    administrator = cast.actor("administrator")
    actions.report_found(device_id=device_id, actor=administrator, at=NOON)

    assert standing(cast, device_id) is DeviceStanding.READY


def test_a_phone_that_was_handed_back_does_not_come_again(cast: Cast) -> None:
    phone = Phone()
    device_id = landing.enrol_phone(cast, phone)

    actions.end_device(device_id=device_id, actor=cast.actor("officer"), at=NOON)

    landing.enrol_phone(cast, phone)
    assert standing(cast, device_id) is DeviceStanding.ENDED
    with pytest.raises(actions.DeviceIsOver):
        approve(cast, device_id)


def test_planners_see_phones_and_others_see_none_but_their_own(cast: Cast) -> None:
    device_id = landing.enrol_phone(cast, Phone())

    def seen(part: str) -> list[UUID]:
        return [each.id for each in queries.list_devices(viewer=cast.actor(part))]

    assert seen("planner") == seen("safeguarding_lead") == [device_id]
    assert seen("colleague") == seen("analyst") == seen("other_administrator") == []


@pytest.mark.parametrize(
    ("before", "change"),
    [
        ({}, {"approved_by_id": "colleague", "approved_at": NOON}),
        ({"lost": True}, {"lost_by_id": None, "lost_at": None, "lost_reason": ""}),
        ({"ended": True}, {"ended_at": None}),
    ],
)
def test_with_statements_of_their_own_nobody_decides_on_their_phone(
    cast: Cast, before: dict[str, bool], change: dict[str, object]
) -> None:
    device_id, owner = landing.enrol_phone(cast, Phone()), cast.actor("officer")
    if before.get("lost"):
        actions.report_lost(device_id=device_id, reason="Lost", actor=owner, at=NOON)
    if before.get("ended"):
        actions.end_device(device_id=device_id, actor=owner, at=NOON)
    if "approved_by_id" in change:
        change = {**change, "approved_by_id": cast.people["colleague"]}

    with (
        pytest.raises(DatabaseError, match=r"of their own|never changed"),
        context.acting_as(owner.doing("operation_delivery")),
    ):
        FieldDevice.objects.filter(id=device_id).update(**change)


@pytest.mark.django_db(transaction=True)
def test_a_phone_that_enrols_twice_at_once_is_one_phone_and_is_told_so() -> None:
    cast = make_cast()
    officer = cast.actor("officer")
    for number in range(1, 4):
        phone = Phone()

        came = together(*[partial(landing.enrol_phone, cast, phone)] * 3)

        assert came == [phone.id] * 3
        assert len(queries.list_own_devices(viewer=officer)) == number
        told = audited.names_about(subject_id=phone.id)
        assert told.count("field.device_enrolled") == 1
