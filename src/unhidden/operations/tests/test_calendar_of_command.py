"""A calendar fills itself from its week, says what is late, and is ticked by name."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON, TODAY, Cast
from tests.made.command import appoint
from tests.made.operations import LAST_DAY, make_closed_week, make_operation
from unhidden.access.absent import Absent
from unhidden.lib.working_days import is_working_day
from unhidden.operations.command.actions import calendar, refusals, texts
from unhidden.operations.command.queries import list_calendar, list_texts
from unhidden.operations.command.queries.calendar import (
    PHASES,
    CalendarLine,
    read_template,
)
from unhidden.operations.command.queries.owners import OWNERS
from unhidden.operations.command.rules.calendar import date_lines
from unhidden.operations.weeks.actions.operations import (
    OperationChange,
    change_operation,
)

FIRST, LAST = date(2026, 4, 13), date(2026, 4, 17)


def lines(
    cast: Cast, operation_id: UUID, part: str = "planner"
) -> dict[str, CalendarLine]:
    found = list_calendar(viewer=cast.actor(part), operation_id=operation_id, at=NOON)
    return {line.key: line for line in found}


def tick(
    cast: Cast, operation_id: UUID, key: str, state: str = "done", note: str = ""
) -> None:
    calendar.set_line(
        operation_id=operation_id,
        key=key,
        state=state,
        note=note,
        actor=cast.actor("planner"),
        at=NOON,
    )


def test_what_is_due_before_the_week_moves_to_the_working_day_before() -> None:
    dated = {each.key: each.due_on for each in date_lines(read_template(), FIRST, LAST)}

    assert dated["theme"] == date(2026, 2, 16)
    assert dated["rehearsal"] == date(2026, 4, 10)  # the Sunday before, so Friday
    assert dated["partner_briefing"] == date(2026, 4, 8)
    assert dated["morning_brief-5"] == LAST
    assert dated["outcomes_3"] == date(2026, 7, 17)
    # Three weeks and nine days before: Good Friday and Easter Monday do not count.
    easter = {
        e.key: e.due_on for e in date_lines(read_template(), date(2026, 4, 7), LAST)
    }
    assert easter["rehearsal"] == date(2026, 4, 2)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 30))
def test_every_line_but_the_week_itself_is_due_on_a_working_day(
    first: date, more: int
) -> None:
    last = first + timedelta(days=more)

    for each in date_lines(read_template(), first, last):
        if each.line.each_day:
            assert first <= each.due_on <= last
        else:
            assert is_working_day(each.due_on)
            is_after = each.line.weeks_after or each.line.months_after
            assert each.due_on > last if is_after else each.due_on < first


def test_the_template_names_known_phases_and_owners_in_both_languages() -> None:
    codes = [line.code for line in read_template()]

    assert len(codes) == len(set(codes))
    for line in read_template():
        assert line.phase in PHASES
        assert line.owner in dict(OWNERS)
        assert line.title_en != line.title_cy


def test_a_line_is_late_until_it_is_done_or_not_needed(cast: Cast) -> None:
    operation_id = make_operation(cast)
    assert lines(cast, operation_id)["theme"].is_late

    tick(cast, operation_id, "theme")
    tick(cast, operation_id, "budget", "not_needed", "Paid by the fund")

    found = lines(cast, operation_id)
    theme, budget = found["theme"], found["budget"]
    assert (theme.is_late, theme.set_at, bool(theme.set_by)) == (False, NOON, True)
    assert (budget.is_late, budget.note) == (False, "Paid by the fund")
    tick(cast, operation_id, "theme", "open")
    assert lines(cast, operation_id)["theme"].is_late


def test_the_calendar_follows_the_week_when_it_is_moved(cast: Cast) -> None:
    operation_id = make_operation(cast)
    before = lines(cast, operation_id)["theme"].due_on
    tick(cast, operation_id, "theme")

    change_operation(
        operation_id=operation_id,
        change=OperationChange(
            "Later", "Hwyrach", "-", TODAY + timedelta(7), LAST_DAY + timedelta(7)
        ),
        actor=cast.actor("planner"),
        at=NOON,
    )

    after = lines(cast, operation_id)["theme"]
    assert after.due_on > before
    assert after.state == "done"


def test_a_line_says_which_post_owns_it_and_who_holds_that(cast: Cast) -> None:
    operation_id = make_operation(cast)
    appoint(cast, operation_id, "silver", "planner")

    owner = lines(cast, operation_id)["teams"].owner

    assert owner.startswith("Silver (tactical), ")


def test_lines_of_our_own_stand_in_the_calendar_too(cast: Cast) -> None:
    operation_id = make_operation(cast)

    key = calendar.add_line(
        operation_id=operation_id,
        title="Order radios",
        due_on=TODAY - timedelta(days=1),
        owner="controller",
        actor=cast.actor("planner"),
        at=NOON,
    )

    assert lines(cast, operation_id)[key].is_late
    tick(cast, operation_id, key)
    assert lines(cast, operation_id)[key].state == "done"


def test_what_follows_the_week_is_ticked_when_the_operation_is_closed(
    cast: Cast,
) -> None:
    week = make_closed_week(cast)

    tick(cast, week.operation_id, "debrief")

    assert lines(cast, week.operation_id)["debrief"].state == "done"


def test_a_line_that_is_not_there_is_not_ticked(cast: Cast) -> None:
    operation_id = make_operation(cast)

    with pytest.raises(Absent):
        tick(cast, operation_id, "party")
    with pytest.raises(Absent):
        tick(cast, operation_id, "theme", "half")
    with pytest.raises(refusals.NoteMissing):
        tick(cast, operation_id, "theme", "not_needed", " ")


def test_each_version_of_a_text_is_kept_and_the_second_of_two_reads_again(
    cast: Cast,
) -> None:
    operation_id = make_operation(cast)

    def write(version: int, kind: str = "theme", english: str = "Car washes") -> int:
        return texts.write_text(
            operation_id=operation_id,
            kind=kind,
            version=version,
            text_en=english,
            text_cy="",
            actor=cast.actor("planner"),
            at=NOON,
        )

    assert [write(0), write(1, english="Nail bars")] == [1, 2]
    with pytest.raises(refusals.TextMoved):
        write(1)
    for kind in ("media_lines", "equality_impact"):
        with pytest.raises(refusals.OneLanguageMissing):
            write(0, kind=kind)
    with pytest.raises(refusals.TextMissing):
        write(2, english=" ")

    theme = list_texts(viewer=cast.actor("officer"), operation_id=operation_id)[0]
    assert [each.text_en for each in theme.versions] == ["Nail bars", "Car washes"]


def test_a_line_of_the_template_is_given_to_another_owner(cast: Cast) -> None:
    operation_id = make_operation(cast)
    before = lines(cast, operation_id)["theme"]

    def give(owner: str, part: str = "planner", key: str = "theme") -> None:
        calendar.give_line(
            operation_id=operation_id,
            key=key,
            owner=owner,
            actor=cast.actor(part),
            at=NOON,
        )

    give("bronze")
    for refused in (
        {"owner": "nobody"},
        {"owner": "gold", "part": "officer"},
        {"owner": "gold", "key": "no-line"},
    ):
        with pytest.raises(Absent):
            give(**refused)

    after = lines(cast, operation_id)["theme"]
    assert not before.owner.startswith("Bronze")
    assert after.owner.startswith("Bronze")
    assert (after.state, after.due_on) == (before.state, before.due_on)
