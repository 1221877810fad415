"""What came of investigations is told to a week and the desk, and nothing of whom."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made.intelligence import make_intelligence
from tests.made.oversight import LATER
from tests.made.visits import make_find, make_planned
from unhidden.access.policy import Purpose
from unhidden.intelligence.reports.queries.items import get_graded_report
from unhidden.investigations.origins.actions.opening import (
    open_from_intelligence,
    open_from_visit,
)
from unhidden.investigations.outcomes.actions import recording
from unhidden.investigations.people.actions.adding import add_person
from unhidden.investigations.people.actions.roles import give_role
from unhidden.operations import actions as operations
from unhidden.oversight.actions import results
from unhidden.oversight.models import ResultSheet
from unhidden.oversight.queries import sources

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 6)


def record(cast: Cast, investigation_id: UUID, *kinds: str) -> list[UUID]:
    """Outcomes of one suspect."""
    told: dict[str, Any] = {
        "investigation_id": investigation_id,
        "actor": cast.actor("investigator").doing(Purpose.INVESTIGATION),
        "at": LATER,
    }
    suspect = add_person(**told)
    give_role(person_id=suspect, role="suspect", **told)
    offences = {"charged": "MSA15_S1B", "convicted": "MSA15_S1B"}
    return [
        recording.record_outcome(
            new=recording.NewOutcome(suspect, kind, DAY, offences.get(kind, "")), **told
        )
        for kind in kinds
    ]


def test_a_week_counts_what_came_of_its_visits(cast: Cast) -> None:
    planned = make_planned(cast)
    visit_id = make_find(cast, planned=planned)
    opened = open_from_visit(
        visit_id=visit_id,
        title="Wages withheld",
        grounds="Two people say that their pay is kept from them.",
        actor=cast.actor("investigator"),
        at=NOON,
    )
    record(cast, opened, "charged", "convicted")
    record(cast, opened, "charged")
    record(cast, opened, "no_action")
    operations.close_operation(
        operation_id=planned.operation_id, actor=cast.actor("planner"), at=LATER
    )

    sheet_id = results.compute_results(
        operation_id=planned.operation_id, actor=cast.actor("planner"), at=LATER
    )

    figures = ResultSheet.objects.using("stored").get(id=sheet_id).figures
    told = [figures[code] for code in ("charged", "convicted", "orders", "none")]
    assert told == [2, 1, 0, 1]
    (row,) = sources.trace_figure(
        viewer=cast.actor("overseer"), operation_id=planned.operation_id, code="charged"
    )
    assert (row.id, row.amount) == (visit_id, 2)


def test_the_desk_learns_which_kinds_of_outcome_stand(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    report = make_intelligence(by=analyst)
    opened = open_from_intelligence(
        intelligence_id=report,
        title="A car wash",
        grounds="What the desk wrote of it.",
        actor=cast.actor("investigator"),
        at=NOON,
    )

    def told(part: str) -> list[str]:
        view = get_graded_report(viewer=cast.actor(part), intelligence_id=report)
        return [str(each) for each in view.outcomes]

    assert told("analyst") == []
    _, charge = record(cast, opened, "no_action", "charged")
    assert told("analyst") == [
        "Somebody was charged",
        "No further action about somebody",
    ]
    client = Client()
    client.login(email=cast.email("analyst"), password=PASSWORD)
    assert "Somebody was charged" in client.get(f"/intelligence/{report}/").text
    recording.take_back_outcome(
        investigation_id=opened,
        outcome_id=charge,
        actor=cast.actor("investigator").doing(Purpose.INVESTIGATION),
        at=LATER,
    )
    assert told("analyst") == ["No further action about somebody"]
