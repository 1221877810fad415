"""Whoever is asking."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from unhidden.access.absent import Absent


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting for an organisation, a member of the public, or the system.

    ``person_id`` and ``organisation_id`` are None for the public and the system.
    """

    person_id: UUID | None
    organisation_id: UUID | None
    permissions: frozenset[str]

    def may(self, permission: str) -> bool:
        return permission in self.permissions

    def must(self, permission: str) -> None:
        """Raise Absent without the permission: forbidden looks like not there."""
        if not self.may(permission):
            raise Absent

    @property
    def person(self) -> UUID:
        """The person's id; raises Absent for the public and the system."""
        if self.person_id is None:
            raise Absent
        return self.person_id

    @property
    def organisation(self) -> UUID:
        """The organisation's id; raises Absent for the public and the system."""
        if self.organisation_id is None:
            raise Absent
        return self.organisation_id


NOBODY = Actor(person_id=None, organisation_id=None, permissions=frozenset())
PUBLIC = Actor(None, None, frozenset({"reporting.submit_report"}))
