"""The worker's work on what landed: opened, read, judged, and kept as an account.

Nothing is refused. What speaks against an account is told in reasons, for which a
person decides; what the program failed on is tried again, and then waits as well.
"""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any, TypedDict
from uuid import UUID

from django.conf import settings
from django.db import connection
from psycopg.types.json import Jsonb

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.field.alarms.actions import enter_alarm
from unhidden.field.applying import rules
from unhidden.field.applying.rules import (
    HeaderUnreadable,
    LandedHeader,
    NamedPhoto,
    NamedPieces,
)
from unhidden.field.keys.actions import NoLandingSecret
from unhidden.field.models import VisitPhoto
from unhidden.field.policies import KEEP_LANDING
from unhidden.vault import chunks, device_keys, landing_keys
from unhidden.vault.landed import place_of
from unhidden.vault.landing_keys import SealBroken
from unhidden.visits import queries as visits
from unhidden.visits.queries import FormUnknown, OuterUnreadable

logger = logging.getLogger(__name__)
_BEGIN = "select * from wall.begin_landed(%s)"
_KEEP = "select wall.keep_landed(%s, %s, %s, %s)"
_REGISTER = "select wall.keep_landed_register(%s, %s, %s, %s, %s)"
_STATE = "select wall.enter_landed_state(%s, %s, %s, %s)"
_SETTLE = "select wall.settle_landed_alarm(%s, %s)"
_PUT_OFF = "select wall.put_off_landed(%s, %s)"
_AT_MOST = 200


class ApplyingFailed(Exception):
    """The program failed on a submission; ``row_id`` is its row."""

    def __init__(self, row_id: UUID) -> None:
        super().__init__(str(row_id))
        self.row_id = row_id


@dataclass(frozen=True, slots=True)
class _Landed:
    """A submission, as ``wall.begin_landed`` gives it."""

    row_id: UUID
    kind: str
    header: bytes
    signature: bytes
    key: bytes
    sealed: bytes | None
    landing_public: bytes | None
    closed: bytes | None
    landed_at: datetime
    setting: Mapping[str, Any] | None
    copies: Mapping[str, str]


class _LandingKeys(TypedDict):
    public_key: bytes
    closed: bytes
    key: bytes


@dataclass(slots=True)
class _ReadAccount:
    """What was read of one: its content, and what speaks against it."""

    content: dict[str, Any] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    turn: dict[str, str] | None = None


def apply_landed(*, actor: Actor, at: datetime) -> int:
    """Apply what waits, each in a transaction of its own; gives how many were begun.

    Raises NoLandingSecret where this process has not the worker's secret.
    """
    if settings.LANDING_KEY is None:
        raise NoLandingSecret
    begun = 0
    while begun < _AT_MOST:
        try:
            if not apply_next(actor=actor, at=at):
                break
        except ApplyingFailed as failed:
            logger.exception("A submission could not be applied: %s", failed.row_id)
            put_off(row_id=failed.row_id, actor=actor, at=at)
        begun += 1
    return begun


@action
def apply_next(*, actor: Actor, at: datetime) -> bool:
    """Apply the next submission; False where none waits. Raises ApplyingFailed."""
    actor.must(KEEP_LANDING)
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, [at])
        row = cursor.fetchone()
    if row is None:
        return False
    landed = _read_row(row)
    try:
        if landed.kind == "alarm":
            _enter_alarm(landed, actor=actor, at=at)
        elif landed.kind == "state":
            _enter_state(landed, at)
        elif landed.kind == "register":
            _keep_entries(landed, at)
        else:
            _keep_account(landed, at)
    except Exception as error:
        # One that the program fails on never stops the next.
        raise ApplyingFailed(landed.row_id) from error
    return True


@action
def complete_photos(*, actor: Actor, at: datetime) -> int:
    """Put originals in their place of which every part has come; gives how many."""
    actor.must(KEEP_LANDING)
    with connection.cursor() as cursor:
        cursor.execute("select wall.complete_photos(%s)", [at])
        (done,) = cursor.fetchone()
    return int(done)


@action
def put_off(*, row_id: UUID, actor: Actor, at: datetime) -> None:
    """Have a submission tried again later; after five times it waits for a person."""
    actor.must(KEEP_LANDING)
    with connection.cursor() as cursor:
        cursor.execute(_PUT_OFF, [row_id, at])


def _read_row(row: tuple[Any, ...]) -> _Landed:
    given: list[Any] = [
        bytes(each) if isinstance(each, memoryview) else each for each in row
    ]
    given[-2] = json.loads(given[-2]) if given[-2] else None
    given[-1] = json.loads(given[-1]) if given[-1] else {}
    return _Landed(*given)


def _keep_account(landed: _Landed, at: datetime) -> None:
    """Read it as far as it can be, and let the database judge the rest."""
    header, read, clock_off = None, _ReadAccount(), None
    try:
        header = rules.read_header(landed.header)
        clock_off = rules.compute_clock_off(header, landed.landed_at)
        read = _read_account(landed, header)
    except (HeaderUnreadable, OuterUnreadable):
        read.reasons.append("unreadable")
    except SealBroken:
        read.reasons.append("sealed_elsewhere")
    except FormUnknown:
        read.reasons.append("form_unknown")
    if not _is_signed(landed):
        read.reasons.append("signature")
    facts = _write_facts(landed, header, read)
    if clock_off is not None:
        facts["clock_off"] = rules.count_seconds(clock_off)
    with connection.cursor() as cursor:
        given: list[Any] = [landed.row_id, Jsonb(read.content), Jsonb(facts), at]
        cursor.execute(_KEEP, given)


def _read_account(landed: _Landed, header: LandedHeader) -> _ReadAccount:
    """Open and judge it. Raises SealBroken, FormUnknown and OuterUnreadable."""
    if header.outer is None:
        return _ReadAccount({"inner_only": True}, ["does_not_add_up"])
    outer = visits.read_outer(header.form, _open(landed))
    turn = rules.read_turn(outer.content)
    problems: tuple[str, ...] = ()
    if outer.record is not None and landed.setting is not None:
        problems = visits.judge_outer(
            outer,
            kind=landed.setting["kind"],
            first_day=date.fromisoformat(landed.setting["first_day"]),
            is_turned=turn is not None,
            at=landed.landed_at,
        )
    content = visits.write_outer(outer, problems)
    if landed.kind == "addendum":
        return _ReadAccount(content)
    clock_off = rules.compute_clock_off(header, landed.landed_at)
    reasons = rules.find_reasons(
        problems, clock_off, has_record=outer.record is not None
    )
    return _ReadAccount(content, reasons, turn)


def _write_facts(
    landed: _Landed, header: LandedHeader | None, read: _ReadAccount
) -> dict[str, Any]:
    facts: dict[str, Any] = {"reasons": read.reasons, "turn": read.turn}
    if header is None:
        return facts | {"inner": [], "photos": []}
    return facts | {
        "form": header.form,
        "about": header.about and str(header.about),
        "inner": _write_inner(header),
        "photos": [
            {
                **asdict(photo),
                "id": str(photo.id),
                "copy": _write_pieces(photo.copy),
                "original": _write_pieces(photo.original),
                "shown": _open_copy(landed, photo),
            }
            for photo in header.photos
        ],
    }


def _write_inner(header: LandedHeader) -> list[dict[str, Any]]:
    return [
        {**asdict(each), "id": str(each.id), "team": str(each.team)}
        for each in header.inner
    ]


def _write_pieces(pieces: NamedPieces | None) -> dict[str, Any] | None:
    """The pieces with the key that opens them, where they are sealed to a team."""
    if pieces is None or pieces.team is None:
        return None
    key = {"generation": pieces.generation, "key": pieces.key}
    return {"team": str(pieces.team), **key, "parts": list(pieces.parts)}


def _open_copy(landed: _Landed, photo: NamedPhoto) -> dict[str, Any] | None:
    """The copy of a photo that nobody is in: it came in the outer envelope, and is
    guarded as that is. One that cannot be opened is left where it landed."""
    pieces = photo.copy
    if pieces is None or pieces.team is not None or photo.of_people:
        return None
    slot = place_of(VisitPhoto, "copy", photo.id)
    try:
        sealed = [base64.b64decode(landed.copies[part]) for part in pieces.parts]
        key = base64.b64decode(pieces.key)
        key = landing_keys.open_data_key(key, **_keys_of(landed))
        head, *content = chunks.open_pieces(slot, sealed, key=key)
        shown = rules.read_copy(head, b"".join(content))
    except (KeyError, SealBroken, HeaderUnreadable):
        return None
    return {**asdict(shown), "parts": list(pieces.parts)}


def _enter_state(landed: _Landed, at: datetime) -> None:
    """Say on the board how the visit stands, as its crew does."""
    reasons, stands = [], ""
    try:
        stands = rules.read_state(_open(landed))
    except SealBroken:
        reasons.append("sealed_elsewhere")
    except HeaderUnreadable:
        reasons.append("unreadable")
    if not _is_signed(landed):
        reasons.append("signature")
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [landed.row_id, reasons, stands, at])


def _keep_entries(landed: _Landed, at: datetime) -> None:
    """Keep entries of a register: sealed to its keepers, and opened by no job."""
    reasons = [] if _is_signed(landed) else ["signature"]
    register, entries = None, []
    try:
        header = rules.read_header(landed.header)
        register, entries = header.about, _write_inner(header)
    except HeaderUnreadable:
        reasons.append("unreadable")
    with connection.cursor() as cursor:
        given: list[Any] = [landed.row_id, reasons, register, Jsonb(entries), at]
        cursor.execute(_REGISTER, given)


def _enter_alarm(landed: _Landed, *, actor: Actor, at: datetime) -> None:
    """Put a call for help onto the board; where it cannot stand there, it waits."""
    reasons = [] if _is_signed(landed) else ["signature"]
    planned = None
    try:
        planned = rules.read_header(landed.header).planned
    except HeaderUnreadable:
        reasons.append("unreadable")
    if not reasons:
        enter_alarm(row_id=landed.row_id, planned_id=planned, actor=actor, at=at)
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, [landed.row_id, reasons])


def _open(landed: _Landed) -> str:
    """The text of its outer envelope; raises SealBroken with no key for it here."""
    if landed.sealed is None:
        raise SealBroken
    return landing_keys.open_outer(landed.sealed, **_keys_of(landed))


def _keys_of(landed: _Landed) -> _LandingKeys:
    """What opens what is sealed to the landing; raises SealBroken without."""
    public_key, closed, key = landed.landing_public, landed.closed, settings.LANDING_KEY
    if public_key is None or closed is None or key is None:
        raise SealBroken
    return {"public_key": public_key, "closed": closed, "key": key}


def _is_signed(landed: _Landed) -> bool:
    """Whether the phone that it names signed it: the landing's role could land more."""
    digest = sha256(landed.header).digest()
    return device_keys.is_of_device(
        digest, landed.signature, landed.key, label=device_keys.LANDING
    )
