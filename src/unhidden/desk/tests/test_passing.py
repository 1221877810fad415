"""A report goes to another organisation's desk: the old one opens nothing any more."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import NOON, Cast
from tests.made.agencies import make_desk, their_analyst
from tests.made.conversing import heard, looked, say, words_of, write
from tests.made.reporting import WORDS, make_receipt
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.access.context import acting_as
from unhidden.desk.actions import passing
from unhidden.desk.actions.passing import AlreadyDecided, DeskUnknown, NoReasonToPass
from unhidden.desk.queries import conversation
from unhidden.reporting.actions import reports

pytestmark = pytest.mark.django_db


def pass_on(cast: Cast, report_id: UUID, desk: UUID, reason: str = "Theirs.") -> None:
    passing.pass_on(
        report_id=report_id,
        desk_id=desk,
        purpose="area",
        reason=reason,
        actor=cast.actor("analyst"),
        at=NOON,
    )


def test_the_new_desk_opens_it_and_the_old_one_does_not(cast: Cast) -> None:
    receipt, part = make_receipt(), their_analyst(cast)
    report_id, council = receipt.report_id, cast.organisations["council"]
    say(cast, report_id)
    write(words_of(receipt), "I am safe.", 1)

    pass_on(cast, report_id, council)

    theirs = cast.actor(part)
    opened = reports.open_report(report_id=report_id, actor=theirs, at=NOON)
    assert opened.answers.what == WORDS
    assert [one.text for one in heard(cast, report_id, part)][1] == "I am safe."
    with pytest.raises(Absent):
        reports.open_report(report_id=report_id, actor=cast.actor("analyst"), at=NOON)
    kept = conversation.get_retention(viewer=theirs, report_id=report_id)
    assert [one.reason for one in kept.passings] == ["Theirs."]
    (event,) = [
        one
        for one in audit.history(subject_ids=[report_id])
        if one.name == "reporting.report_passed_on"
    ]
    assert (event.detail, event.justification) == ({"purpose": "area"}, "Theirs.")
    assert event.recipients == [council]


def test_the_reporter_goes_on_talking_to_whoever_has_it(cast: Cast) -> None:
    receipt, part = make_receipt(), their_analyst(cast)
    pass_on(cast, receipt.report_id, cast.organisations["council"])

    write(words_of(receipt), "Are you there?")

    assert looked(words_of(receipt)).standing == "waiting"
    (one,) = heard(cast, receipt.report_id, part)
    assert one.text == "Are you there?"


def test_it_goes_to_a_desk_with_keys_and_readers_and_with_a_reason(cast: Cast) -> None:
    report_id = make_receipt().report_id
    for code in ("council", "commissioner", "police"):
        with pytest.raises(DeskUnknown):
            pass_on(cast, report_id, cast.organisations[code])
    council = make_desk(cast)

    with pytest.raises(NoReasonToPass):
        pass_on(cast, report_id, council, reason=" ")
    reports.mark_read(report_id=report_id, actor=cast.actor("analyst"), at=NOON)
    with pytest.raises(AlreadyDecided):
        pass_on(cast, report_id, council)

    assert "reporting.report_passed_on" not in audit.names_about(subject_id=report_id)


def test_nobody_moves_a_report_past_the_procedure(cast: Cast) -> None:
    report_id, council = make_receipt().report_id, make_desk(cast)
    analyst = cast.actor("analyst").doing("report_triage")

    with acting_as(analyst), connection.cursor() as cursor:
        cursor.execute("select wall.pass_report(%s, %s)", [report_id, council])
        assert cursor.fetchone() == ("keys",)
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
        ):
            cursor.execute("update reporting_report set desk_id = %s", [council])
