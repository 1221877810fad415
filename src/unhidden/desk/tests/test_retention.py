"""How long reports are kept: never less than unread, held, or newly spoken of."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON, TODAY, Cast
from tests.made.conversing import say, words_of, write
from tests.made.reporting import make_receipt, make_report
from tests.support import audited as audit
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.desk.actions import holding
from unhidden.desk.actions.holding import AlreadyHeld, NoReasonToHold
from unhidden.desk.queries import conversation
from unhidden.desk.tasks import CLERK
from unhidden.reporting.actions import reports
from unhidden.reporting.models import Report
from unhidden.reporting.rules import retention

DAYS = 90
OVER = NOON + timedelta(days=DAYS + 1)
some_day = st.dates(date(2016, 1, 1), date(2030, 1, 1))
perhaps = st.none() | some_day


def delete(at: datetime = OVER) -> int:
    with as_role("worker"):
        return holding.delete_reports_over(actor=CLERK, at=at)


def is_there(report_id: UUID) -> bool:
    return Report.objects.using("stored").filter(id=report_id).exists()


def make_done(cast: Cast) -> UUID:
    report_id = make_report()
    reports.mark_done(report_id=report_id, actor=cast.actor("analyst"), at=NOON)
    return report_id


def hold(cast: Cast, report_id: UUID, *, lifts: bool = False) -> None:
    change = holding.lift_hold if lifts else holding.hold_report
    change(report_id=report_id, reason="HC-12", actor=cast.actor("analyst"), at=NOON)


@pytest.mark.django_db
def test_a_report_goes_after_its_time_and_leaves_an_event(cast: Cast) -> None:
    report_id = make_done(cast)

    assert delete(NOON + timedelta(days=DAYS)) == 0
    assert delete() == 1

    assert not is_there(report_id)
    event = audit.history(subject_ids=[report_id])[-1]
    assert (event.name, event.verb) == ("reporting.report_deleted", "erasure")
    assert event.detail == {"days": DAYS}


@pytest.mark.django_db
def test_what_waits_has_news_or_is_held_never_goes(cast: Cast) -> None:
    analyst, receipt = cast.actor("analyst"), make_receipt()
    waiting, read, held = make_report(), make_report(), make_done(cast)
    reports.mark_read(report_id=read, actor=analyst, at=NOON)
    reports.mark_done(report_id=receipt.report_id, actor=analyst, at=NOON)
    write(words_of(receipt), "More.")
    hold(cast, held)

    assert delete(OVER + timedelta(days=200)) == 0

    assert all(map(is_there, (waiting, read, held, receipt.report_id)))
    hold(cast, held, lifts=True)
    assert delete() == 1
    assert not is_there(held)


@pytest.mark.django_db
def test_the_clock_starts_again_when_somebody_says_something(cast: Cast) -> None:
    receipt, spoken = make_receipt(), make_receipt()
    later = NOON + timedelta(days=20)
    for each in (receipt, spoken):
        reports.mark_done(
            report_id=each.report_id, actor=cast.actor("analyst"), at=NOON
        )
    write(words_of(receipt), "More.", at=later)
    reports.open_report(
        report_id=receipt.report_id, actor=cast.actor("analyst"), at=later
    )
    say(cast, spoken.report_id, "thank_you", at=later)

    assert delete() == 0
    for each in (receipt, spoken):
        kept = conversation.get_retention(
            viewer=cast.actor("analyst"), report_id=each.report_id
        )
        assert kept.kept_until == TODAY + timedelta(days=20 + DAYS)
    assert delete(OVER + timedelta(days=20)) == 2


@pytest.mark.django_db
def test_the_desk_is_warned_two_weeks_before(cast: Cast) -> None:
    report_id, analyst = make_done(cast), cast.actor("analyst")
    last = TODAY + timedelta(days=DAYS)

    early = conversation.soon_gone(viewer=analyst, today=last - timedelta(days=15))
    (warned,) = conversation.soon_gone(viewer=analyst, today=last - timedelta(days=14))

    assert early == []
    assert (warned.id, warned.kept_until) == (report_id, last)


@pytest.mark.django_db
def test_only_who_may_holds_a_report_and_says_why(cast: Cast) -> None:
    report_id = make_done(cast)

    with pytest.raises(Absent):
        holding.hold_report(
            report_id=report_id, reason="So", actor=cast.actor("officer"), at=NOON
        )
    with pytest.raises(NoReasonToHold):
        holding.hold_report(
            report_id=report_id, reason=" ", actor=cast.actor("analyst"), at=NOON
        )
    hold(cast, report_id)
    with pytest.raises(AlreadyHeld):
        hold(cast, report_id)
    analyst = cast.actor("analyst")
    with (
        override_settings(SIGNING_KEYS={}),
        pytest.raises(Absent),
        as_role("worker"),
    ):
        holding.delete_reports_over(actor=analyst, at=OVER)


@given(done=perhaps, active=some_day, said=perhaps, days=st.integers(0, 400))
def test_nothing_goes_before_its_last_day_and_a_month(
    done: date | None, active: date, said: date | None, days: int
) -> None:
    def until(
        status: str, *, has_news: bool = False, is_held: bool = False
    ) -> date | None:
        return retention.kept_until(
            status=status,
            has_news=has_news,
            is_held=is_held,
            done_on=done,
            active_on=active,
            last_said_on=said,
            days=days,
        )

    last = until("done")
    assert last
    for day in filter(None, (done, active, said)):
        assert last - day >= timedelta(days=max(days, 30))
    assert until("waiting") is until("read") is None
    assert until("done", has_news=True) is until("done", is_held=True) is None
