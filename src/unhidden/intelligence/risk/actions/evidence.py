"""What the risk of premises is worked out from, whoever's it is."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.intelligence.models import Look
from unhidden.intelligence.risk.rules import risk as rules
from unhidden.intelligence.subjects.rules.reasons import (
    GradedEvidence,
    SharedThing,
    SignWeight,
    pick_best_evidence,
)
from unhidden.intelligence.subjects.rules.reasons import VisitFinding as Looked
from unhidden.signs import queries as signs
from unhidden.signs.queries import SignKind

_OF_LOOK = ("premises_id", "visit_id", "looked_on", "not_seen")


@dataclass(frozen=True, slots=True)
class PremisesEvidence:
    """Everything about some premises, and about the others they share things with.

    ``evidence`` is by premises and by item; ``things`` by key and then by
    premises; ``keys`` are those of each of the premises.
    """

    evidence: Mapping[UUID, Mapping[UUID, GradedEvidence]]
    looks: Mapping[UUID, list[Looked]]
    things: Mapping[_Thing, Mapping[UUID, list[GradedEvidence]]]
    keys: Mapping[UUID, set[_Thing]]

    def risk(
        self, premises_id: UUID, *, today: date, shared: Iterable[SharedThing] = ()
    ) -> rules.RiskScore:
        """The risk of one of the premises."""
        return rules.score_risk(
            self.evidence.get(premises_id, {}).values(),
            today=today,
            looks=self.looks.get(premises_id, []),
            shared=shared,
        )

    def shared(
        self, premises_id: UUID, own: Mapping[UUID, int], *, today: date
    ) -> Iterator[SharedThing]:
        """What the premises share with others that score high by themselves.

        Of each thing the item that is worth most on either side.
        """
        for thing in sorted(self.keys.get(premises_id, ())):
            at = self.things[thing]
            for other in at.keys() - {premises_id}:
                if own.get(other, 0) >= rules.HIGH_FROM:
                    yield SharedThing(
                        premises_id=other,
                        own_score=own[other],
                        kind=thing.kind,
                        here=pick_best_evidence(at[premises_id], today),
                        there=pick_best_evidence(at[other], today),
                    )


class _Thing(NamedTuple):
    """A thing by its key, in one organisation's items, and what kind of thing it is."""

    key: int
    owner: UUID
    kind: str


def load_premises_evidence(
    premises_ids: Collection[UUID], actor: Actor
) -> PremisesEvidence:
    """What is known of the premises by every organisation's intelligence."""
    looks: dict[UUID, list[Looked]] = defaultdict(list)
    looked = Look.objects.filter(premises_id__in=premises_ids)
    for premises_id, visit_id, day, not_seen in looked.values_list(*_OF_LOOK):
        looks[premises_id].append(Looked(visit_id, day, frozenset(not_seen)))
    rows = _asked("shared", actor, list(premises_ids), rules.HIGH_FROM)
    evidence = _evidence({*premises_ids, *(row[2] for row in rows)}, actor)
    things: dict[_Thing, dict[UUID, list[GradedEvidence]]] = defaultdict(dict)
    keys: dict[UUID, set[_Thing]] = defaultdict(set)
    for key, owner, premises_id, item_id, kind in rows:
        thing = _Thing(key, owner, kind)
        item = evidence[premises_id][item_id]
        things[thing].setdefault(premises_id, []).append(item)
        keys[premises_id].add(thing)
    return PremisesEvidence(evidence, looks, things, keys)


def _evidence(
    premises_ids: Collection[UUID], actor: Actor
) -> Mapping[UUID, Mapping[UUID, GradedEvidence]]:
    """Every graded item that mentions the premises, by premises."""
    rows = [
        _Row._make([*row[:8], json.loads(row[8])])
        for row in _asked("evidence", actor, list(premises_ids))
    ]
    kinds = signs.find_sign_kinds({code for row in rows for code in row.sign_codes})
    found: dict[UUID, dict[UUID, GradedEvidence]] = defaultdict(dict)
    for row in rows:
        found[row.premises_id][row.item_id] = _one(row, kinds)
    return found


def _asked(what: str, actor: Actor, *asked: list[UUID] | int) -> list[tuple[Any, ...]]:
    """The answer of the wall to the system, or to whoever writes."""
    ask = what if actor.person_id is None else f"{what}_for_writer"
    marks = ", ".join(["%s"] * len(asked))
    with connection.cursor() as cursor:
        cursor.execute(f"select * from wall.{ask}({marks})", asked)  # noqa: S608  # one of our names
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


class _Row(NamedTuple):
    premises_id: UUID
    item_id: UUID
    intelligence_id: UUID
    urn: str
    event_on: date | None
    written_at: datetime
    source: str
    assessment: str
    sign_codes: list[str]


def _one(row: _Row, kinds: Mapping[str, SignKind]) -> GradedEvidence:
    return GradedEvidence(
        item_id=row.item_id,
        intelligence_id=row.intelligence_id,
        urn=row.urn,
        on=_day(row.event_on, row.written_at),
        source=row.source,
        assessment=row.assessment,
        weights=tuple(
            SignWeight(code, kinds[code].weight, kinds[code].dimension)
            for code in row.sign_codes
            if code in kinds
        ),
    )


def _day(event_on: date | None, written_at: datetime) -> date:
    """When it happened; when we were told, if nobody knows."""
    return event_on or timezone.localdate(written_at)
