"""The desk: what waits, opening it, and moving it on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from tests.cast import NOON, Cast
from tests.made.reporting import make_answers, make_report
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.reporting.actions import reports as reports_actions
from unhidden.reporting.queries import reports as reports_queries

pytestmark = pytest.mark.django_db

EACH_ACTION = [
    reports_actions.open_report,
    reports_actions.mark_read,
    reports_actions.mark_done,
]


def analyst_elsewhere(cast: Cast) -> Actor:
    """An analyst, but of an organisation that does not run the desk."""
    analyst = cast.actor("analyst")
    return Actor(
        analyst.person_id, cast.organisations["border_force"], analyst.permissions
    )


def test_the_queue_shows_the_pressing_first_and_then_the_oldest(cast: Cast) -> None:
    old, new = NOON - timedelta(days=3), NOON
    routine = make_report(at=old)
    same_day = make_report(answers=make_answers(about_child=True), at=new)
    older_same_day = make_report(answers=make_answers(about_child=True), at=old)
    danger = make_report(answers=make_answers(danger_now=True), at=new)

    waiting = reports_queries.waiting_reports(viewer=cast.actor("analyst"))

    order = [row.id for row in waiting.rows]
    assert order == [danger, older_same_day, same_day, routine]
    assert waiting.total == 4


def test_the_queue_is_cut_into_pages_and_keeps_what_is_not_dealt_with(
    cast: Cast,
) -> None:
    analyst = cast.actor("analyst")
    first, second, third = (
        make_report(at=NOON + timedelta(days=day)) for day in range(3)
    )
    reports_actions.mark_read(report_id=first, actor=analyst, at=NOON)
    reports_actions.mark_done(report_id=third, actor=analyst, at=NOON)

    page = reports_queries.waiting_reports(viewer=analyst, start=1, limit=1)

    assert [row.id for row in page.rows] == [second]
    assert page.total == 2
    everything = reports_queries.waiting_reports(viewer=analyst).rows
    assert [row.status for row in everything] == ["read", "waiting"]


def test_the_queue_costs_two_queries_however_long_it_is(cast: Cast) -> None:
    analyst = cast.actor("analyst").doing("report_triage")
    for _ in range(4):
        make_report()

    with acting_as(analyst), CaptureQueriesContext(connection) as asked:
        reports_queries.waiting_reports(viewer=analyst)

    assert len(asked) == 2
    assert not any("sealed_answers" in query["sql"] for query in asked)


def test_labels_are_in_the_language_of_the_reader(cast: Cast) -> None:
    report_id = make_report(answers=make_answers(danger_now=True))

    with override("cy"):
        row = reports_queries.get_waiting_report(
            viewer=cast.actor("analyst"), report_id=report_id
        )

    assert (row.urgency_label, row.status_label) == ("Perygl nawr", "Yn aros")


def test_opening_gives_back_what_was_told_and_is_recorded(cast: Cast) -> None:
    answers = make_answers(
        where="Ffordd y Môr, Y Rhyl",
        sign_codes=("gen_cannot_leave",),
        about_child=True,
        who_you_are="landlord",
    )
    report_id = make_report(answers=answers, language="cy")

    opened = reports_actions.open_report(
        report_id=report_id, actor=cast.actor("analyst"), at=NOON
    )

    assert opened.answers == answers
    assert opened.answers.who_you_are == "landlord"
    assert (opened.language, opened.urgency) == ("cy", "same_day")
    assert answers.what not in repr(opened)
    assert audit.names_about(subject_id=report_id) == [
        "reporting.report_received",
        "reporting.report_opened",
    ]


def test_a_report_goes_from_waiting_to_read_to_done_and_back(cast: Cast) -> None:
    analyst, report_id = cast.actor("analyst"), make_report()

    statuses = []
    for move in (
        reports_actions.mark_read,
        reports_actions.mark_read,
        reports_actions.mark_done,
        reports_actions.mark_done,
        reports_actions.mark_read,
        reports_actions.reopen_report,
    ):
        move(report_id=report_id, actor=analyst, at=NOON)
        row = reports_queries.get_waiting_report(viewer=analyst, report_id=report_id)
        statuses.append(row.status)

    assert statuses == ["read", "read", "done", "done", "read", "waiting"]
    names = audit.names_about(subject_id=report_id)
    assert names.count("reporting.report_moved") == 4


@pytest.mark.parametrize("action", EACH_ACTION)
def test_nobody_else_can_tell_that_the_report_exists(
    cast: Cast, action: Callable[..., object]
) -> None:
    report_id = make_report()
    others = (
        cast.actor("officer"),
        cast.actor("administrator"),
        cast.stranger,
        analyst_elsewhere(cast),
    )

    for other in others:
        with pytest.raises(Absent):
            action(report_id=report_id, actor=other, at=NOON)
        with pytest.raises(Absent):
            reports_queries.get_waiting_report(viewer=other, report_id=report_id)

    assert audit.names_about(subject_id=report_id) == ["reporting.report_received"]


@pytest.mark.parametrize("action", EACH_ACTION)
def test_a_report_that_is_not_there_is_absent(
    cast: Cast, action: Callable[..., object]
) -> None:
    with pytest.raises(Absent):
        action(report_id=uuid4(), actor=cast.actor("analyst"), at=NOON)


def test_the_queue_of_another_organisation_is_empty_and_of_others_absent(
    cast: Cast,
) -> None:
    make_report()

    elsewhere = reports_queries.waiting_reports(viewer=analyst_elsewhere(cast))

    assert (elsewhere.rows, elsewhere.total) == ((), 0)
    with pytest.raises(Absent):
        reports_queries.waiting_reports(viewer=cast.actor("planner"))
