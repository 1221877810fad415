"""What a reporter is told about their report, in one word."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """From sent to closed; a question comes before the steps of the desk."""

    WAITING = "waiting"
    SEEN = "seen"
    LOOKED_AT = "looked_at"
    QUESTION = "question"
    CLOSED = "closed"


def standing(*, status: str, is_seen: bool, has_question: bool) -> Standing:
    """How the report stands. ``status`` is the desk's own word for it."""
    if has_question:
        return Standing.QUESTION
    if status == "done":
        return Standing.CLOSED
    if status == "read":
        return Standing.LOOKED_AT
    return Standing.SEEN if is_seen else Standing.WAITING
