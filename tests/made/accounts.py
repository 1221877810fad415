"""Accounts of visits, sent by phones and made by the worker of what landed."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from tests.cast import NOON, Cast
from tests.made.field import Phone, SentSubmission, TeamKey, seal_submission
from tests.made.visits import PURPOSE, Planned
from tests.support.roles import as_guard, as_role
from unhidden.field.applying import actions as applying
from unhidden.field.devices import actions as devices
from unhidden.field.tasks import KEEPER
from unhidden.vault import device_keys, landing_keys

SECRET = bytes(range(32))
PAIR = landing_keys.make_landing_pair()
CLOSED = landing_keys.close_private(PAIR, key=SECRET)
LANDING = TeamKey("landing", PAIR.public_key)
_COMMIT = "select wall.commit_landing(%s, %s, %s, %s::bytea[])"
_ADD_KEY = """
insert into field_landingkey (id, public_key, closed, from_on, until_on, made_at)
values (%s, %s, %s, '2026-01-05', '2026-01-11', now()) on conflict do nothing
"""


def make_outer(**change: Any) -> dict[str, Any]:
    """What the officer's phone tells of an ordinary visit by consent."""
    answers = {
        "purpose_told": PURPOSE,
        "entry_basis": "consent",
        "consent_by": "Manager",
        "interpreter": "not_needed",
        "on": "2026-01-05",
        "starts_at": "10:00",
        "ends_at": "10:25",
        "outcome": "advice_given",
        "spoken_to": 2,
        "leaflets": 3,
        "notices": 0,
        "arrests": 0,
    }
    rows = {name: change.pop(name) for name in [*change] if name in _ROWS}
    people = [{"age": "adult", "sex": "female", "count": 3}]
    return {"answers": {**answers, **change}, "people": people, **rows}


_ROWS = ("people", "signs", "referrals", "possible_victims", "turn")


def enrol(cast: Cast, phone: Phone, part: str = "officer") -> Phone:
    """A phone in the books that an administrator of its organisation approved."""
    actor = cast.actor(part)
    challenge = devices.make_challenge(actor=actor, at=NOON)
    message = challenge.encode() + actor.person.bytes
    new = devices.NewDevice(
        public_key=phone.public_key,
        challenge=challenge,
        signature=phone.sign(device_keys.ENROLMENT, message),
        name="Phone",
        unlock="prf",
        is_persistent=True,
    )
    devices.enrol_device(new=new, actor=actor, at=NOON)
    administrator = cast.actor("administrator")
    devices.approve_device(device_id=phone.id, actor=administrator, at=NOON)
    return phone


def seal(
    cast: Cast, planned: Planned | UUID | None, part: str = "officer", **said: Any
) -> SentSubmission:
    """An account as the app seals and signs it; of a plan, or of none."""
    plan_id = planned.id if isinstance(planned, Planned) else planned
    given: dict[str, Any] = {"phone": Phone(), "outer": make_outer(), **said}
    phone = given.pop("phone")
    return seal_submission(
        phone,
        landing=LANDING,
        landing_id=PAIR.id,
        author=given.pop("author", cast.people[part]),
        planned=plan_id,
        **given,
    )


def land(sent: SentSubmission) -> None:
    """Have the field process take it, with what must come first; originals may wait."""
    inline = sent.inline
    for digest, content in sent.parts.items():
        if digest not in sent.late and content not in inline:
            land_part(sent, digest)
    given = (sent.phone.public_key, sent.header, sent.signature, inline)
    with as_role("field"):
        answer = _run(_COMMIT, *given)
    assert json.loads(answer[0])["is"] == "received"


def land_part(sent: SentSubmission, digest: str) -> None:
    """Have the field process take one part of it."""
    named = (sent.phone.id, sent.phone.public_key, sent.id, bytes.fromhex(digest))
    with as_role("field"):
        _run("select wall.land_part(%s, %s, %s, %s, %s)", *named, sent.parts[digest])


def find_team(organisation_id: UUID) -> TeamKey:
    """The newest keys of an organisation, as a phone is given them."""
    team, number, public = read_row(
        "select jsonb_build_array(t.id, g.number, encode(g.public_key, 'hex'))"
        " from vault_team t join vault_generation g on g.id = t.newest_id"
        " where t.id = %s",
        organisation_id,
    )
    return TeamKey(team, bytes.fromhex(public), number)


def open_landing() -> None:
    """The landing's key of the week, as the worker keeps it."""
    with as_guard():
        _run(_ADD_KEY, PAIR.id, PAIR.public_key, CLOSED)


def apply(*, later: timedelta = timedelta()) -> int:
    """The worker's turn; gives how many it began."""
    with as_role("worker"):
        return applying.apply_landed(actor=KEEPER, at=timezone.now() + later)


def complete_photos() -> int:
    """The worker's look for originals that have come whole."""
    with as_role("worker"):
        return applying.complete_photos(actor=KEEPER, at=timezone.now())


def send(cast: Cast, planned: Planned | UUID | None, **said: Any) -> SentSubmission:
    """An account that landed and was applied."""
    sent = seal(cast, planned, **said)
    land(sent)
    apply()
    return sent


def find_account(sent: SentSubmission) -> dict[str, Any]:
    """The account that was made of it."""
    found: dict[str, Any] = read_row(
        "select to_jsonb(a) from visits_account a where submission_id = %s"
        " and digest = %s",
        *(sent.id, sent.digest),
    )
    return found


def change_row(statement: str, *given: Any) -> None:
    """Change what no program's role may."""
    with as_guard():
        _run(statement, *given)


def read_row(statement: str, *given: Any) -> Any:
    """The first answer, as only procedures may see it."""
    with as_guard():
        found = _run(statement, *given)
    assert found is not None, statement
    return json.loads(found[0]) if isinstance(found[0], str) else found[0]


def _run(statement: str, *given: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchone() if cursor.description else None
