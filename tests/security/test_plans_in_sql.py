"""What everybody's own context reads and writes of the plan, in SQL of their choice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import UUIDField, Value

from tests.cast import Cast
from tests.made.safeguarding_plan import SafeguardingPlan, make_safeguarding_plan
from tests.made.visits import make_find
from unhidden.access import context
from unhidden.access.policy import rights_of
from unhidden.access.rls import rows
from unhidden.operations.frame.queries.reach import filter_visible_plans

pytestmark = pytest.mark.django_db

# The task at which they meet a safeguarding visit that is planned for others.
MEET_IT = {
    "planner": {"operation_delivery"},
    "safeguarding_lead": {"operation_delivery", "safeguarding_support"},
    "officer": {"operation_delivery"},
    "charity_visitor": {"operation_delivery"},
    "support_worker": {"safeguarding_support"},
    "support_manager": {"safeguarding_support"},
}
MEET_ORDINARY = {
    "planner": {"operation_delivery", "intel_assessment", "oversight_statistics"},
    "safeguarding_lead": {
        "operation_delivery", "safeguarding_support", "oversight_statistics",
    },
    "analyst": {"operation_delivery", "intel_assessment"},
    "officer": {
        "operation_delivery", "intel_assessment", "safeguarding_support",
        "investigation",
    },
    "colleague": {
        "operation_delivery", "intel_assessment", "safeguarding_support",
        "investigation",
    },
    "investigator": {"investigation", "intel_assessment"},
    "overseer": {"oversight_statistics"},
    "partner": {"operation_delivery"},
}  # fmt: skip
# Whose account counts, and who answers for the person or for the figures: not who was
# only there.
FOUND = {
    "officer": {
        "operation_delivery", "intel_assessment", "safeguarding_support",
        "investigation",
    },
    "planner": {"operation_delivery", "oversight_statistics"},
    "safeguarding_lead": {
        "operation_delivery", "safeguarding_support", "oversight_statistics",
    },
    "overseer": {"oversight_statistics"},
}  # fmt: skip
READS = {
    "plan": "select id from operations_plannedvisit where id = '{id}'",
    "premises": "select p.address from operations_plannedvisit v"
    " join places_premises p on p.id = v.premises_id where v.id = '{id}'",
    "what was recorded of it": "select id from audit_event"
    " where detail::text like '%{premises_id}%'",
}
TAKES = {
    "join the team": "insert into operations_teammember"
    " (id, team_id, person_id, organisation_id, is_leader) values"
    " (gen_random_uuid(), '{team_id}', '{person}', '{organisation}', false)",
    "leave somebody out": "delete from operations_teammember",
    "lead the operation": "update operations_operation set lead_id = '{organisation}'",
    "move the visit": "update operations_plannedvisit"
    " set team_id = '{ordinary_team_id}'",
    "call it another kind": "update operations_plannedvisit set kind = 'soft'",
    "call it made": "update operations_plannedvisit set status = 'done'",
}


def test_only_those_it_is_for_read_a_safeguarding_plan(cast: Cast) -> None:
    made = make_safeguarding_plan(cast)

    read = set(_reads(cast, made, made.id))

    wanted = {
        (part, task, what)
        for part, tasks in MEET_IT.items()
        for task in tasks
        for what in ("plan", "premises")
    }
    assert read - wanted == set()
    assert wanted - read == set()


def test_a_partner_reads_the_plans_of_its_own_teams_alone(cast: Cast) -> None:
    made = make_safeguarding_plan(cast)

    read = {
        (part, task)
        for part, task, what in _reads(cast, made, made.ordinary_id)
        if what == "plan"
    }

    wanted = {(part, task) for part, tasks in MEET_ORDINARY.items() for task in tasks}
    assert read == wanted


def test_both_walls_say_the_same(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's rule alone, asked past every rule of rows, and the rows."""
    # Who reads past the rules may call no function of the wall; nothing is looked at.
    nothing = Value(None, UUIDField())
    monkeypatch.setattr(rows, "RecordBeingRead", lambda: nothing)
    made = make_safeguarding_plan(cast)
    asked = [made.id, made.ordinary_id]
    shown = "select id from operations_plannedvisit where status = 'planned'"

    for part, task in _everybody(cast):
        with context.acting_as(cast.actor(part).doing(task)):
            plans = filter_visible_plans(cast.actor(part).doing(task)).using("stored")
            python = set(plans.filter(id__in=asked).values_list("id", flat=True))
        there = {key for (key,) in _rows(cast, part, task, shown)}
        assert (part, task, python) == (part, task, there)


def test_few_read_who_was_found_at_a_visit(cast: Cast) -> None:
    make_find(cast)

    read = {
        (part, task)
        for part, task in _everybody(cast)
        if _rows(cast, part, task, "select id from visits_possiblevictim")
    }

    assert read == {(part, task) for part, tasks in FOUND.items() for task in tasks}


def test_nobody_but_its_planner_changes_the_plan(cast: Cast) -> None:
    made = make_safeguarding_plan(cast)

    changed = {
        (part, task, what)
        for part, task in _everybody(cast)
        for what, statement in TAKES.items()
        if _changes(cast, made, part, task, statement)
    }

    of_the_plan = {"move the visit", "call it another kind", "call it made"}
    assert {part for part, _, _ in changed} == {"planner"}
    assert {task for _, task, what in changed if what in of_the_plan} == {
        "operation_delivery"
    }


def _everybody(cast: Cast) -> Iterator[tuple[str, str]]:
    for part in sorted(cast.people):
        for task in sorted(rights_of(cast.actor(part).role).purposes):
            yield part, str(task)


def _reads(
    cast: Cast, made: SafeguardingPlan, planned_id: object
) -> Iterator[tuple[str, str, str]]:
    for part, task in _everybody(cast):
        for what, statement in READS.items():
            filled = statement.format(id=planned_id, premises_id=made.premises_id)
            if _rows(cast, part, task, filled.replace("%", "%%")):
                yield part, task, what


def _rows(cast: Cast, part: str, task: str, statement: str) -> list[tuple[object, ...]]:
    inside = context.acting_as(cast.actor(part).doing(task))
    with inside, connection.cursor() as cursor:
        cursor.execute(statement)
        found: list[tuple[object, ...]] = cursor.fetchall()
    return found


def _changes(
    cast: Cast, made: SafeguardingPlan, part: str, task: str, statement: str
) -> bool:
    """Whether any row was changed; nothing of it stays."""
    actor = cast.actor(part).doing(task)
    filled = statement.format(
        team_id=made.team_id,
        ordinary_team_id=made.ordinary_team_id,
        person=actor.person,
        organisation=actor.organisation,
    )
    try:
        with context.acting_as(actor), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(filled)
                count = cursor.rowcount
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return bool(count > 0)
