"""Who commands, who comes after, and who did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from unhidden.operations.command.queries.posts import (
    POST_CHOICES,
    OperationCommander,
    PostCard,
)

_PAGES: tuple[tuple[str, Promise, bool], ...] = (
    ("command", _("Posts and partners"), False),
    ("texts", _("Texts"), False),
    ("decisions", _("Decisions"), True),
    ("risks", _("Risks"), True),
    ("calendar", _("Calendar"), True),
)


@dataclass(frozen=True, slots=True)
class PostGroups:
    """Posts as they are shown; ``vacant`` are those that nobody holds now."""

    current: tuple[PostCard, ...]
    later: tuple[PostCard, ...]
    earlier: tuple[PostCard, ...]
    vacant: tuple[str, ...]


def list_pages(
    commander: OperationCommander, current: str = ""
) -> list[dict[str, object]]:
    """The pages of command that the viewer may open; ``current`` is this one."""
    return [
        {"label": label, "url": _address(commander, name), "current": name == current}
        for name, label, is_for_command in _PAGES
        if commander.may_command or not is_for_command
    ]


def _address(commander: OperationCommander, name: str) -> str:
    if name == "decisions":
        return reverse("decision_log:log", args=["operation", commander.operation_id])
    return reverse(f"operations:{name}", args=[commander.operation_id])


def group_posts(cards: Iterable[PostCard]) -> PostGroups:
    """Posts by whether they last, are to come, or are over."""
    known = list(cards)
    current = tuple(card for card in known if card.is_current)
    held = {card.post for card in current}
    return PostGroups(
        current=current,
        later=tuple(c for c in known if not c.is_current and not c.is_over),
        earlier=tuple(c for c in known if c.is_over and not c.is_current),
        vacant=tuple(str(label) for post, label in POST_CHOICES if post not in held),
    )
