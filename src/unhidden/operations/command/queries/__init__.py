"""Reads of an operation's command."""

from unhidden.operations.command.queries.calendar import list_calendar
from unhidden.operations.command.queries.posts import (
    OperationCommander,
    PostCard,
    find_commander,
    list_posts,
)
from unhidden.operations.command.queries.risks import find_blocking_risks, list_risks
from unhidden.operations.command.queries.texts import list_texts

__all__ = [
    "OperationCommander",
    "PostCard",
    "find_blocking_risks",
    "find_commander",
    "list_calendar",
    "list_posts",
    "list_risks",
    "list_texts",
]
