"""Loading who can be called, from the file that a release brings."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from unhidden.reporting.models import Channel

DATA = Path(__file__).parents[1] / "data"


@transaction.atomic
def load_channels() -> int:
    """Make the table say what the file says; gives how many lines there are.

    Needs the owner's rights. A line that left the file leaves the page.
    """
    with (DATA / "channels.csv").open(encoding="utf-8", newline="") as source:
        rows = [
            _channel(position, row)
            for position, row in enumerate(csv.DictReader(source), start=1)
        ]
    Channel.objects.exclude(code__in=[row.code for row in rows]).delete()
    names = [f.name for f in Channel._meta.concrete_fields if f.name != "code"]
    Channel.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=names
    )
    return len(rows)


def _channel(position: int, row: dict[str, str]) -> Channel:
    """A line of the file as a row; raises ValueError for a day that is none."""
    checked, is_anonymous = row["checked_on"], row["is_anonymous"] == "yes"
    same = {
        name: text
        for name, text in row.items()
        if name not in {"checked_on", "is_anonymous"}
    }
    return Channel(
        **same,
        is_anonymous=is_anonymous,
        checked_on=date.fromisoformat(checked) if checked else None,
        position=position,
    )
