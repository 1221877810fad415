"""Which backups of the day stay, and which go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from unhidden.hosting.backup import daily


def make(folder: Path, days: int) -> list[Path]:
    """One a day, the last on 30 November."""
    last = datetime(2026, 11, 30, 2, 30, tzinfo=UTC)
    made = [daily.name_backup(folder, last - timedelta(days=n)) for n in range(days)]
    for file in made:
        file.touch()
    return made


@pytest.mark.parametrize(("kept", "gone"), [(3, 2), (5, 0), (0, 0)])
def test_the_backups_of_the_last_days_stay(
    tmp_path: Path, kept: int, gone: int
) -> None:
    made = make(tmp_path, 5)

    ended = daily.list_ended(tmp_path, kept)

    assert sorted(ended) == sorted(made[len(made) - gone :])


def test_two_of_one_day_count_as_one_and_nobody_elses_file_goes(tmp_path: Path) -> None:
    made = make(tmp_path, 2)
    again = daily.name_backup(tmp_path, datetime(2026, 11, 30, 9, tzinfo=UTC))
    again.touch()
    (tmp_path / "before-the-move.backup").touch()
    (tmp_path / "unhidden-2020-01-01T000000.backup.half").touch()

    assert daily.list_ended(tmp_path, 2) == []
    assert daily.list_ended(tmp_path, 1) == [made[1]]
