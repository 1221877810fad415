"""The desk sets how urgent a report is, with a reason; the newest stands."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from tests.cast import NOON, Cast
from tests.made.reporting import make_answers, make_report
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.desk.actions import urgencies
from unhidden.desk.actions.urgencies import (
    AsUrgentAlready,
    NoReasonForUrgency,
    UrgencyUnknown,
)
from unhidden.reporting import queries
from unhidden.reporting.models import UrgencyChange

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=2)


@pytest.fixture
def analyst(cast: Cast) -> Actor:
    return cast.actor("analyst")


def set_urgency(
    report_id: UUID, urgency: str, by: Actor, reason: str = "She is sixteen."
) -> None:
    urgencies.set_urgency(
        report_id=report_id, urgency=urgency, reason=reason, actor=by, at=NOON
    )


def order(viewer: Actor) -> list[UUID]:
    return [row.id for row in queries.waiting_reports(viewer=viewer).rows]


def test_the_queue_and_the_clocks_go_by_what_the_desk_sets(analyst: Actor) -> None:
    child = make_report(answers=make_answers(about_child=True))
    routine = make_report()
    before = order(analyst)

    set_urgency(routine, "danger", analyst)
    set_urgency(child, "routine", analyst, "He is forty.")

    assert before == [child, routine]
    assert order(analyst) == [routine, child]
    assert queries.overdue_reports(viewer=analyst, now=LATER) == {routine}
    row = queries.get_waiting_report(viewer=analyst, report_id=routine)
    assert (row.urgency, row.urgency_label) == ("danger", "Danger now")
    assert row.sent_urgency == "routine"
    assert row.set_urgency is not None
    assert (row.set_urgency.reason, row.set_urgency.set_by) == (
        "She is sixteen.",
        "Analyst",
    )
    assert queries.clock_of(row, now=NOON).is_at_once


def test_the_newest_stands_and_is_taken_back_with_a_reason(analyst: Actor) -> None:
    report_id = make_report()
    for urgency in ("danger", "same_day", ""):
        set_urgency(report_id, urgency, analyst)

    row = queries.get_waiting_report(viewer=analyst, report_id=report_id)

    assert (row.urgency, row.set_urgency) == ("routine", None)
    assert UrgencyChange.objects.using("stored").count() == 3
    assert audit.names_about(subject_id=report_id).count("reporting.urgency_set") == 3


def test_what_lacks_something_is_refused(cast: Cast, analyst: Actor) -> None:
    report_id = make_report()
    with pytest.raises(UrgencyUnknown):
        set_urgency(report_id, "soon", analyst)
    with pytest.raises(NoReasonForUrgency):
        set_urgency(report_id, "danger", analyst, " ")
    with pytest.raises(AsUrgentAlready):
        set_urgency(report_id, "", analyst)
    for part in ("officer", "planner"):
        with pytest.raises(Absent):
            set_urgency(report_id, "danger", cast.actor(part))

    assert not UrgencyChange.objects.using("stored").exists()


def test_the_page_sets_it_the_queue_says_why_and_it_is_undone(
    cast: Cast, signed_in: SignedIn
) -> None:
    report_id, client = make_report(), signed_in("analyst")
    page = reverse("intelligence:urgency", args=[report_id])
    client.post(page, {"urgency": "danger", "reason": "A knife was seen."})

    queue = words(client.get("/desk/"))
    shown = words(client.get(reverse("intelligence:report", args=[report_id])))
    again = words(client.post(page, {"urgency": "danger", "reason": "Typed twice."}))
    client.post(page, {"urgency": "sent", "reason": "It was a comb."})
    undone = words(client.get("/desk/"))

    for text in (queue, shown):
        assert "Danger now" in text
        assert "As urgent as Analyst finds it" in text
        assert "A knife was seen." in text
    assert "Call 999, then the duty officer" in shown
    assert "The person says someone is in danger now." not in shown
    assert "It is that urgent already: select another" in again
    assert "Typed twice." in again
    assert "A knife was seen." not in undone
