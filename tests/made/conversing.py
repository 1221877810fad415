"""A reporter and the desk, speaking to each other as the sites let them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from django.test import override_settings

from tests.cast import NOON, Cast
from tests.made.reporting import STAFF_KEYS
from tests.support.roles import as_role
from unhidden.access.actor import PUBLIC
from unhidden.reporting.actions import conversation
from unhidden.reporting.actions import mailbox as mailbox_actions
from unhidden.reporting.actions.conversation import OpenedMessage
from unhidden.reporting.actions.sending import Receipt
from unhidden.reporting.queries import mailbox as mailbox_queries
from unhidden.reporting.queries.mailbox import Mailbox


def words_of(receipt: Receipt) -> str:
    return " ".join(receipt.words)


def look(words: str) -> Mailbox | None:
    """What the public site shows for these words."""
    with as_role("public"):
        return mailbox_queries.open_mailbox(words=words)


def looked(words: str) -> Mailbox:
    found = look(words)
    assert found is not None
    return found


def write(
    words: str,
    text: str,
    question: int | None = None,
    *,
    key: UUID | None = None,
    at: datetime = NOON,
) -> None:
    """Add to the report, as the public site does."""
    with as_role("public"):
        mailbox_actions.add_to_report(
            words=words,
            text=text,
            question=question,
            form_key=key or uuid4(),
            actor=PUBLIC,
            at=at,
        )


def say(
    cast: Cast,
    report_id: UUID,
    script: str = "safe_now",
    at: datetime = NOON,
    look_again_on: date | None = None,
) -> None:
    """The desk says something, on the staff site."""
    with as_role("staff"), override_settings(**STAFF_KEYS):
        conversation.send_script(
            report_id=report_id,
            script=script,
            look_again_on=look_again_on,
            actor=cast.actor("analyst"),
            at=at,
        )


def heard(
    cast: Cast, report_id: UUID, part: str = "analyst"
) -> tuple[OpenedMessage, ...]:
    """The conversation as the desk opens it."""
    with as_role("staff"), override_settings(**STAFF_KEYS):
        _, said = conversation.open_with_conversation(
            report_id=report_id, actor=cast.actor(part), at=NOON
        )
    return said
