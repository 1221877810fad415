"""The rules of rest: those of the law, which are data here, and organisations' own."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.models import RestRule
from unhidden.operations.policies import PLAN
from unhidden.operations.rosters.rules.rest import BreakStep, RestRequirement

_LAW = Path(__file__).parents[2] / "data" / "rest_rules.json"


@query
def list_rest_requirements(
    *, viewer: Actor, organisation_ids: Collection[UUID]
) -> tuple[RestRequirement, ...]:
    """The rules of the law, and then the own rules of these organisations."""
    viewer.must(PLAN)
    rows = RestRule.objects.filter(organisation_id__in=set(organisation_ids))
    own = [_own(row) for row in rows.order_by("from_on", "id")]
    return (*_law((get_language() or "en").startswith("cy")), *own)


@cache
def _law(is_welsh: bool) -> tuple[RestRequirement, ...]:
    rows = json.loads(_LAW.read_text(encoding="utf-8"))
    return tuple(_of_law(row, is_welsh) for row in rows)


def _of_law(row: dict[str, Any], is_welsh: bool) -> RestRequirement:
    return RestRequirement(
        source=row["source_cy" if is_welsh else "source"],
        from_on=date.fromisoformat(row["from_on"]),
        rest_minutes=row["rest_minutes"],
        breaks=tuple(BreakStep(*step) for step in row["breaks"]),
        longest_minutes=row["longest_minutes"],
        kinds=frozenset(row["kinds"]),
        is_checked=row["is_checked"],
    )


def _own(row: RestRule) -> RestRequirement:
    breaks = (BreakStep(row.break_after_minutes, row.break_minutes),)
    return RestRequirement(
        source=row.source,
        from_on=row.from_on,
        to_on=row.to_on,
        rest_minutes=row.rest_minutes,
        breaks=breaks if row.break_minutes else (),
        longest_minutes=row.longest_minutes,
        organisation_id=row.organisation_id,
        is_checked=row.checked_on is not None,
        id=row.id,
    )
