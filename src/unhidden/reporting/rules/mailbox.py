"""What a reporter is told about their report, in one word."""

from __future__ import annotations

from enum import StrEnum


class MailboxStatus(StrEnum):
    """From sent to closed; a question comes before the steps of the desk."""

    WAITING = "waiting"
    SEEN = "seen"
    LOOKED_AT = "looked_at"
    QUESTION = "question"
    CLOSED = "closed"


def compute_mailbox_status(
    *, status: str, is_seen: bool, has_question: bool
) -> MailboxStatus:
    """How the report stands. ``status`` is the desk's own word for it."""
    if has_question:
        return MailboxStatus.QUESTION
    if status == "done":
        return MailboxStatus.CLOSED
    if status == "read":
        return MailboxStatus.LOOKED_AT
    return MailboxStatus.SEEN if is_seen else MailboxStatus.WAITING
