"""Who keeps the originals of files as evidence, and who could."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.reporting.models import Custodian
from unhidden.reporting.queries.files import NAME_CUSTODIANS, OPEN_ORIGINALS
from unhidden.reporting.queries.routes import desks_to_choose
from unhidden.vault import queries as vault


@dataclass(frozen=True, slots=True)
class CustodianView:
    """``has_keys``: they hold the custodians' keys. ``may_agree``: the viewer can make
    it count, being neither the one named nor the one who named them."""

    person_id: UUID
    name: str
    named_by: str
    named_at: datetime
    agreed_by: str
    has_keys: bool
    may_agree: bool
    fingerprint: str

    @property
    def is_agreed(self) -> bool:
        return bool(self.agreed_by)


@dataclass(frozen=True, slots=True)
class Custodians:
    """``is_set_up``: the server has given up its own wrap of the custodians' keys.

    ``is_desk``: the viewer's organisation reads reports; no other has custodians.
    """

    is_desk: bool

    rows: tuple[CustodianView, ...]
    to_name: tuple[tuple[UUID, str], ...]
    is_set_up: bool
    is_held: bool


_NONE = Custodians(is_desk=False, rows=(), to_name=(), is_set_up=False, is_held=False)


@query
def list_custodians(*, viewer: Actor, day: date) -> Custodians:
    """Those of the viewer's organisation; raises Absent without the permission."""
    viewer.must(NAME_CUSTODIANS)
    organisation_id = viewer.organisation
    if not is_desk(organisation_id, day=day):
        return _NONE
    rows = list(
        Custodian.objects.filter(
            organisation_id=organisation_id, ended_at=None
        ).order_by("named_at", "id")
    )
    team_id = agencies.custodians_of(organisation_id)
    state = vault.team_state(team_id=team_id)
    held = {each.person_id for each in state.members} if state else set()
    names = agencies.names_of_people(person_ids=_everybody(rows))
    named = {row.person_id for row in rows}
    prints = vault.list_fingerprints(team_id=team_id, person_ids=named)
    return Custodians(
        is_desk=True,
        rows=tuple(_view(row, names, held, prints, viewer) for row in rows),
        to_name=tuple(
            (each.person_id, each.name)
            for each in agencies.list_colleagues(day=day, permission=OPEN_ORIGINALS)
            if each.organisation_id == organisation_id
            and each.person_id not in named | {viewer.person}
        ),
        is_set_up=state is not None and state.is_set_up,
        is_held=viewer.person in held,
    )


def is_desk(organisation_id: UUID, *, day: date) -> bool:
    """Whether the organisation reads reports, its own or those passed on to it."""
    return organisation_id in {id_ for id_, _ in desks_to_choose(day=day)}


def _everybody(rows: list[Custodian]) -> set[UUID]:
    columns = ((row.person_id, row.named_by, row.agreed_by) for row in rows)
    return {each for row in columns for each in row if each}


def _view(
    row: Custodian,
    names: dict[UUID, str],
    held: set[UUID],
    prints: dict[UUID, str],
    viewer: Actor,
) -> CustodianView:
    may_agree = row.agreed_by is None and viewer.person not in {
        row.person_id,
        row.named_by,
    }
    return CustodianView(
        person_id=row.person_id,
        name=names[row.person_id],
        named_by=names[row.named_by],
        named_at=row.named_at,
        agreed_by=names[row.agreed_by] if row.agreed_by else "",
        has_keys=row.person_id in held,
        may_agree=may_agree,
        fingerprint=prints.get(row.person_id, ""),
    )
