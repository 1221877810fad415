"""Briefs of the cast's operations: written, issued, read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tests.cast import NOON, Cast
from tests.support.papers import read_pdf
from unhidden.operations.briefing import rules
from unhidden.operations.briefing.actions import drafts, issuing
from unhidden.operations.briefing.queries import briefs

#: What only the police may read, in words that stand nowhere else.
SECRET = "Heronsong told the desk of Quillmarsh"
WORDS = {
    field.code: f"Said of {field.code}" for field in rules.FIELDS if field.is_for_all
} | {"history": SECRET, "occupants": f"Inside: {SECRET}"}


def make_brief(
    cast: Cast,
    operation_id: UUID,
    team_id: UUID | None,
    *,
    words: dict[str, str] | None = None,
    welsh: dict[str, str] | None = None,
    languages: tuple[str, ...] = (),
    at: datetime = NOON,
) -> UUID:
    """A brief that is written and not issued."""
    planner = cast.actor("planner")
    brief_id = drafts.begin_brief(
        operation_id=operation_id, team_id=team_id, actor=planner, at=at
    )
    write_brief(cast, brief_id, words or WORDS, languages=languages, at=at)
    if welsh:
        write_brief(
            cast, brief_id, welsh, language="cy", languages=languages, revision=1, at=at
        )
    return brief_id


def write_brief(
    cast: Cast,
    brief_id: UUID,
    words: dict[str, str],
    *,
    language: str = "en",
    languages: tuple[str, ...] = (),
    revision: int = 0,
    at: datetime = NOON,
) -> int:
    return drafts.save_draft(
        brief_id=brief_id,
        language=language,
        words=words,
        languages=languages,
        revision=revision,
        actor=cast.actor("planner"),
        at=at,
    )


def issue_brief(cast: Cast, brief_id: UUID, *, at: datetime = NOON) -> int:
    return issuing.issue_brief(brief_id=brief_id, actor=cast.actor("planner"), at=at)


def acknowledge(
    cast: Cast, brief_id: UUID, part: str, number: int, *, at: datetime = NOON
) -> None:
    issuing.acknowledge_brief(
        brief_id=brief_id, number=number, actor=cast.actor(part), at=at
    )


def read_paper(
    cast: Cast, brief_id: UUID, part: str, number: int, language: str = "en"
) -> str:
    """The text of the file that somebody is given, with its spaces made one."""
    content = briefs.fetch_paper(
        viewer=cast.actor(part), brief_id=brief_id, number=number, language=language
    )
    return read_pdf(content)
