"""A decision on a report is made once, with a reason, by the desk it was sent to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.cast import NOON, Cast
from tests.made.intelligence import make_triage
from tests.made.reporting import make_report
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.agencies.policies import permissions_of
from unhidden.desk.actions import triages
from unhidden.desk.actions.deciding import DecisionReasonMissing, ReportAlreadyTriaged
from unhidden.desk.actions.triages import DecisionUnknown, OrganisationNotNamed
from unhidden.desk.queries import desk
from unhidden.intelligence.models import Triage
from unhidden.reporting import queries as reporting

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast: Cast) -> UUID:
    return make_report()


def decide(report_id: UUID, *, by: Actor, **given: Any) -> None:
    wanted = {"decision": "no_action", "reason": "Nothing to act on.", **given}
    wanted.setdefault("passed_to_id", None)
    triages.triage_report(report_id=report_id, actor=by, at=NOON, **wanted)


def analyst_of(cast: Cast, organisation: str) -> Actor:
    """Somebody with an analyst's permissions in an agency that has no desk."""
    return Actor(
        person_id=cast.people["partner"],
        organisation_id=cast.organisations[organisation],
        permissions=permissions_of("analyst"),
    )


def status_of(report_id: UUID, cast: Cast) -> str:
    viewer = cast.actor("analyst")
    return reporting.get_waiting_report(viewer=viewer, report_id=report_id).status


def test_a_decision_is_kept_with_who_when_and_why(cast: Cast, report: UUID) -> None:
    decide(report, by=cast.actor("analyst"), reason="  It is a prank.  ")

    row = Triage.objects.using("stored").get(report_id=report)
    assert (row.decision, row.reason) == ("no_action", "It is a prank.")
    assert (row.decided_by_id, row.decided_at) == (cast.people["analyst"], NOON)


@pytest.mark.parametrize(
    ("decision", "status"),
    [
        ("intelligence", "read"),
        ("emergency", "read"),
        ("no_action", "done"),
        ("passed_on", "done"),
    ],
)
def test_a_decision_moves_the_report_on(
    cast: Cast, report: UUID, decision: str, status: str
) -> None:
    to = cast.organisations["council"] if decision == "passed_on" else None

    make_triage(report, by=cast.actor("analyst"), decision=decision, passed_to_id=to)

    assert status_of(report, cast) == status


def test_a_decision_is_recorded_once_in_the_same_breath(
    cast: Cast, report: UUID
) -> None:
    make_triage(report, by=cast.actor("analyst"))

    row = Triage.objects.using("stored").get()
    assert audit.names_about(subject_id=row.id) == ["intelligence.report_triaged"]


def test_danger_to_life_is_recorded_as_such(cast: Cast, report: UUID) -> None:
    make_triage(report, by=cast.actor("analyst"), decision="emergency")

    row = Triage.objects.using("stored").get()
    assert sorted(audit.names_about(subject_id=row.id)) == [
        "intelligence.danger_to_life_raised",
        "intelligence.report_triaged",
    ]


def test_a_second_decision_is_refused_and_changes_nothing(
    cast: Cast, report: UUID
) -> None:
    make_triage(report, by=cast.actor("analyst"))

    with pytest.raises(ReportAlreadyTriaged):
        decide(report, by=cast.actor("analyst"), decision="no_action")

    assert Triage.objects.using("stored").get().decision == "intelligence"
    assert status_of(report, cast) == "read"


def test_a_report_is_passed_on_to_an_organisation(cast: Cast, report: UUID) -> None:
    council = cast.organisations["council"]

    decide(report, by=cast.actor("analyst"), decision="passed_on", passed_to_id=council)

    assert Triage.objects.using("stored").get().passed_to_id == council


@pytest.mark.parametrize("to", ["nobody", "strangers", "ourselves"])
def test_passing_on_needs_another_organisation_that_we_know(
    cast: Cast, report: UUID, to: str
) -> None:
    known = {
        "nobody": None,
        "strangers": uuid4(),
        "ourselves": cast.organisations["police"],
    }

    with pytest.raises(OrganisationNotNamed):
        decide(
            report,
            by=cast.actor("analyst"),
            decision="passed_on",
            passed_to_id=known[to],
        )


def test_an_organisation_is_kept_only_where_the_report_goes_there(
    cast: Cast, report: UUID
) -> None:
    decide(report, by=cast.actor("analyst"), passed_to_id=cast.organisations["bawso"])

    assert Triage.objects.using("stored").get().passed_to_id is None


def test_a_decision_without_a_reason_is_refused(cast: Cast, report: UUID) -> None:
    with pytest.raises(DecisionReasonMissing):
        decide(report, by=cast.actor("analyst"), reason=" \n ")


def test_an_unknown_decision_is_refused(cast: Cast, report: UUID) -> None:
    with pytest.raises(DecisionUnknown):
        decide(report, by=cast.actor("analyst"), decision="shred")


@pytest.mark.parametrize("part", ["officer", "planner", "partner", "investigator"])
def test_only_the_desk_decides(cast: Cast, report: UUID, part: str) -> None:
    with pytest.raises(Absent):
        make_triage(report, by=cast.actor(part))


def test_reading_reports_is_not_yet_deciding_on_them(cast: Cast, report: UUID) -> None:
    analyst = cast.actor("analyst")
    reader = replace(analyst, permissions=analyst.permissions - {"intelligence.triage"})

    with pytest.raises(Absent):
        make_triage(report, by=reader)


def test_an_analyst_of_another_agency_cannot_tell_that_the_report_exists(
    cast: Cast, report: UUID
) -> None:
    stranger = analyst_of(cast, "council")
    make_triage(report, by=cast.actor("analyst"))

    for key in (report, uuid4()):
        with pytest.raises(Absent):
            make_triage(key, by=stranger)
    assert desk.list_waiting(viewer=stranger, at=NOON).rows == []
    assert desk.list_considered(viewer=stranger, at=NOON).rows == []


def test_the_queue_holds_each_report_in_one_place_only(cast: Cast) -> None:
    waiting, considered, done = make_report(), make_report(), make_report()
    analyst = cast.actor("analyst")
    make_triage(considered, by=analyst)
    make_triage(done, by=analyst, decision="no_action")

    queues = [
        desk.list_waiting(viewer=analyst, at=NOON),
        desk.list_considered(viewer=analyst, at=NOON),
        desk.dealt_with(viewer=analyst),
    ]

    assert [[row.id for row in queue.rows] for queue in queues] == [
        [waiting],
        [considered],
        [done],
    ]
    assert [queue.total for queue in queues] == [1, 1, 1]


def test_the_waiting_queue_is_cut_into_pages_without_loss(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    sent = [make_report() for _ in range(7)]
    for report_id in sent[:3]:
        make_triage(report_id, by=analyst)

    pages = [
        desk.list_waiting(viewer=analyst, at=NOON, start=n, limit=2) for n in (0, 2, 4)
    ]

    shown = [row.id for page in pages for row in page.rows]
    assert sorted(shown) == sorted(sent[3:])
    assert {page.total for page in pages} == {4}


def test_the_queue_needs_both_rights_of_the_desk(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    for missing in ("intelligence.triage", "reporting.read_reports"):
        viewer = replace(analyst, permissions=analyst.permissions - {missing})

        waiting = partial(desk.list_waiting, at=NOON)
        considered = partial(desk.list_considered, at=NOON)
        for queue in (waiting, considered, desk.dealt_with, desk.list_spam):
            with pytest.raises(Absent):
                queue(viewer=viewer)
