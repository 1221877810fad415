"""Registers of places of safety, opened by BAWSO's manager through the real actions."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from tests.cast import FOUNDER, NOON, TODAY, Cast
from tests.made import accounts
from tests.made.field import InnerText, Phone, SentSubmission, seal_submission
from tests.support.roles import as_guard
from unhidden.access.actor import Actor
from unhidden.agencies import actions as agencies_actions
from unhidden.agencies import queries as agencies
from unhidden.field.devices import actions as devices
from unhidden.safeguarding.safety.actions import keeping, reading, writing
from unhidden.safeguarding.safety.actions.reading import NightView
from unhidden.vault import device_keys

SUPPORT = "safeguarding_support"


def keeper(cast: Cast, part: str = "support_manager") -> Actor:
    """Somebody at support work, with their keys."""
    return cast.actor(part).doing(SUPPORT)


def open_register(
    cast: Cast,
    *,
    at: datetime = NOON,
    by: str = "support_manager",
    night: date = TODAY,
) -> UUID:
    """A register of tonight."""
    new = keeping.NewRegister(id=uuid4(), night=night, place="The old chapel")
    return keeping.open_register(new=new, actor=keeper(cast, by), at=at)


def write(
    cast: Cast,
    register_id: UUID,
    number: int,
    happened: str = "arrived",
    *,
    by: str = "support_manager",
    at: datetime = NOON,
    **said: str,
) -> UUID:
    """An entry of a page."""
    new = writing.NewEntry(
        id=uuid4(), number=number, happened=happened, happened_at=at, said=said
    )
    writing.write_entry(register_id=register_id, new=new, actor=keeper(cast, by), at=at)
    return new.id


def name_keeper(cast: Cast, register_id: UUID, part: str = "support_worker") -> None:
    """A colleague who keeps it, too."""
    keeping.name_keeper(
        register_id=register_id,
        person_id=cast.people[part],
        actor=keeper(cast),
        at=NOON,
    )


def read(cast: Cast, register_id: UUID, part: str = "support_manager") -> NightView:
    return reading.open_night(
        register_id=register_id, actor=keeper(cast, part), at=NOON + timedelta(days=9)
    )


def enrol(cast: Cast, phone: Phone, part: str = "support_worker") -> Phone:
    """A phone of a charity that lets any phone out."""
    agencies_actions.request_engagement(
        person_id=cast.people["stranger"],
        organisation_id=cast.organisations["bawso"],
        role="administrator",
        from_on=TODAY,
        actor=FOUNDER,
        at=NOON,
    )
    devices.set_device_rule(devices="personal", actor=cast.stranger, at=NOON)
    actor = cast.actor(part)
    challenge = devices.make_challenge(actor=actor, at=NOON)
    message = challenge.encode() + actor.person.bytes
    new = devices.NewDevice(
        public_key=phone.public_key,
        challenge=challenge,
        signature=phone.sign(device_keys.ENROLMENT, message),
        name="Phone",
        unlock="words",
        is_persistent=True,
    )
    devices.enrol_device(new=new, actor=actor, at=NOON)
    return phone


def send_entry(  # what a phone chooses
    cast: Cast,
    register_id: UUID,
    phone: Phone,
    entry: dict[str, Any] | str,
    *,
    author: str = "support_worker",
    entry_id: UUID | None = None,
    team: Any = None,
) -> SentSubmission:
    """What a keeper wrote on a phone: landed, and applied by the worker."""
    team = team or accounts.find_team(
        agencies.register_team_of(cast.organisations["bawso"])
    )
    text = entry if isinstance(entry, str) else json.dumps({"entry": entry})
    told = InnerText("register", text, team, id=entry_id or uuid4())
    sent = seal_submission(
        phone,
        landing=accounts.LANDING,
        landing_id=accounts.PAIR.id,
        outer={},
        kind="register",
        author=cast.people[author],
        about=register_id,
        inner=[told],
        form="register-1",
    )
    accounts.land(sent)
    accounts.apply()
    return sent


def stands(sent: SentSubmission) -> tuple[str, str]:
    """How a submission stands, and why it waits."""
    with as_guard(), connection.cursor() as cursor:
        cursor.execute(
            "select state, reason from field_submission where digest = %s",
            [sent.digest],
        )
        state, reason = cursor.fetchone()
    return state, reason
