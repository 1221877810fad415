"""Days are days in London, also in the hour after midnight of a summer's night."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cast import Cast
from tests.made.safeguarding import make_case
from unhidden import safeguarding
from unhidden.safeguarding import actions

HOME = Path(str(safeguarding.__file__)).parent
#: A moment's day without its zone, as UTC has it.
_PLAIN_DAY = re.compile(r"\b\w*at\.date\(\)")
HALF_PAST_MIDNIGHT = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_what_was_told_after_midnight_was_told_today(cast: Cast) -> None:
    case_id, worker = make_case(cast), cast.actor("support_worker")
    today = datetime(2026, 7, 1, tzinfo=UTC).date()
    told = actions.NewAccount("They came at dusk.", today, "spoken", "en", "none", True)

    assert actions.keep_account(
        case_id=case_id, new=told, actor=worker, at=HALF_PAST_MIDNIGHT
    )


def test_no_day_is_taken_of_a_moment_without_its_zone() -> None:
    found = [
        f"{file.relative_to(HOME)}: {line.strip()}"
        for file in HOME.rglob("*.py")
        if "tests" not in file.parts
        for line in file.read_text().splitlines()
        if _PLAIN_DAY.search(line)
    ]

    assert found == []
