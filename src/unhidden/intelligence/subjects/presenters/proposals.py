"""What the pages of proposed groups say of a group and of a batch."""

from __future__ import annotations

from unhidden.intelligence.subjects.queries.proposals import ProposalView
from unhidden.intelligence.subjects.queries.subjects import SubjectMention
from unhidden.ui import dates


def describe_mention(said: SubjectMention) -> str:
    """A mention on one line: its words, its report, its grade and the day."""
    day = dates.format_day(said.written_at)
    return f"{said.text} ({said.urn}, {said.grade}, {day})"


def list_choices(found: ProposalView) -> list[tuple[str, str]]:
    """The mentions of a group, as what may be ticked."""
    return [(str(each.id), describe_mention(each)) for each in found.said]
