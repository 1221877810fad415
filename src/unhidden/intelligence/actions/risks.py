"""The risk of premises, kept beside what it is made of."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.models import PremisesRisk
from unhidden.intelligence.rules import risk as rules
from unhidden.signs import queries as signs

PERMISSION = "intelligence.refresh_risk"

# Who the worker is when it works out risk: the system, with this one permission.
RISK_KEEPER = Actor(
    person_id=None, organisation_id=None, permissions=frozenset({PERMISSION})
)


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
    premises the second waits, and then counts what the first wrote.
    """
    rows = _locked(premises_ids, at)
    evidence = _evidence(premises_ids, actor)
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
            verb=audit.Verb.COMBINATION,
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
    premises_ids: Collection[UUID], actor: Actor
) -> Mapping[UUID, list[rules.Evidence]]:
    """Every graded item that mentions the premises, by premises, whoever's it is."""
    ask = "evidence" if actor.person_id is None else "evidence_for_writer"
    with connection.cursor() as cursor:
        cursor.execute(f"select * from wall.{ask}(%s)", [list(premises_ids)])  # noqa: S608  # one of two names
        rows = [_Row._make([*row[:7], json.loads(row[7])]) for row in cursor.fetchall()]
    weights = signs.weights({code for row in rows for code in row.sign_codes})
    found: dict[UUID, list[rules.Evidence]] = defaultdict(list)
    for row in rows:
        found[row.premises_id].append(_one(row, weights))
    return found


class _Row(NamedTuple):
    premises_id: UUID
    intelligence_id: UUID
    urn: str
    event_on: date | None
    written_at: datetime
    source: str
    assessment: str
    sign_codes: list[str]


def _one(row: _Row, weights: Mapping[str, str]) -> rules.Evidence:
    return rules.Evidence(
        intelligence_id=row.intelligence_id,
        urn=row.urn,
        on=_day(row.event_on, row.written_at),
        source=row.source,
        assessment=row.assessment,
        weights=tuple((c, weights[c]) for c in row.sign_codes if c in weights),
    )


def _day(event_on: date | None, written_at: datetime) -> date:
    """When it happened; when we were told, if nobody knows."""
    return event_on or timezone.localdate(written_at)
