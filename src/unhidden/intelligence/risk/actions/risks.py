"""The risk of premises, kept beside what it is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.models import PremisesRisk
from unhidden.intelligence.risk.actions import evidence
from unhidden.intelligence.risk.rules import risk as rules
from unhidden.intelligence.subjects.rules.reasons import RiskReason

PERMISSION = "intelligence.refresh_risk"

# Who the worker is when it works out risk: the system, with this one permission.
RISK_KEEPER = Actor(
    person_id=None, organisation_id=None, permissions=frozenset({PERMISSION})
)
_FIELDS = ["score", "own_score", "band", "reasons", "computed_at"]


@action
def refresh_risk(*, premises_id: UUID, actor: Actor, at: datetime) -> None:
    """Work out the risk of one premises as of ``at``."""
    actor.must(PERMISSION)
    keep_risk({premises_id}, actor=actor, at=at)


@action
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
    premises the second waits, and then counts what the first wrote. What each scores
    by itself comes first: what is shared with others counts by theirs.
    """
    rows = _locked(premises_ids, at)
    known = evidence.load_premises_evidence(premises_ids, actor)
    today = timezone.localdate(at)
    for row in rows:
        row.own_score = known.risk(row.premises_id, today=today).own_score
    own = _own_scores(known.evidence)
    own |= {row.premises_id: row.own_score for row in rows}
    for row in rows:
        shared = known.shared(row.premises_id, own, today=today)
        found = known.risk(row.premises_id, today=today, shared=shared)
        _take(row, found, actor, at)
    PremisesRisk.objects.bulk_update(rows, _FIELDS, batch_size=500)


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
    # The worker reads no reasons: it writes them anew.
    read = rows.only("premises_id", "score", "own_score", "band")
    return list(read.filter(premises_id__in=in_order))


def _own_scores(premises_ids: Iterable[UUID]) -> dict[UUID, int]:
    """What premises score by themselves, as it was last worked out."""
    rows = PremisesRisk.objects.filter(premises_id__in=list(premises_ids))
    return dict(rows.values_list("premises_id", "own_score"))


def _take(
    row: PremisesRisk, found: rules.RiskScore, actor: Actor, at: datetime
) -> None:
    has_changed = (row.score, row.band) != (found.score, found.band)
    row.score, row.band, row.computed_at = found.score, found.band, at
    row.reasons = [_stored(reason) for reason in found.reasons]
    if has_changed:
        audit.record_event(
            name="intelligence.risk_changed",
            verb=audit.Verb.COMBINATION,
            actor=actor,
            subject=row,
            at=at,
            detail={"score": found.score, "band": found.band},
        )


def _stored(reason: RiskReason) -> dict[str, object]:
    source = reason.intelligence_id
    return {
        "code": reason.code,
        "points": reason.points,
        "params": dict(reason.params),
        "intelligence_id": str(source) if source else None,
    }
