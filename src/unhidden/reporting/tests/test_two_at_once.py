"""The same form sent twice at the same moment, by two requests."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tests.cast import NOON, make_cast
from tests.made.reporting import make_receipt, make_report
from tests.support import audited as audit
from tests.support.together import together
from unhidden.reporting.actions import reports
from unhidden.reporting.actions.sending import Receipt, SentOtherwise
from unhidden.reporting.models import Report

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 2


def test_one_form_sent_twice_at_once_is_one_report() -> None:
    make_cast()

    for key in (uuid4() for _ in range(5)):
        came = together(*[lambda key=key: make_receipt(form_key=key)] * AT_ONCE)

        kinds = {type(answer) for answer in came}
        assert kinds == {Receipt, SentOtherwise}
        assert Report.objects.using("stored").filter(form_key=key).count() == 1


def test_two_forms_sent_at_once_are_two_reports() -> None:
    make_cast()

    came = together(*[make_receipt] * AT_ONCE)

    assert all(isinstance(answer, Receipt) for answer in came)
    assert Report.objects.using("stored").count() == AT_ONCE


def test_a_report_marked_by_two_at_once_is_moved_once() -> None:
    cast = make_cast()
    analyst, report_id = cast.actor("analyst"), make_report()

    def mark() -> UUID:
        reports.mark_done(report_id=report_id, actor=analyst, at=NOON)
        return report_id

    assert together(*[mark] * AT_ONCE) == [report_id, report_id]
    names = audit.names_about(subject_id=report_id)
    assert names.count("reporting.report_moved") == 1
