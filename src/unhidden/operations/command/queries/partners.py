"""The partners of an operation, and the agreements that they share under."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.operations.models import Operation
from unhidden.operations.policies import SEE
from unhidden.sharing import queries as sharing
from unhidden.sharing.queries import AgreementCard


@dataclass(frozen=True, slots=True)
class PartnerAgreements:
    """A partner with its agreements with the lead that cover operations."""

    organisation: str
    agreements: tuple[AgreementCard, ...]

    @property
    def has_one_in_force(self) -> bool:
        return any(card.is_in_force for card in self.agreements)


@query
def list_partner_agreements(
    *, viewer: Actor, operation_id: UUID, at: datetime
) -> list[PartnerAgreements]:
    """Each partner by name, and its agreements with whoever leads; raises Absent."""
    viewer.must(SEE)
    row = Operation.objects.filter(id=operation_id).first()
    if row is None:
        raise Absent
    known = sharing.list_agreements_of(organisation_id=row.lead_id, at=at)
    partners = row.partners.select_related("organisation").order_by("id")
    found = [
        PartnerAgreements(
            organisation=agencies.name_of(partner.organisation),
            agreements=tuple(
                card for card in known if card.has_party(partner.organisation_id)
            ),
        )
        for partner in partners
        if partner.organisation_id != row.lead_id
    ]
    return sorted(found, key=lambda partner: partner.organisation)
