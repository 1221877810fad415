"""Writes of an operation's command: posts, texts, risks, the calendar."""

from unhidden.operations.command.actions.calendar import add_line, set_line
from unhidden.operations.command.actions.posts import (
    NewPost,
    appoint_holder,
    end_post,
    offer_post,
    take_post,
)
from unhidden.operations.command.actions.risks import RiskWords, add_risk
from unhidden.operations.command.actions.texts import write_text

__all__ = [
    "NewPost",
    "RiskWords",
    "add_line",
    "add_risk",
    "appoint_holder",
    "end_post",
    "offer_post",
    "set_line",
    "take_post",
    "write_text",
]
