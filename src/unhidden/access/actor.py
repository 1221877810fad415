"""Whoever is asking."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from unhidden.access.absent import Absent


class OpenKeyRing(Protocol):
    """An unlocked key ring: what its person can open, for as long as it is held."""

    @property
    def person_id(self) -> UUID: ...


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting for an organisation, a member of the public, or the system.

    ``person_id`` and ``organisation_id`` are None for the public and the system.
    ``purpose`` is what the person is doing at this moment, ``clearance`` 0 to 3;
    ``confirmed_at`` is when they last proved who they are.
    """

    person_id: UUID | None
    organisation_id: UUID | None
    permissions: frozenset[str]
    engagement_id: UUID | None = None
    role: str = ""
    clearance: int = 0
    purpose: str = ""
    confirmed_at: datetime | None = field(default=None, compare=False)
    keys: OpenKeyRing | None = field(default=None, repr=False, compare=False)

    def may(self, permission: str) -> bool:
        return permission in self.permissions

    def must(self, permission: str) -> None:
        """Raise Absent without the permission: forbidden looks like not there."""
        if not self.may(permission):
            raise Absent

    def doing(self, purpose: str) -> Actor:
        """The same person at work on something."""
        return replace(self, purpose=purpose)

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
PUBLIC = Actor(None, None, frozenset({"reporting.submit_report", "operations.attend"}))
