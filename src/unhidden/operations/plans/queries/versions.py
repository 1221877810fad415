"""Plans of an operation: the list, the whole of one, and its changes by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Func, IntegerField, QuerySet
from django.db.models.fields.json import KeyTransform

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.models import EditKind, PlanEdit, PlanVersion
from unhidden.operations.plans.queries.cards import (
    EditCard,
    PlanNames,
    PlanVersionCard,
    PlanVersionView,
)
from unhidden.operations.plans.rules.assembling import read_finding
from unhidden.operations.policies import PLAN
from unhidden.places import queries as places
from unhidden.planning.week.interchange import read_fields
from unhidden.planning.week.plan import WeekPlan
from unhidden.planning.week.problem import WeekProblem

# The problems of a hundred plans are many megabytes: a list reads their sizes alone.
_CANDIDATES = Func(
    KeyTransform("candidates", "problem"),
    function="jsonb_array_length",
    output_field=IntegerField(),
)


@query
def list_plan_versions(*, viewer: Actor, operation_id: UUID) -> list[PlanVersionCard]:
    """The plans of an operation that the viewer meets, the newest first."""
    viewer.must(PLAN)
    rows = _counted().filter(operation_id=operation_id).defer("problem", "plan")
    return [card_of(row) for row in rows.order_by("-made_at", "id")]


@query
def get_plan_version(*, viewer: Actor, version_id: UUID) -> PlanVersionView:
    """One plan with its problem and the names in it; raises Absent."""
    viewer.must(PLAN)
    row = _counted().filter(id=version_id).first()
    if row is None:
        raise Absent
    return PlanVersionView(
        card=card_of(row),
        problem=read_fields(WeekProblem, json.dumps(row.problem)),
        plan=read_stored_plan(row.plan, row.prices, row.reasons, row.bound),
        names=_names_of(viewer, row.named),
        solver=row.solver,
        solver_version=row.solver_version,
        travel_provider=row.travel_provider,
        travel_version=row.travel_version,
        findings=tuple(read_finding(one) for one in row.named["findings"]),
    )


@query
def list_plan_edits(
    *, viewer: Actor, version_id: UUID, after: int = 0
) -> list[EditCard]:
    """The changes of a plan by hand after one, the newest first."""
    viewer.must(PLAN)
    rows = PlanEdit.objects.filter(version_id=version_id, number__gt=after)
    undone = set(
        rows.filter(undoes__isnull=False)
        .order_by("id")
        .values_list("undoes_id", flat=True)
    )
    rows = rows.select_related("made_by").order_by("-number", "id")
    return [_edit_card(row, is_undone=row.id in undone) for row in rows]


@query
def has_change_to_undo(*, viewer: Actor, version_id: UUID) -> bool:
    """Whether a change of the plan by hand is left that was not undone."""
    viewer.must(PLAN)
    rows = PlanEdit.objects.filter(version_id=version_id, planedit=None)
    return rows.exclude(kind=EditKind.UNDO).exists()


def read_stored_plan(
    routes: Mapping[str, Any] | None,
    prices: Mapping[str, Any],
    reasons: Any,
    bound: float | None,
) -> WeekPlan | None:
    """The plan of a row with its proof; None where none was found yet."""
    if routes is None:
        return None
    whole = {**routes, "bound": bound, "reasons": reasons or []}
    if prices:
        whole["prices"] = prices
    return read_fields(WeekPlan, json.dumps(whole))


def card_of(row: PlanVersion) -> PlanVersionCard:
    """A row of ``_counted`` as its card."""
    return PlanVersionCard(
        id=row.id,
        operation_id=row.operation_id,
        number=row.number,
        author=row.author.name,
        author_id=row.author_id,
        made_at=row.made_at,
        state=row.state,
        state_label=row.get_state_display(),
        revision=row.revision,
        value=row.value,
        bound=row.bound,
        share_of_bound=row.share_of_bound,
        visits=row.visits,
        candidates=row.candidate_count,  # type: ignore[attr-defined]  # by _counted
        copied_from_id=row.copied_from_id,
    )


def _counted() -> QuerySet[PlanVersion]:
    rows = PlanVersion.objects.select_related("author")
    return rows.annotate(candidate_count=_CANDIDATES)


def _edit_card(row: PlanEdit, *, is_undone: bool) -> EditCard:
    before, after = (
        read_stored_plan(each, {}, [], None) for each in (row.before, row.after)
    )
    assert before is not None  # noqa: S101  # for the type only
    assert after is not None  # noqa: S101  # for the type only
    return EditCard(
        id=row.id,
        number=row.number,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        made_by=row.made_by.name,
        made_at=row.made_at,
        before=before,
        after=after,
        is_undone=is_undone,
    )


def _names_of(viewer: Actor, named: Mapping[str, Any]) -> PlanNames:
    candidates: Mapping[str, Any] = named["candidates"]
    ids = {key: UUID(one["premises"]) for key, one in candidates.items()}
    ids |= {key: UUID(one) for key, one in named["aside"].items()}
    cards = places.find_premises_cards(viewer=viewer, premises_ids=set(ids.values()))
    return PlanNames(
        days=tuple(date.fromisoformat(day) for day in named["days"]),
        premises={
            key: cards[one].name if one in cards else "" for key, one in ids.items()
        },
        premises_ids=ids,
        planned={
            key: UUID(one["planned"]) if one["planned"] else None
            for key, one in candidates.items()
        },
        teams=dict(named["teams"]),
        groups=dict(named["groups"]),
    )
