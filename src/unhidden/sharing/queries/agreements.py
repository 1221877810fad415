"""Agreements as any colleague reads them, and how each stands today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.policy import Category, Domain, Purpose
from unhidden.agencies import queries as agencies
from unhidden.lib.working_days import LONDON
from unhidden.sharing import rules
from unhidden.sharing.models import Agreement

STATUSES: dict[str, str | Promise] = {
    rules.DRAFT: _("Draft"),
    rules.WAITING: _("Waiting for signatures"),
    rules.AGREED: _("Signed, not begun"),
    rules.IN_FORCE: _("In force"),
    rules.LAPSED: _("Lapsed"),
    rules.ENDED: _("Ended early"),
}
_ORDER = list(STATUSES)


@dataclass(frozen=True, slots=True)
class PartyCard:
    organisation_id: UUID
    organisation: str
    signed_by: str
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class DocumentCard:
    title: str
    kept_at: str
    dated_on: date


@dataclass(frozen=True, slots=True)
class AgreementCard:
    id: UUID
    title: str
    status: str
    status_label: str
    parties: tuple[PartyCard, ...]
    from_on: date
    to_on: date
    review_on: date
    is_review_due: bool

    @property
    def is_in_force(self) -> bool:
        """Whether it may be shared under today."""
        return self.status == rules.IN_FORCE

    def has_party(self, organisation_id: UUID) -> bool:
        """Whether the organisation is one of its parties, signed or not."""
        return any(each.organisation_id == organisation_id for each in self.parties)


@dataclass(frozen=True, slots=True)
class AgreementView:
    card: AgreementCard
    version: int
    purposes: tuple[str, ...]
    domains: tuple[str, ...]
    categories: tuple[str, ...]
    legal_basis: str
    legal_basis_label: str
    legal_words: str
    documents: tuple[DocumentCard, ...]
    end_reason: str
    ended_at: datetime | None
    may_change: bool
    may_sign: bool
    may_end: bool
    is_party: bool


@dataclass(frozen=True, slots=True)
class SharingChoice:
    """An agreement in force with one of its other parties: a way to share."""

    agreement_id: UUID
    organisation_id: UUID
    label: str


@query
def list_agreements(*, viewer: Actor, at: datetime) -> list[AgreementCard]:
    """All agreements: what waits for something first, what is over last."""
    viewer.must("sharing.see_agreements")
    cards = [_card(row, _day(at)) for row in _rows()]
    return sorted(cards, key=lambda card: (_ORDER.index(card.status), card.title))


def list_agreements_of(*, organisation_id: UUID, at: datetime) -> list[AgreementCard]:
    """The agreements to which an organisation is a party, those in force first.

    Inside another module's query: any colleague may know of them.
    """
    rows = _rows().filter(parties__organisation_id=organisation_id)
    cards = [_card(row, _day(at)) for row in rows]
    return sorted(cards, key=lambda card: (not card.is_in_force, card.title))


@query
def find_agreement(*, viewer: Actor, agreement_id: UUID, at: datetime) -> AgreementView:
    """One agreement, and what the viewer may do with it; raises Absent."""
    viewer.must("sharing.see_agreements")
    row = _rows().filter(id=agreement_id).first()
    if row is None:
        raise Absent
    card = _card(row, _day(at))
    own = {p.organisation_id: p for p in card.parties}.get(viewer.organisation)
    keeps = viewer.may("sharing.keep_agreements") and own is not None
    is_open = card.status not in {rules.ENDED, rules.LAPSED}
    return AgreementView(
        card=card,
        version=row.version,
        purposes=tuple(row.purposes),
        domains=tuple(row.domains),
        categories=tuple(row.categories),
        legal_basis=row.legal_basis,
        legal_basis_label=row.get_legal_basis_display(),
        legal_words=row.legal_words,
        documents=_documents(row),
        end_reason=row.end_reason,
        ended_at=row.ended_at,
        may_change=keeps
        and row.kept_by_id == viewer.organisation
        and not row.is_final
        and is_open,
        may_sign=keeps and is_open and own is not None and own.signed_at is None,
        may_end=keeps and is_open,
        is_party=own is not None,
    )


@query
def list_sharing_choices(
    *, viewer: Actor, domain: str, at: datetime
) -> list[SharingChoice]:
    """With whom the viewer's organisation may share records of a domain today."""
    found = []
    for row in _rows().filter(domains__contains=[domain]):
        card = _card(row, _day(at))
        parties = {each.organisation_id for each in card.parties}
        if card.status != rules.IN_FORCE or viewer.organisation not in parties:
            continue
        found += [
            SharingChoice(
                row.id, each.organisation_id, f"{each.organisation}: {row.title}"
            )
            for each in card.parties
            if each.organisation_id != viewer.organisation
        ]
    return sorted(found, key=lambda one: one.label)


def labels_of(
    codes: Iterable[str], kind: type[Domain] | type[Purpose] | type[Category]
) -> list[str]:
    """The words of these codes, in the order of the list that they are from."""
    wanted = set(codes)
    return [str(label) for value, label in kind.choices if value in wanted]


def _rows() -> QuerySet[Agreement]:
    return Agreement.objects.prefetch_related(
        "parties__organisation", "parties__signed_by"
    ).order_by("title", "id")


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _card(row: Agreement, day: date) -> AgreementCard:
    parties = sorted(
        (
            PartyCard(
                organisation_id=each.organisation_id,
                organisation=agencies.name_of(each.organisation),
                signed_by=each.signed_by.name if each.signed_by else "",
                signed_at=each.signed_at,
            )
            for each in row.parties.all()
        ),
        key=lambda party: party.organisation,
    )
    terms = rules.AgreementTerms(
        from_on=row.from_on,
        to_on=row.to_on,
        is_ended=row.ended_at is not None,
        signed=sum(1 for party in parties if party.signed_at),
        parties=len(parties),
    )
    status = rules.find_agreement_status(terms, day)
    return AgreementCard(
        id=row.id,
        title=row.title,
        status=status,
        status_label=str(STATUSES[status]),
        parties=tuple(parties),
        from_on=row.from_on,
        to_on=row.to_on,
        review_on=row.review_on,
        is_review_due=day >= row.review_on
        and status not in {rules.ENDED, rules.LAPSED},
    )


def _documents(row: Agreement) -> tuple[DocumentCard, ...]:
    return tuple(
        DocumentCard(title=each.title, kept_at=each.kept_at, dated_on=each.dated_on)
        for each in row.documents.order_by("dated_on", "id")
    )
