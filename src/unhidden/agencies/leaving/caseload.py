"""What goes with an engagement: places on teams."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from unhidden.access.policy import DOMAINS_OF_PURPOSE, Domain, TeamRole, rights_of
from unhidden.access.records import GuardedRecord, model_of


@dataclass(frozen=True, slots=True)
class OpenTeamPlace:
    """An open place on a record's team, by what the record is called and no more.

    ``is_needed``: without it nobody would decide the team.
    """

    id: UUID
    domain: str
    record_id: UUID
    reference: str
    team_role: str
    is_needed: bool

    @property
    def kind(self) -> str:
        return str(Domain(self.domain).label)

    @property
    def name(self) -> str:
        """``Survivor’s case NW-CASE-2016-000012``."""
        return f"{self.kind} {self.reference}".strip()

    @property
    def role_label(self) -> str:
        return str(TeamRole(self.team_role).label)

    @property
    def record(self) -> GuardedRecord:
        """What an event is about; only the id of the record is known here."""
        return model_of(self.domain)(id=self.record_id)


def list_open_places(engagement_id: UUID) -> list[OpenTeamPlace]:
    """The places that need a home before this engagement ends, kind by kind."""
    with connection.cursor() as cursor:
        cursor.execute("select * from wall.caseload(%s)", [engagement_id])
        return [
            OpenTeamPlace(grant, domain, record, reference or "", role, needed)
            for grant, domain, record, reference, role, needed in cursor.fetchall()
        ]


def domains_of(role: str) -> frozenset[str]:
    """The kinds of record that somebody in this role meets at all."""
    met: set[str] = set()
    for purpose in rights_of(role).purposes:
        met |= DOMAINS_OF_PURPOSE[purpose]
    return frozenset(met)
