"""The people of an investigation: numbers and roles to all, names to who opens them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.frame.queries import read_head
from unhidden.investigations.models import (
    InvestigatedPerson,
    Investigation,
    PersonIdentity,
    PersonRole,
)
from unhidden.vault import actions as vault


@dataclass(frozen=True, slots=True)
class RoleView:
    """What somebody is, or was, in an investigation."""

    id: UUID
    role: str
    role_label: str
    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody in an investigation.

    ``name`` is "" where nobody wrote one, or where it does not open; ``version`` is of
    the identity that it is from.
    """

    id: UUID
    number: int
    name: str
    born: str
    other_names: str
    description: str
    version: int
    roles: tuple[RoleView, ...]
    possible_victim_id: UUID | None

    @property
    def roles_now(self) -> tuple[RoleView, ...]:
        """The roles that last."""
        return tuple(role for role in self.roles if role.ended_at is None)


@query
def list_people(*, viewer: Actor, investigation_id: UUID) -> list[PersonView]:
    """The people of an investigation, by number; raises Absent and KeysLocked."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    return _views(_people(head), viewer)


@query
@of_one_record("person_id")
def get_person(*, viewer: Actor, investigation_id: UUID, person_id: UUID) -> PersonView:
    """One person of an investigation; raises Absent and KeysLocked."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    found = _views([row for row in _people(head) if row.id == person_id], viewer)
    if not found:
        raise Absent
    return found[0]


def _people(head: Investigation) -> list[InvestigatedPerson]:
    roles = PersonRole.objects.order_by("began_at", "id")
    identities = PersonIdentity.objects.order_by("-version")
    return list(
        InvestigatedPerson.objects.filter(investigation=head)
        .prefetch_related(Prefetch("roles", roles), Prefetch("identities", identities))
        .order_by("number")
    )


def _views(rows: list[InvestigatedPerson], viewer: Actor) -> list[PersonView]:
    """The rows with what opens of who they are, all of it opened at once."""
    last = [next(iter(row.identities.all()), None) for row in rows]
    opened = vault.open_held(
        [each.identity_sealed if each else None for each in last], by=viewer
    )
    return [
        _view(row, identity, words)
        for row, identity, words in zip(rows, last, opened, strict=True)
    ]


def _view(
    row: InvestigatedPerson, identity: PersonIdentity | None, words: str | None
) -> PersonView:
    known: dict[str, str] = json.loads(words) if words else {}
    return PersonView(
        id=row.id,
        number=row.number,
        name=known.get("name", ""),
        born=known.get("born", ""),
        other_names=known.get("other_names", ""),
        description=known.get("description", ""),
        version=identity.version if identity else 0,
        roles=tuple(
            RoleView(
                id=role.id,
                role=role.role,
                role_label=role.get_role_display(),
                began_at=role.began_at,
                ended_at=role.ended_at,
            )
            for role in row.roles.all()
        ),
        possible_victim_id=row.possible_victim_id,
    )
