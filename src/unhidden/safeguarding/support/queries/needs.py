"""What somebody needs, what became of it, and which services were asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.safeguarding.frame.queries import CaseHead, read_head, work_on
from unhidden.safeguarding.models import (
    NEED_ENDS,
    CaseNeed,
    NeedStepKind,
    ServiceReferral,
    ServiceState,
)
from unhidden.safeguarding.support.queries.providers import ProviderCard, name_providers
from unhidden.safeguarding.support.queries.words import OpenedWords, open_words
from unhidden.safeguarding.support.rules import service_states as rules


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """A service that was asked; ``provider`` is None if another's directory has it."""

    id: UUID
    provider: ProviderCard | None
    state: str
    state_label: str
    since: date
    is_open: bool


@dataclass(frozen=True, slots=True)
class NeedCard:
    """A need; ``end_label`` and ``ended_on`` say how it ended, if it did."""

    id: UUID
    code: str
    label: str
    wanted_on: date | None
    words: OpenedWords
    noted_by: str
    noted_at: datetime
    is_open: bool
    is_late: bool
    end_label: str
    ended_on: date | None
    services: tuple[ServiceCard, ...]


@dataclass(frozen=True, slots=True)
class NeedsPage:
    head: CaseHead
    open: tuple[NeedCard, ...]
    ended: tuple[NeedCard, ...]


@query
@of_one_record("case_id")
def list_needs(*, viewer: Actor, case_id: UUID, today: date) -> NeedsPage:
    """The needs of a case, open ones by day; raises Absent off its team."""
    head = read_head(viewer=viewer, case_id=case_id)
    cards = _needs(viewer, case_id, today)
    ended = [card for card in cards if not card.is_open]
    return NeedsPage(
        head=head,
        open=tuple(
            sorted(
                (card for card in cards if card.is_open),
                key=lambda card: (card.wanted_on or date.max, card.label, card.id),
            )
        ),
        ended=tuple(
            sorted(ended, key=lambda card: card.ended_on or date.min, reverse=True)
        ),
    )


@query
@of_one_record("case_id")
def get_open_need(
    *, viewer: Actor, case_id: UUID, need_id: UUID, today: date
) -> tuple[CaseHead, NeedCard]:
    """One need for who works on it; raises Absent, also for one that has ended."""
    head = work_on(viewer=viewer, case_id=case_id)
    for card in _needs(viewer, case_id, today, need_id=need_id):
        if card.is_open:
            return head, card
    raise Absent


@query
@of_one_record("case_id")
def get_service(
    *, viewer: Actor, case_id: UUID, referral_id: UUID
) -> tuple[CaseHead, ServiceCard]:
    """A referral to a service, for who works on it; raises Absent."""
    head = work_on(viewer=viewer, case_id=case_id)
    row = (
        ServiceReferral.objects.filter(id=referral_id, need__case_id=case_id)
        .prefetch_related("steps")
        .first()
    )
    if row is None:
        raise Absent
    return head, _service(row, name_providers(viewer))


def _needs(
    viewer: Actor, case_id: UUID, today: date, need_id: UUID | None = None
) -> list[NeedCard]:
    found = CaseNeed.objects.filter(case_id=case_id)
    if need_id is not None:
        found = found.filter(id=need_id)
    rows = list(
        found.select_related("noted_by")
        .prefetch_related("steps", "referrals__steps")
        .order_by("noted_at", "id")
    )
    words = open_words(rows, lambda row: row.words_sealed, viewer)
    has_services = any(row.referrals.all() for row in rows)
    providers = name_providers(viewer) if has_services else {}
    return [
        _need(row, opened, providers, today)
        for row, opened in zip(rows, words, strict=True)
    ]


def _need(
    row: CaseNeed,
    words: OpenedWords,
    providers: dict[UUID, ProviderCard],
    today: date,
) -> NeedCard:
    steps = sorted(row.steps.all(), key=lambda step: step.number)
    end = next((step for step in steps if step.kind in NEED_ENDS), None)
    dated = [step.day for step in steps if step.kind == NeedStepKind.DATED]
    wanted_on = dated[-1] if dated else row.wanted_on
    referrals = sorted(row.referrals.all(), key=lambda one: (one.asked_at, one.id))
    return NeedCard(
        id=row.id,
        code=row.code,
        label=row.get_code_display(),
        wanted_on=wanted_on,
        words=words,
        noted_by=row.noted_by.name,
        noted_at=row.noted_at,
        is_open=end is None,
        is_late=end is None and wanted_on is not None and wanted_on < today,
        end_label=end.get_kind_display() if end else "",
        ended_on=end.day if end else None,
        services=tuple(_service(one, providers) for one in referrals),
    )


def _service(row: ServiceReferral, providers: dict[UUID, ProviderCard]) -> ServiceCard:
    steps = sorted(row.steps.all(), key=lambda step: step.number)
    state = steps[-1].state if steps else rules.ASKED
    return ServiceCard(
        id=row.id,
        provider=providers.get(row.provider_id),
        state=state,
        state_label=str(ServiceState(state).label),
        since=steps[-1].day if steps else row.asked_on,
        is_open=rules.is_open_state(state),
    )
