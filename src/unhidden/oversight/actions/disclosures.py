"""The one door from a survivor's case to an investigation: chosen words alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action, with_purpose
from unhidden.access.policy import Purpose
from unhidden.access.records import new_id
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.audit.actions import Verb
from unhidden.investigations import actions as investigations
from unhidden.lib.refusals import ActionRefused
from unhidden.oversight.models import ConsentKnowledge, Disclosure
from unhidden.safeguarding import queries as safeguarding


class NoConsent(ActionRefused):
    """The survivor has not agreed to help an investigation."""


class NotAuthorised(ActionRefused):
    """Without their yes it takes a reason, and another who answers for survivors."""


@dataclass(frozen=True, slots=True)
class NewDisclosure:
    """What is told to whom, on which lawful basis, and what the person knows of it.

    ``reason`` and ``authorised_by_id`` are for what they did not agree to.
    """

    title: str
    what: str
    basis: str
    lawful_basis: str
    knowledge: str
    organisation_id: UUID
    lead_id: UUID
    reason: str = ""
    authorised_by_id: UUID | None = None


@action
@with_purpose(Purpose.DISCLOSURE)
def disclose_case(
    *, case_id: UUID, new: NewDisclosure, actor: Actor, at: datetime
) -> UUID:
    """Tell investigators what is written here, and open their investigation.

    The purpose firewall's only crossing: it names its lawful
    basis and the person's knowledge. Told and agreed needs their latest consent to be
    a yes; anything else a reason and a colleague who authorised it. Raises NoConsent,
    NotAuthorised and CannotInvestigate.
    """
    actor.must("oversight.disclose")
    case = safeguarding.get_case(viewer=actor, case_id=case_id, at=at)
    consent_id = _consent(case_id, new, actor=actor, at=at)
    disclosure_id = new_id()
    investigation_id = investigations.open_from_disclosure(
        disclosure_id=disclosure_id,
        title=new.title,
        grounds=new.what,
        organisation_id=new.organisation_id,
        lead_id=new.lead_id,
        actor=actor,
        at=at,
    )
    disclosure = Disclosure(
        id=disclosure_id,
        case_id=case.card.id,
        investigation_id=investigation_id,
        consent_id=consent_id,
        what=new.what,
        basis=new.basis,
        lawful_basis=new.lawful_basis,
        knowledge=new.knowledge,
        reason=new.reason,
        authorised_by_id=new.authorised_by_id,
        disclosed_by_id=actor.person,
        disclosed_at=at,
    )
    disclosure.save(force_insert=True)
    audit.record_event(
        name="oversight.disclosed",
        actor=actor,
        subject=disclosure,
        at=at,
        detail={"case": str(case_id), "knowledge": new.knowledge},
        verb=Verb.DISCLOSURE,
        justification=f"{new.basis}: {new.lawful_basis}"[:500],
        recipients=[new.organisation_id, new.lead_id],
    )
    return investigation_id


def _consent(
    case_id: UUID, new: NewDisclosure, *, actor: Actor, at: datetime
) -> UUID | None:
    """The consent that it rests on; None where somebody else answers for it."""
    if new.knowledge == ConsentKnowledge.AGREED:
        found = safeguarding.consent_to_investigation(viewer=actor, case_id=case_id)
        if found is None:
            raise NoConsent
        return found
    able = agencies.list_colleagues(
        day=at.date(), permission="safeguarding.manage_team"
    )
    others = {one.person_id for one in able} - {actor.person}
    if not new.reason or new.authorised_by_id not in others:
        raise NotAuthorised
    return None
