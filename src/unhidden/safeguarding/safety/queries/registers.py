"""Which registers somebody keeps; to everybody else there are none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.rls import procedures
from unhidden.agencies import queries as agencies
from unhidden.safeguarding.models import RegisterKeeper, SafetyRegister
from unhidden.vault import queries as vault

KEEP = "safeguarding.keep_register"
OPEN = "safeguarding.open_register"
SEE_TOTAL = "safeguarding.see_register_total"


@dataclass(frozen=True, slots=True)
class RegisterCard:
    """A register by its night; where it is, is sealed."""

    id: UUID
    night: date
    opened_at: datetime
    is_closed: bool
    entries: int


@dataclass(frozen=True, slots=True)
class KeeperCard:
    """Who keeps a register; ``waits_for_keys`` until a colleague lets them in."""

    person_id: UUID
    name: str
    named_at: datetime
    waits_for_keys: bool


@query
def list_registers(*, viewer: Actor) -> list[RegisterCard]:
    """The registers that the viewer keeps, the newest night first."""
    viewer.must(KEEP)
    rows = SafetyRegister.objects.prefetch_related("entries").order_by("-night", "id")
    return [describe_register(row) for row in rows.defer("place_sealed")]


def describe_register(row: SafetyRegister) -> RegisterCard:
    """A register that is in the viewer's sight."""
    return RegisterCard(
        id=row.id,
        night=row.night,
        opened_at=row.opened_at,
        is_closed=row.closed_at is not None,
        entries=len(row.entries.all()),
    )


@query
def find_register(*, viewer: Actor, register_id: UUID) -> RegisterCard:
    """One of them; raises Absent for whoever does not keep it."""
    viewer.must(KEEP)
    row = SafetyRegister.objects.filter(id=register_id).first()
    if row is None:
        raise Absent
    return describe_register(row)


@query
def find_open_register(*, viewer: Actor, register_id: UUID) -> RegisterCard:
    """One that takes entries; raises Absent for one that is closed, too."""
    card = find_register(viewer=viewer, register_id=register_id)
    if card.is_closed:
        raise Absent
    return card


@query
def list_keepers(*, viewer: Actor, register_id: UUID) -> list[KeeperCard]:
    """Who keeps a register now, as they were named."""
    viewer.must(KEEP)
    rows = RegisterKeeper.objects.filter(register_id=register_id, ended_at=None)
    found = list(rows.select_related("register").order_by("named_at", "id"))
    names = agencies.names_of_people(person_ids={row.person_id for row in found})
    state = vault.team_state(team_id=found[0].register.team_id) if found else None
    let_in = {each.person_id for each in state.members} if state else set()
    return [
        KeeperCard(
            person_id=row.person_id,
            name=names[row.person_id],
            named_at=row.named_at,
            waits_for_keys=row.person_id not in let_in,
        )
        for row in found
    ]


@query
def list_possible_keepers(
    *, viewer: Actor, register_id: UUID, day: date
) -> list[tuple[UUID, str]]:
    """Colleagues of the viewer's who may keep it, and do not yet."""
    viewer.must(KEEP)
    kept = RegisterKeeper.objects.filter(register_id=register_id, ended_at=None)
    named = set(kept.values_list("person_id", flat=True))
    return [
        (each.person_id, each.name)
        for each in agencies.list_colleagues(day=day, permission=KEEP)
        if each.organisation_id == viewer.organisation and each.person_id not in named
    ]


@query
def list_for_phone(*, viewer: Actor, at: datetime) -> list[dict[str, Any]]:
    """The open registers that the viewer may write in by phone, for the field's app."""
    if not viewer.may(KEEP):
        return []
    rows = SafetyRegister.objects.filter(closed_at=None, until_at__gt=at)
    return [
        {
            "id": row.id,
            "organisation_id": row.organisation_id,
            "team_id": row.team_id,
            "night": row.night,
            "until_at": row.until_at,
        }
        for row in rows.defer("place_sealed").order_by("night", "id")
    ]


@query
def find_register_total(*, viewer: Actor, operation_id: UUID) -> int | None:
    """How many people an operation's places of safety took in, as far as it was told.

    None while it is smaller than five, and for who does not meet the operation: the
    two are not told apart.
    """
    viewer.must(SEE_TOTAL)
    ((total,),) = procedures.ask_rows("told_by_registers", operation_id)
    return None if total is None else int(total)
