"""Rules of deadlines are written down, checked by others, and counted anew by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made.safeguarding import make_case
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.access.context import acting_as
from unhidden.safeguarding.clocks.actions import ruling, watching
from unhidden.safeguarding.clocks.actions.ruling import NewClockRule
from unhidden.safeguarding.clocks.queries import law
from unhidden.safeguarding.models import ClockRule, Deadline, DeadlineChange
from unhidden.safeguarding.tasks import WATCHER

pytestmark = pytest.mark.django_db
DAY = NOON.date()
NEW = NewClockRule(
    code="follow_up",
    seen=1,
    unit="days",
    count=5,
    from_on=DAY,
    to_on=None,
    reaches_back=False,
    owner="supervisor",
    source="guidance",
    section="14.2",
    guidance="3.12",
)


def _write(cast: Cast, new: NewClockRule = NEW, by: str = "administrator") -> UUID:
    return ruling.write_rule(new=new, actor=cast.actor(by), at=NOON)


def _recount(days: int = 0) -> int:
    with as_role("worker"):
        return watching.recount_deadlines(
            actor=WATCHER, at=NOON + timedelta(days=days, hours=1)
        )


def _follow_up(case_id: UUID) -> Deadline:
    return Deadline.objects.using("stored").get(case_id=case_id, code="follow_up")


def test_every_rule_of_the_file_is_a_row(cast: Cast) -> None:
    with acting_as(cast.actor("support_worker").doing("safeguarding_support")):
        rows = {term.key: term for term in law.read_rules()}

    assert rows.keys() == {card.key for card in law.read_file()}
    for card in law.read_file():
        row = rows[card.key]
        assert (row.code, row.length) == (card.code, card.length)
        assert (row.from_on, row.to_on) == (card.from_on, card.to_on)


def test_what_runs_is_counted_anew_when_its_rule_was_written_down_late(
    cast: Cast,
) -> None:
    case_id = make_case(cast)
    before = _follow_up(case_id)
    rule_id = _write(cast)

    counted, again = _recount(), _recount()

    after = _follow_up(case_id)
    assert (counted, again) == (1, 0)
    assert after.due_at - before.due_at == timedelta(days=2)
    step = DeadlineChange.objects.using("stored").get(step="recounted")
    assert (step.rule_before_id, step.rule_id) == (before.rule_id, rule_id)
    assert (step.due_before, step.due_after) == (before.due_at, after.due_at)
    assert step.changed_by_id is None


def test_the_page_of_a_case_says_by_which_rule_and_that_it_was_counted_anew(
    cast: Cast,
) -> None:
    case_id = make_case(cast)
    client = Client()
    client.login(email=cast.email("support_worker"), password=PASSWORD)
    before = client.get(f"/cases/{case_id}/").text
    _write(cast)
    _recount()

    pages = (
        client.get(f"/cases/{case_id}/").text,
        client.get(f"/cases/{case_id}/deadlines/follow_up/").text,
    )

    assert "Another rule holds now" not in before
    for page in pages:
        assert "Another rule holds now" in page
        assert "Counted: 5 calendar days" in page
        assert "Nobody has checked this rule against its source" in page


def test_what_runs_keeps_its_day_under_a_rule_that_begins_later(cast: Cast) -> None:
    case_id = make_case(cast)
    before = _follow_up(case_id)
    _write(cast, replace(NEW, from_on=DAY + timedelta(days=1)))

    assert _recount(days=2) == 0
    assert _follow_up(case_id).due_at == before.due_at


def test_a_rule_that_reaches_back_counts_what_runs_from_its_day_on(cast: Cast) -> None:
    case_id = make_case(cast)
    rule = replace(NEW, from_on=DAY + timedelta(days=1), reaches_back=True)
    rule_id = _write(cast, rule)

    assert _recount(days=0) == 0
    assert _recount(days=2) == 1
    assert _follow_up(case_id).rule_id == rule_id


def test_a_rule_withdrawn_gives_what_runs_its_former_day_back(cast: Cast) -> None:
    case_id = make_case(cast)
    before = _follow_up(case_id)
    rule_id = _write(cast)
    _recount()
    ruling.withdraw_rule(rule_id=rule_id, actor=cast.actor("administrator"), at=NOON)

    assert _recount() == 1
    assert _follow_up(case_id).due_at == before.due_at


def test_a_deadline_that_begins_later_is_counted_by_the_new_rule(cast: Cast) -> None:
    rule_id = _write(cast)

    assert _follow_up(make_case(cast)).rule_id == rule_id


def test_a_version_is_written_once_and_not_before_the_last(cast: Cast) -> None:
    _write(cast)

    with pytest.raises(ruling.RuleWrittenMeanwhile):
        _write(cast)
    with pytest.raises(ruling.RuleBeforeLast):
        _write(cast, replace(NEW, seen=2, from_on=date(2014, 1, 1)))


def test_who_wrote_a_rule_does_not_check_it(cast: Cast) -> None:
    rule_id = _write(cast)
    given: dict[str, Any] = {"rule_id": rule_id, "at": NOON}
    with pytest.raises(ruling.OwnRuleUnchecked):
        ruling.check_rule(**given, actor=cast.actor("administrator"))

    ruling.check_rule(**given, actor=cast.actor("other_administrator"))

    with pytest.raises(ruling.RuleStepTaken):
        ruling.check_rule(**given, actor=cast.actor("other_administrator"))
    line = law.find_rule(viewer=cast.actor("administrator"), rule_id=rule_id)
    assert line.is_checked


def test_what_came_with_the_program_is_not_withdrawn(cast: Cast) -> None:
    rule_id = UUID(law.read_file()[0].key)

    with pytest.raises(ruling.ProgramRuleStays):
        ruling.withdraw_rule(
            rule_id=rule_id, actor=cast.actor("administrator"), at=NOON
        )


@pytest.mark.parametrize("part", ["support_worker", "support_manager"])
def test_a_supporter_writes_no_rule_by_page_or_by_sql(cast: Cast, part: str) -> None:
    actor = cast.actor(part)
    with pytest.raises(Absent):
        _write(cast, by=part)
    row = ClockRule(
        code="follow_up",
        number=2,
        unit="days",
        count=90,
        from_on=DAY,
        owner="lead",
        source="ours",
        basis="ours",
        written_by_id=actor.person,
        written_at=NOON,
    )

    with (
        acting_as(actor.doing("safeguarding_support")),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        row.save(force_insert=True)


def test_an_administrator_writes_a_version_on_its_page(cast: Cast) -> None:
    client = Client()
    client.login(email=cast.email("administrator"), password=PASSWORD)
    typed = {
        "seen": "1",
        "unit": "days",
        "count": "5",
        "from_on_day": "1",
        "from_on_month": "12",
        "from_on_year": "2026",
        "reaches_back": "no",
        "source": "guidance",
        "section": "fourteen",
        "owner": "supervisor",
    }

    wrong = client.post("/cases/rules/keep/follow_up/", typed)
    right = client.post(
        "/cases/rules/keep/follow_up/", typed | {"section": "14.2"}, follow=True
    )

    assert "Enter the number alone" in wrong.text
    assert "fourteen" in wrong.text
    assert "The rule is written down" in right.text
    assert "Statutory guidance of the Home Office 14.2" in right.text


@pytest.mark.parametrize("path", ["", "follow_up/"])
def test_nobody_else_finds_the_pages_of_who_keeps_rules(cast: Cast, path: str) -> None:
    client = Client()
    client.login(email=cast.email("support_manager"), password=PASSWORD)

    assert client.get(f"/cases/rules/keep/{path}").status_code == 404
