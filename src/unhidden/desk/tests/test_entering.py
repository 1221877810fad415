"""What colleagues take down is sealed to their desk and waits there like the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from tests.cast import NOON, Cast
from tests.made.reporting import make_answers
from tests.support import audited as audit
from unhidden.access import context
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.desk.actions import entering
from unhidden.desk.actions.entering import WayUnknown
from unhidden.reporting.actions import reports as reports_actions
from unhidden.reporting.actions.sending import NoDesk, NothingTold, ReportAlreadySent
from unhidden.reporting.models import Report
from unhidden.reporting.queries import reports as reports_queries

pytestmark = pytest.mark.django_db
TOLD = make_answers(
    danger_now=True,
    caller_name="Ann Example",
    caller_contact="01632 960123, after six",
)


def enter(by: Actor, **given: Any) -> UUID:
    wanted = {"answers": TOLD, "came_by": "call_101", "form_key": uuid4(), **given}
    return entering.enter_report(language="en", actor=by, at=NOON, **wanted)


@pytest.mark.parametrize("part", ["officer", "analyst"])
def test_what_was_taken_down_waits_sealed_with_its_hour_and_its_colleague(
    cast: Cast, part: str
) -> None:
    report_id = enter(cast.actor(part))

    analyst = cast.actor("analyst")
    row = reports_queries.get_waiting_report(viewer=analyst, report_id=report_id)
    opened = reports_actions.open_report(report_id=report_id, actor=analyst, at=NOON)
    assert (row.came_by, row.entered_at, row.urgency) == ("call_101", NOON, "danger")
    assert opened.answers == TOLD
    assert opened.fits_its_label
    assert opened.entered_by == part.title()
    assert "reporting.report_entered" in audit.names_about(subject_id=report_id)


def test_who_said_it_stands_in_no_column(cast: Cast) -> None:
    report_id = enter(cast.actor("officer"))

    text = repr(Report.objects.using("stored").filter(id=report_id).values().get())
    assert "Ann" not in text
    assert "960123" not in text


def test_whoever_took_it_down_does_not_meet_it_again(cast: Cast) -> None:
    officer = cast.actor("officer")
    report_id = enter(officer)

    with pytest.raises(Absent):
        reports_queries.get_waiting_report(viewer=officer, report_id=report_id)
    with context.acting_as(officer.doing("intel_assessment")):
        assert not Report.objects.filter(id=report_id).exists()


@pytest.mark.parametrize("part", ["planner", "partner", "administrator", "stranger"])
def test_nobody_else_enters_anything(cast: Cast, part: str) -> None:
    actor = cast.stranger if part == "stranger" else cast.actor(part)

    with pytest.raises(Absent):
        enter(actor)


def test_the_database_itself_takes_no_report_that_was_not_begun(cast: Cast) -> None:
    report_id = enter(cast.actor("analyst"))
    row = Report.objects.using("stored").get(id=report_id)
    row.id, row.form_key, row.receipt_digest = uuid4(), uuid4(), "0" * 64

    with (
        context.acting_as(cast.actor("analyst").doing("intel_assessment")),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        row.save(force_insert=True, using="default")


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"came_by": "web"}, WayUnknown),
        ({"came_by": "pigeon"}, WayUnknown),
        ({"answers": replace(TOLD, what=" ")}, NothingTold),
    ],
)
def test_what_lacks_something_is_refused(
    cast: Cast, given: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        enter(cast.actor("analyst"), **given)
    assert not Report.objects.using("stored").exists()


def test_a_page_that_is_sent_twice_is_one_report(cast: Cast) -> None:
    key = uuid4()
    enter(cast.actor("officer"), form_key=key)

    with pytest.raises(ReportAlreadySent):
        enter(cast.actor("officer"), form_key=key)


def test_where_nobody_reads_reports_none_is_taken_down(cast: Cast) -> None:
    elsewhere = cast.organisations["bawso"]  # has keys, and no desk

    with pytest.raises(NoDesk):
        enter(replace(cast.actor("officer"), organisation_id=elsewhere))
