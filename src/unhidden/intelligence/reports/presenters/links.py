"""What an item says of two things."""

from __future__ import annotations

from unhidden.intelligence.subjects.queries.links import ItemLink
from unhidden.ui import dates


def sentence(link: ItemLink) -> str:
    """What an item says, with its days."""
    said = link.sentence.format(one=link.one, other=link.other)
    days = [dates.format_day(day) if day else "…" for day in (link.from_on, link.to_on)]
    return f"{said} ({days[0]} – {days[1]})" if link.from_on or link.to_on else said
