"""The backup of the day: where it lies, and how long those before it are kept."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

_NAME = re.compile(r"unhidden-(\d{4}-\d\d-\d\d)T\d{6}\.backup")


def name_backup(folder: Path, at: datetime) -> Path:
    """The file of a backup that is made at this moment."""
    return folder / f"unhidden-{at:%Y-%m-%dT%H%M%S}.backup"


def list_ended(folder: Path, kept_days: int) -> list[Path]:
    """The daily backups that are older than those of the last ``kept_days`` days.

    Counted are days that have a backup: where none was made for a month, the last ones
    stay. Of 0 days all are kept. Other files are nobody's here.
    """
    found = {
        file: match[1]
        for file in sorted(folder.iterdir())
        if (match := _NAME.fullmatch(file.name))
    }
    days = sorted(set(found.values()), reverse=True)
    ended = set(days[kept_days:]) if kept_days else set()
    return [file for file, day in found.items() if day in ended]
