"""Until when each item of an investigation is kept, with the rule that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    read_head,
)
from unhidden.investigations.models import (
    Investigation,
    Material,
    Outcome,
    RetentionGround,
    RetentionHold,
)
from unhidden.investigations.outcomes.queries.outcomes import (
    find_suspects,
    keep_standing,
)
from unhidden.investigations.outcomes.rules.retention import (
    KeptUntil,
    RetentionFacts,
    SuspectOutcome,
    find_kept_until,
    gather_facts,
)
from unhidden.lib.working_days import day_in_london


@dataclass(frozen=True, slots=True)
class KeptItem:
    """An item of material, and until when it is kept."""

    id: UUID
    number: int
    kind_label: str
    kept: KeptUntil


@dataclass(frozen=True, slots=True)
class RetentionView:
    """Every item of an investigation with the longest of its rules."""

    head: InvestigationCard
    rows: tuple[KeptItem, ...]
    holds: tuple[str, ...]


@query
def list_kept_items(
    *, viewer: Actor, investigation_id: UUID, at: datetime
) -> RetentionView:
    """Until when each item is kept, by number; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    facts = read_facts(head, day_in_london(at))
    law = day_in_london(at)
    rows = Material.objects.filter(investigation=head).order_by("number")
    return RetentionView(
        head=describe_head(head),
        rows=tuple(
            KeptItem(
                id=row.id,
                number=row.number,
                kind_label=row.get_kind_display(),
                kept=find_kept_until(row.kind, row.source_id, facts, law),
            )
            for row in rows
        ),
        holds=facts.holds,
    )


def read_facts(head: Investigation, day: date) -> RetentionFacts:
    """What the days of keeping depend on, of an investigation in view.

    An order in force holds everything, as a ground that nobody has to type.
    """
    outcomes = [
        SuspectOutcome(row.person_id, row.kind, row.happened_on)
        for row in keep_standing(Outcome.objects.filter(investigation=head))
    ]
    ends: dict[object, date | None] = {}
    holds = _name_holds(head)
    for row in head.orders.all():
        over = [each for each in (row.ended_on, row.until_on) if each is not None]
        ends[row.id] = end = min(over, default=None)
        if end is None or end >= day:
            holds.append(str(RetentionGround.ORDER.label))
    return gather_facts(
        outcomes,
        find_suspects(head),
        opened_on=day_in_london(head.opened_at),
        order_ends=ends,
        holds=tuple(dict.fromkeys(holds)),
    )


def _name_holds(head: Investigation) -> list[str]:
    lasting = RetentionHold.objects.filter(investigation=head, ended_at=None)
    grounds = lasting.order_by("held_at", "id").values_list("ground", flat=True)
    return [str(RetentionGround(ground).label) for ground in grounds]
