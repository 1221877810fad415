"""From which status an investigation goes to which, and when a reason is needed."""

from __future__ import annotations

from collections.abc import Mapping

from unhidden.lib.refusals import ActionRefused

#: Re-opening is the one way out of what has ended.
FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "open": ("with_prosecutor", "charged", "filed", "closed"),
    "with_prosecutor": ("charged", "open", "filed"),
    "charged": ("trial", "concluded", "with_prosecutor"),
    "trial": ("concluded",),
    "concluded": ("filed", "trial"),
    "filed": ("open",),
    "closed": ("open",),
}
_ONWARD = ("open", "with_prosecutor", "charged", "trial", "concluded", "filed")


class StatusOutOfTurn(ActionRefused):
    """An investigation does not go there from where it stands."""


class StatusNeedsReason(ActionRefused):
    """Going back, opening again and ending without a conclusion take a reason."""


def needs_reason(before: str, after: str) -> bool:
    """Whether a change must say why: back, again, or ended without a conclusion."""
    if after == "closed" or before not in _ONWARD:
        return True
    is_back = _ONWARD.index(after) < _ONWARD.index(before)
    return is_back or (after == "filed" and before != "concluded")


def check_status(before: str, after: str, reason: str) -> None:
    """Raise StatusOutOfTurn or StatusNeedsReason for a change that may not be."""
    if after not in FOLLOWS.get(before, ()):
        raise StatusOutOfTurn
    if needs_reason(before, after) and not reason.strip():
        raise StatusNeedsReason
