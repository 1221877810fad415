"""Who has a report, what is spam, and what was done for a life in danger."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.cast import NOON, Cast
from tests.made.intelligence import make_calls, make_draft, make_triage
from tests.made.reporting import make_answers, make_report
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.desk import rules as danger
from unhidden.desk.actions import assignments, dangers, spam, triages
from unhidden.desk.actions.assignments import (
    AssignedSince,
    NothingLeftToDo,
    NotOfThisDesk,
)
from unhidden.desk.actions.dangers import DangerRefused
from unhidden.desk.actions.deciding import DecisionReasonMissing, ReportAlreadyTriaged
from unhidden.desk.actions.spam import MarkedAlready
from unhidden.desk.actions.triages import DecisionUnknown
from unhidden.desk.queries import conversation, desk, queueing
from unhidden.desk.queries.desk import QueueRow
from unhidden.desk.rules import EmergencyCalls
from unhidden.intelligence.models import Assignment, DangerToLife, SpamMark, Triage
from unhidden.intelligence.reports.actions import reports
from unhidden.intelligence.reports.queries import decided as decided_queries
from unhidden.reporting import queries as reporting

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=2)


@pytest.fixture
def analyst(cast: Cast) -> Actor:
    return cast.actor("analyst")


@pytest.fixture
def report(analyst: Actor) -> UUID:
    return make_report()


def assign(report_id: UUID, to: UUID | None, seen: UUID | None, by: Actor) -> None:
    assignments.assign_report(
        report_id=report_id, to=to, holder_seen=seen, actor=by, at=NOON
    )


def holder_of(report_id: UUID, viewer: Actor) -> str:
    held = queueing.load_holders(viewer=viewer, report_ids=[report_id])
    return held[report_id].name if report_id in held else ""


def waiting(viewer: Actor, only: str = "") -> list[UUID]:
    rows = desk.list_waiting(viewer=viewer, at=LATER, only=only).rows
    return [row.id for row in rows]


def test_a_report_is_taken_found_among_mine_and_given_back(
    analyst: Actor, report: UUID
) -> None:
    make_report()
    me = analyst.person

    assign(report, me, None, analyst)
    taken = (holder_of(report, analyst), waiting(analyst, "mine"))
    assign(report, None, me, analyst)

    assert taken == ("Analyst", [report])
    assert holder_of(report, analyst) == ""
    assert waiting(analyst, "mine") == []
    rows = Assignment.objects.using("stored").values_list("id", flat=True)
    told = [event.name for event in audit.history(subject_ids=rows)]
    assert told == ["intelligence.report_assigned"] * 2


def test_what_somebody_took_meanwhile_is_not_taken_from_them(
    analyst: Actor, report: UUID
) -> None:
    assign(report, analyst.person, None, analyst)

    with pytest.raises(AssignedSince):
        assign(report, None, uuid4(), analyst)
    assert holder_of(report, analyst) == "Analyst"


@pytest.mark.parametrize("part", ["officer", "partner"])
def test_a_report_is_given_to_nobody_but_the_desk(
    cast: Cast, analyst: Actor, report: UUID, part: str
) -> None:
    with pytest.raises(NotOfThisDesk):
        assign(report, cast.people[part], None, analyst)
    with pytest.raises(Absent):
        assign(report, analyst.person, None, cast.actor(part))


def test_who_has_it_does_not_keep_others_from_deciding(
    analyst: Actor, report: UUID
) -> None:
    assign(report, analyst.person, None, analyst)
    make_triage(report, by=analyst, decision="no_action")

    assert waiting(analyst, "mine") == []
    with pytest.raises(NothingLeftToDo):
        assign(report, None, analyst.person, analyst)


def test_who_has_it_has_it_until_it_is_written_up(analyst: Actor, report: UUID) -> None:
    make_triage(make_report(), by=analyst)
    assign(report, analyst.person, None, analyst)
    make_triage(report, by=analyst)

    (mine,) = considered(analyst, "mine")
    assign(report, None, analyst.person, analyst)

    assert (mine.id, mine.holder and mine.holder.name) == (report, "Analyst")
    assert waiting(analyst, "mine") == []
    assert considered(analyst, "mine") == []
    assign(report, analyst.person, None, analyst)
    draft = make_draft(origin="public_report", raw="", report_id=report)
    reports.write_report(new=draft, actor=analyst, at=NOON)
    with pytest.raises(NothingLeftToDo):
        assign(report, None, analyst.person, analyst)


def test_what_is_to_be_written_is_ordered_by_urgency_and_has_a_clock(
    analyst: Actor,
) -> None:
    routine = make_report(at=NOON)
    child = make_report(answers=make_answers(about_child=True), at=LATER)
    danger = make_report(at=LATER)
    make_triage(routine, by=analyst, at=LATER)
    make_triage(child, by=analyst, at=NOON)
    make_triage(danger, by=analyst, decision="emergency", at=NOON)

    rows = {row.id: row for row in considered(analyst)}
    late = [row.id for row in considered(analyst, "overdue")]

    assert list(rows) == [danger, child, routine]
    clocks = [row.clock for row in rows.values()]
    assert [clock and clock.is_overdue for clock in clocks] == [True, True, False]
    assert [clock and clock.is_at_once for clock in clocks] == [True, False, False]
    assert late == [danger, child]


def considered(viewer: Actor, only: str = "") -> list[QueueRow]:
    return desk.list_considered(viewer=viewer, at=LATER, only=only).rows


def test_what_waited_too_long_is_found_and_the_most_urgent_is_first(
    analyst: Actor,
) -> None:
    routine = make_report(at=NOON)
    child = make_report(answers=make_answers(about_child=True), at=NOON)
    today = make_report(answers=make_answers(about_child=True), at=LATER)

    assert waiting(analyst) == [child, today, routine]
    assert waiting(analyst, "overdue") == [child]


def test_spam_leaves_the_queue_and_can_be_brought_back(
    analyst: Actor, report: UUID
) -> None:
    spam.mark_spam(report_id=report, reason="Adverts", actor=analyst, at=NOON)
    aside = (waiting(analyst), [row.id for row in desk.list_spam(viewer=analyst).rows])
    done = [row.id for row in desk.dealt_with(viewer=analyst).rows]
    spam.bring_back(report_id=report, reason="A name in it", actor=analyst, at=NOON)

    assert aside == ([], [report])
    assert done == []
    assert waiting(analyst) == [report]
    assert desk.list_spam(viewer=analyst).rows == []
    assert SpamMark.objects.using("stored").count() == 2
    make_triage(report, by=analyst)


def test_spam_is_closed_to_its_sender_and_deleted_in_its_time(
    analyst: Actor, report: UUID
) -> None:
    spam.mark_spam(report_id=report, reason="Adverts", actor=analyst, at=NOON)

    row = reporting.get_waiting_report(viewer=analyst, report_id=report)
    kept = conversation.get_retention(viewer=analyst, report_id=report)
    assert row.status == "done"
    assert kept.kept_until is not None


def test_spam_is_marked_once_with_a_reason_and_never_what_was_decided(
    analyst: Actor, report: UUID
) -> None:
    with pytest.raises(DecisionReasonMissing):
        spam.mark_spam(report_id=report, reason=" ", actor=analyst, at=NOON)
    with pytest.raises(MarkedAlready):
        spam.bring_back(report_id=report, reason="No", actor=analyst, at=NOON)
    spam.mark_spam(report_id=report, reason="Adverts", actor=analyst, at=NOON)
    with pytest.raises(MarkedAlready):
        spam.mark_spam(report_id=report, reason="Again", actor=analyst, at=NOON)
    with pytest.raises(ReportAlreadyTriaged):
        make_triage(report, by=analyst)
    decided = make_report()
    make_triage(decided, by=analyst, decision="no_action")
    with pytest.raises(ReportAlreadyTriaged):
        spam.mark_spam(report_id=decided, reason="Adverts", actor=analyst, at=NOON)
    assert (
        reporting.get_waiting_report(viewer=analyst, report_id=report).status == "done"
    )


def test_a_danger_to_life_is_decided_with_the_calls_that_were_made(
    analyst: Actor, report: UUID
) -> None:
    make_triage(report, by=analyst, decision="emergency")

    row = reporting.get_waiting_report(viewer=analyst, report_id=report)
    (shown,) = decided_queries.get_calls_made(viewer=analyst, report=row).dangers
    assert (shown.called_at, shown.incident) == (NOON, "NWP-0105-114")
    assert (shown.duty_officer, shown.recorded_by) == ("Inspector Example", "Analyst")


@pytest.mark.parametrize(
    "calls",
    [
        make_calls(called_at=NOON + timedelta(minutes=1)),
        make_calls(told_at=NOON + timedelta(minutes=1)),
        make_calls(duty_officer=" "),
        make_calls(what_was_told=""),
    ],
)
def test_nobody_decides_so_before_they_called(
    analyst: Actor, report: UUID, calls: EmergencyCalls
) -> None:
    with pytest.raises(DangerRefused):
        dangers.record_danger(
            report_id=report,
            calls=calls,
            reason="She is locked in.",
            actor=analyst,
            at=NOON,
        )
    with pytest.raises(DecisionUnknown):
        triages.triage_report(
            report_id=report,
            decision="emergency",
            reason="She is locked in.",
            passed_to_id=None,
            actor=analyst,
            at=NOON,
        )
    assert not DangerToLife.objects.using("stored").exists()
    assert not Triage.objects.using("stored").exists()


def test_a_time_is_of_the_last_day_that_had_it() -> None:
    assert danger.last_at(NOON.time(), now=NOON) == NOON
    minute = timedelta(minutes=1)
    assert danger.last_at((NOON + minute).time(), now=NOON) == (
        NOON + minute - timedelta(days=1)
    )
