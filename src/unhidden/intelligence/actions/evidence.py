"""What the risk of premises is worked out from, whoever's it is."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.intelligence.models import Look
from unhidden.intelligence.rules import risk as rules
from unhidden.intelligence.rules.reasons import Evidence, Shared, Weight
from unhidden.intelligence.rules.reasons import Look as Looked
from unhidden.signs import queries as signs
from unhidden.signs.queries import SignKind


class _Thing(NamedTuple):
    """One thing that an item of these premises and one of others name."""

    premises_id: UUID
    item_id: UUID
    other_id: UUID
    other_item_id: UUID
    kind: str


@dataclass(frozen=True, slots=True)
class Known:
    """Everything about some premises, and about the others they share things with.

    ``evidence`` is by premises and by item.
    """

    evidence: Mapping[UUID, Mapping[UUID, Evidence]]
    looks: Mapping[UUID, list[Looked]]
    things: Mapping[UUID, list[_Thing]]

    @property
    def others(self) -> set[UUID]:
        """The premises that things are shared with."""
        return {each.other_id for found in self.things.values() for each in found}

    def risk(
        self, premises_id: UUID, *, today: date, shared: Iterable[Shared] = ()
    ) -> rules.Risk:
        """The risk of one of the premises."""
        return rules.risk(
            self.evidence.get(premises_id, {}).values(),
            today=today,
            looks=self.looks.get(premises_id, []),
            shared=shared,
        )

    def shared(self, premises_id: UUID, own: Mapping[UUID, int]) -> list[Shared]:
        """What the premises share with others, which score ``own`` by themselves."""
        return [
            Shared(
                premises_id=each.other_id,
                own_score=own.get(each.other_id, 0),
                kind=each.kind,
                here=self.evidence[premises_id][each.item_id],
                there=self.evidence[each.other_id][each.other_item_id],
            )
            for each in self.things.get(premises_id, [])
        ]


def known(premises_ids: Collection[UUID], actor: Actor) -> Known:
    """What is known of the premises by every organisation's intelligence."""
    things: dict[UUID, list[_Thing]] = defaultdict(list)
    for row in _asked("shared", premises_ids, actor):
        thing = _Thing(*row)
        things[thing.premises_id].append(thing)
    looks: dict[UUID, list[Looked]] = defaultdict(list)
    for look in Look.objects.filter(premises_id__in=premises_ids):
        seen = Looked(look.visit_id, look.looked_on, frozenset(look.not_seen))
        looks[look.premises_id].append(seen)
    others = {each.other_id for found in things.values() for each in found}
    return Known(_evidence({*premises_ids, *others}, actor), looks, things)


def _evidence(
    premises_ids: Collection[UUID], actor: Actor
) -> Mapping[UUID, Mapping[UUID, Evidence]]:
    """Every graded item that mentions the premises, by premises."""
    rows = [
        _Row._make([*row[:8], json.loads(row[8])])
        for row in _asked("evidence", premises_ids, actor)
    ]
    kinds = signs.kinds({code for row in rows for code in row.sign_codes})
    found: dict[UUID, dict[UUID, Evidence]] = defaultdict(dict)
    for row in rows:
        found[row.premises_id][row.item_id] = _one(row, kinds)
    return found


def _asked(
    what: str, premises_ids: Collection[UUID], actor: Actor
) -> list[tuple[Any, ...]]:
    """The answer of the wall to the system, or to whoever writes."""
    ask = what if actor.person_id is None else f"{what}_for_writer"
    with connection.cursor() as cursor:
        cursor.execute(f"select * from wall.{ask}(%s)", [list(premises_ids)])  # noqa: S608  # one of our names
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


def _one(row: _Row, kinds: Mapping[str, SignKind]) -> Evidence:
    return Evidence(
        item_id=row.item_id,
        intelligence_id=row.intelligence_id,
        urn=row.urn,
        on=_day(row.event_on, row.written_at),
        source=row.source,
        assessment=row.assessment,
        weights=tuple(
            Weight(code, kinds[code].weight, kinds[code].dimension)
            for code in row.sign_codes
            if code in kinds
        ),
    )


def _day(event_on: date | None, written_at: datetime) -> date:
    """When it happened; when we were told, if nobody knows."""
    return event_on or timezone.localdate(written_at)
