"""Which registers a phone may write to; who keeps them is told by the module above.

That module names in ``phone_registers`` of its ``apps.py`` what lists them and what an
entry asks, since this one stands below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils.module_loading import import_string

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.field.devices.queries import find_own_device
from unhidden.field.policies import USE_APP
from unhidden.field.tasking.queries.bundle import find_landing_place
from unhidden.field.tasking.queries.cards import LandingPlace, SealingTeam
from unhidden.vault import queries as vault


@dataclass(frozen=True, slots=True)
class PhoneRegister:
    """A register that its keeper may write to by phone, until a moment.

    It names no place and nobody: a phone that is lost tells that there is one.
    """

    id: UUID
    organisation_id: UUID
    team_id: UUID
    night: date
    until_at: datetime


@dataclass(frozen=True, slots=True)
class RegistersTasking:
    """What a phone takes along of registers: where it sends, and whom it seals to."""

    registers: tuple[PhoneRegister, ...]
    teams: tuple[SealingTeam, ...]
    landing: LandingPlace | None
    is_ready: bool


@query
def collect_registers(
    *, viewer: Actor, device_id: UUID, known: Mapping[UUID, int], at: datetime
) -> RegistersTasking:
    """The viewer's registers, for a phone of theirs; raises Absent for another's."""
    viewer.must(USE_APP)
    device = find_own_device(viewer=viewer, device_id=device_id)
    found = _list_registers(viewer, at) if device.is_ready else []
    return RegistersTasking(
        registers=tuple(found),
        teams=tuple(_list_teams(found, known)),
        landing=find_landing_place(at=at),
        is_ready=device.is_ready,
    )


def describe_entry(language: str) -> Mapping[str, Any]:
    """What an entry asks, and what its page says, in a language."""
    described: Mapping[str, Any] = _call("describe")(language)
    return described


def _list_registers(viewer: Actor, at: datetime) -> list[PhoneRegister]:
    rows: Iterable[Mapping[str, Any]] = _call("list")(viewer=viewer, at=at)
    return [PhoneRegister(**row) for row in rows]


def _list_teams(
    registers: Iterable[PhoneRegister], known: Mapping[UUID, int]
) -> Iterable[SealingTeam]:
    owners = {one.team_id: one.organisation_id for one in registers}
    for pin in vault.list_pins(team_ids=set(owners)):
        team = UUID(str(pin["team"]))
        number = known.get(team)
        links = [] if number is None else vault.links_after(team_id=team, number=number)
        yield SealingTeam(team, owners[team], "register", dict(pin), links)


def _call(step: str) -> Callable[..., Any]:
    named = [getattr(each, "phone_registers", {}) for each in apps.get_app_configs()]
    call: Callable[..., Any] = import_string(next(filter(None, named))[step])
    return call
