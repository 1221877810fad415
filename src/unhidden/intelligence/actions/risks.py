"""The risk of premises, kept beside what it is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.audit import actions as audit
from unhidden.intelligence.models import Item, Mention, MentionKind, PremisesRisk
from unhidden.intelligence.rules import risk as rules
from unhidden.signs import queries as signs

PERMISSION = "intelligence.refresh_risk"

# Who the worker is when it works out risk: the system, with this one permission.
RISK_KEEPER = Actor(
    person_id=None, organisation_id=None, permissions=frozenset({PERMISSION})
)


@transaction.atomic
def refresh_risk(*, premises_id: UUID, actor: Actor, at: datetime) -> None:
    """Work out the risk of one premises as of ``at``."""
    actor.must(PERMISSION)
    keep_risk({premises_id}, actor=actor, at=at)


@transaction.atomic
def refresh_all_risk(*, actor: Actor, at: datetime) -> int:
    """Work out every risk again, because time has passed; gives how many."""
    actor.must(PERMISSION)
    known = PremisesRisk.objects.order_by("premises_id")
    premises_ids = set(known.values_list("premises_id", flat=True))
    keep_risk(premises_ids, actor=actor, at=at)
    return len(premises_ids)


def keep_risk(premises_ids: Collection[UUID], *, actor: Actor, at: datetime) -> None:
    """Work out these risks inside the caller's transaction; audit what changed.

    Each row is locked before its evidence is read: of two writers about the same
    premises the second waits, and then counts what the first wrote.
    """
    rows = _locked(premises_ids, at)
    evidence = _evidence(premises_ids)
    for row in rows:
        _work_out(row, evidence.get(row.premises_id, []), actor, at)
    PremisesRisk.objects.bulk_update(
        rows, ["score", "band", "reasons", "computed_at"], batch_size=500
    )


def _locked(premises_ids: Collection[UUID], at: datetime) -> list[PremisesRisk]:
    """A locked row for each premises, made where there is none, in one order."""
    in_order = sorted(premises_ids)
    PremisesRisk.objects.bulk_create(
        [
            PremisesRisk(
                premises_id=key,
                score=0,
                band=rules.band_of(0),
                reasons=[],
                computed_at=at,
            )
            for key in in_order
        ],
        ignore_conflicts=True,
    )
    rows = PremisesRisk.objects.select_for_update().order_by("premises_id")
    return list(rows.filter(premises_id__in=in_order))


def _work_out(
    row: PremisesRisk, evidence: list[rules.Evidence], actor: Actor, at: datetime
) -> None:
    found = rules.risk(evidence, today=timezone.localdate(at))
    has_changed = (row.score, row.band) != (found.score, found.band)
    row.score, row.band, row.computed_at = found.score, found.band, at
    row.reasons = [_stored(reason) for reason in found.reasons]
    if has_changed:
        audit.record(
            name="intelligence.risk_changed",
            actor=actor,
            subject=row,
            at=at,
            detail={"score": found.score, "band": found.band},
        )


def _stored(reason: rules.Reason) -> dict[str, object]:
    source = reason.intelligence_id
    return {
        "code": reason.code,
        "points": reason.points,
        "params": dict(reason.params),
        "intelligence_id": str(source) if source else None,
    }


def _evidence(
    premises_ids: Collection[UUID],
) -> Mapping[UUID | None, list[rules.Evidence]]:
    """Every graded item that mentions the premises, by premises."""
    rows = (
        Mention.objects.filter(kind=MentionKind.PREMISES, premises_id__in=premises_ids)
        .select_related("item__report")
        .defer("item__report__raw_sealed", "item__report__provenance_sealed")
        .order_by("id")
    )
    weights = signs.weights({code for row in rows for code in row.item.sign_codes})
    found: dict[UUID | None, list[rules.Evidence]] = defaultdict(list)
    for row in rows:
        found[row.premises_id].append(_one(row.item, weights))
    return found


def _one(item: Item, weights: Mapping[str, str]) -> rules.Evidence:
    return rules.Evidence(
        intelligence_id=item.report.id,
        urn=item.report.urn,
        on=_day(item.report.event_on, item.report.written_at),
        source=item.source,
        assessment=item.assessment,
        weights=tuple((c, weights[c]) for c in item.sign_codes if c in weights),
    )


def _day(event_on: date | None, written_at: datetime) -> date:
    """When it happened; when we were told, if nobody knows."""
    return event_on or timezone.localdate(written_at)
