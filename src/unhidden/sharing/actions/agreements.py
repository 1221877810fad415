"""Writing, signing and ending agreements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access import grants
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.policy import Category
from unhidden.audit import actions as audit
from unhidden.audit.actions import Verb
from unhidden.lib.refusals import ActionRefused
from unhidden.sharing.models import Agreement, Document, Party

KEEP = "sharing.keep_agreements"


class AgreementMoved(ActionRefused):
    """It was changed, signed or ended meanwhile: read it again."""


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """The terms; whoever writes them is a party without being named."""

    title: str
    parties: tuple[UUID, ...]
    purposes: tuple[str, ...]
    domains: tuple[str, ...]
    categories: tuple[str, ...]
    legal_basis: str
    legal_words: str
    from_on: date
    to_on: date
    review_on: date


@dataclass(frozen=True, slots=True)
class NewDocument:
    title: str
    kept_at: str
    dated_on: date


@action
def write_agreement(*, new: NewAgreement, actor: Actor, at: datetime) -> UUID:
    """Draft an agreement; it binds nobody before all parties have signed."""
    actor.must(KEEP)
    agreement = Agreement.objects.create(
        **_terms(new),
        kept_by_id=actor.organisation,
        written_by_id=actor.person,
        written_at=at,
    )
    _name_parties(agreement, new, actor)
    audit.record_event(
        name="sharing.agreement_written",
        actor=actor,
        subject=agreement,
        at=at,
        verb=Verb.COLLECTION,
    )
    return agreement.id


@action
def change_agreement(
    *, agreement_id: UUID, version: int, new: NewAgreement, actor: Actor, at: datetime
) -> None:
    """Change the terms that nobody has signed. Raises Absent and AgreementMoved."""
    actor.must(KEEP)
    own = Agreement.objects.filter(id=agreement_id, kept_by_id=actor.organisation)
    agreement = own.first()
    if agreement is None:
        raise Absent
    seen = own.filter(version=version, is_final=False)
    if not seen.update(**_terms(new), version=version + 1):
        raise AgreementMoved
    Party.objects.filter(agreement_id=agreement_id).delete()
    _name_parties(agreement, new, actor)
    audit.record_event(
        name="sharing.agreement_changed", actor=actor, subject=agreement, at=at
    )


@action
def sign_agreement(
    *, agreement_id: UUID, version: int, actor: Actor, at: datetime
) -> None:
    """Bind one's organisation to the terms as read. Raises Absent, AgreementMoved."""
    actor.must(KEEP)
    if grants.ask_procedure("sign_agreement", agreement_id, version, at):
        raise AgreementMoved
    _tell("sharing.agreement_signed", agreement_id, actor=actor, at=at)


@action
def end_agreement(
    *, agreement_id: UUID, reason: str, actor: Actor, at: datetime
) -> None:
    """End an agreement, and with it every share that rests on it.

    Raises Absent for who is no party, and AgreementMoved the second time.
    """
    actor.must(KEEP)
    closed = grants.ask_procedure("end_agreement", agreement_id, reason, at)
    if closed is None:
        raise AgreementMoved
    detail = {"shares_ended": len(closed)}
    _tell("sharing.agreement_ended", agreement_id, actor=actor, at=at, detail=detail)


@action
def add_document(
    *, agreement_id: UUID, new: NewDocument, actor: Actor, at: datetime
) -> None:
    """Note a paper that belongs to it, for a party; raises Absent."""
    actor.must(KEEP)
    parties = Party.objects.filter(agreement_id=agreement_id)
    if not parties.filter(organisation_id=actor.organisation).exists():
        raise Absent
    Document.objects.create(
        agreement_id=agreement_id,
        title=new.title,
        kept_at=new.kept_at,
        dated_on=new.dated_on,
        added_by_id=actor.person,
        added_at=at,
    )
    _tell("sharing.document_added", agreement_id, actor=actor, at=at)


def _terms(new: NewAgreement) -> dict[str, object]:
    return {
        "title": new.title,
        "purposes": list(new.purposes),
        "domains": list(new.domains),
        "categories": sorted({Category.OPERATIONAL.value, *new.categories}),
        "legal_basis": new.legal_basis,
        "legal_words": new.legal_words,
        "from_on": new.from_on,
        "to_on": new.to_on,
        "review_on": new.review_on,
    }


def _name_parties(agreement: Agreement, new: NewAgreement, actor: Actor) -> None:
    Party.objects.bulk_create(
        Party(agreement=agreement, organisation_id=organisation_id)
        for organisation_id in sorted({actor.organisation, *new.parties})
    )


def _tell(
    name: str,
    agreement_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    detail: Mapping[str, str | int | None] | None = None,
) -> None:
    subject = Agreement(id=agreement_id)
    audit.record_event(name=name, actor=actor, subject=subject, at=at, detail=detail)
