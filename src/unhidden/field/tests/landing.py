"""Landing what a phone sent, as the field process does it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone
from psycopg.types.json import Jsonb

from tests.cast import NOON, Cast
from tests.made.field import (
    Phone,
    SentSubmission,
    TeamKey,
    frame_question,
    seal_submission,
)
from tests.support.roles import as_guard, as_role
from unhidden.access import context
from unhidden.field.devices import actions
from unhidden.field.models import DeviceTaking
from unhidden.hosting.field import frames
from unhidden.vault import device_keys, landing_keys

PAIR = landing_keys.make_landing_pair()
LANDING = TeamKey("landing", PAIR.public_key)
COMMIT = "select wall.commit_landing(%s, %s, %s, %s::bytea[])"
PART = "select wall.land_part(%s, %s, %s, %s, %s)"


def send(phone: Phone, **said: Any) -> SentSubmission:
    """A sealed account that lands whole."""
    given: dict[str, Any] = {"outer": {"answers": {}}, **said}
    return seal_submission(phone, landing=LANDING, landing_id=PAIR.id, **given)


def ask_field(statement: str, *given: Any) -> Any:
    """One call of the field process's role."""
    with as_role("field"), connection.cursor() as cursor:
        cursor.execute(statement, given)
        (found,) = cursor.fetchone()
    return found


def commit(sent: SentSubmission, inline: Sequence[bytes] | None = None) -> Any:
    given = list(sent.inline if inline is None else inline)
    found = ask_field(COMMIT, sent.phone.public_key, sent.header, sent.signature, given)
    return json.loads(found)


def land_part(sent: SentSubmission, digest: str) -> Any:
    content = sent.parts[digest]
    named = (sent.phone.id, sent.phone.public_key, sent.id)
    return ask_field(PART, *named, bytes.fromhex(digest), content)


def ask(phone: Phone, *sent: SentSubmission, **holds: Any) -> Any:
    """What the device is told of these."""
    said = frames.read_question(
        frames.read_frame(frame_question(phone, sent, **holds))
    ).said
    found = ask_field(
        "select wall.ask_receipts(%s, %s, %s, %s)",
        *(phone.id, phone.public_key, Jsonb(said["ask"]), Jsonb(said["holds"])),
    )
    return json.loads(found)["told"]


def count_rows(table: str) -> int:
    with as_guard(), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")  # noqa: S608  # our own
        (found,) = cursor.fetchone()
    return int(found)


def run_as_guard(statement: str, *given: Any) -> Any:
    """What only procedures may do; gives the first answer."""
    with as_guard(), connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchone() if cursor.description else None


def enrol_phone(cast: Cast, phone: Phone, part: str = "officer") -> UUID:
    """Add the phone to our books, where an administrator has still to approve it."""
    actor, at = cast.actor(part), NOON
    challenge = actions.make_challenge(actor=actor, at=at)
    message = challenge.encode() + actor.person.bytes
    new = actions.NewDevice(
        public_key=phone.public_key,
        challenge=challenge,
        signature=phone.sign(device_keys.ENROLMENT, message),
        name="Phone",
        unlock="prf",
        is_persistent=True,
    )
    return actions.enrol_device(new=new, actor=actor, at=at).id


def find_device(phone: Phone) -> tuple[int, bool]:
    """How many submissions wait on the phone as it said, and whether any does."""
    waiting, empty_since = run_as_guard(
        "select waiting, empty_since from field_device where id = %s", phone.id
    )
    return waiting, empty_since is None


def add_old_part(
    submission: UUID,
    device: UUID | None = None,
    *,
    days: int = 61,
    count: int = 1,
    size: int = 262_400,
) -> None:
    """So many parts, of the largest size, that came so many days before."""
    run_as_guard(
        "insert into field_part (id, submission_id, digest, sealed, bytes, device_id,"
        " is_known, landed_at) select gen_random_uuid(), %s, sha256(n::text::bytea),"
        " 'x', %s, %s, false, now() - make_interval(days => %s)"
        " from generate_series(1, %s) n",
        *(submission, size, device or uuid4(), days, count),
    )


def forget_parts() -> int:
    """The worker's work of a night; gives how many were forgotten."""
    with as_role("worker"), connection.cursor() as cursor:
        cursor.execute("select wall.forget_parts(now())")
        (gone,) = cursor.fetchone()
    return int(gone)


def take_along(cast: Cast, device_id: UUID, *planned: UUID, hours: int = 12) -> None:
    """The phone took these visits along, and said nothing since."""
    run_as_guard(
        "insert into field_landingkey (id, public_key, closed, from_on, until_on,"
        " made_at) values (%s, 'x', 'x', '2026-01-05', '2026-01-11', now())"
        " on conflict do nothing",
        PAIR.id,
    )
    now = timezone.now()
    with context.acting_as(cast.actor("officer").doing("operation_delivery")):
        DeviceTaking.objects.create(
            device_id=device_id,
            shift_id=uuid4(),
            on=now.date(),
            planned_ids=list(planned),
            landing_key_id=PAIR.id,
            readable_until=now + timedelta(hours=hours),
            taken_at=now,
        )
