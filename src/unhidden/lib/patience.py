"""Asking for a request to come again in some seconds, while it holds no thread.

Where a site is served behind no front that does so (as in tests), nobody waits.
"""

from __future__ import annotations

from typing import Any

#: In the ASGI scope of a request that has waited already.
WAITED = "unhidden.waited"
_NOT_YET = "_not_yet"


def has_waited(request: Any) -> bool:
    """Whether this request comes for the second time."""
    return bool(getattr(request, "scope", {}).get(WAITED))


def ask_again(request: Any, *, seconds: float) -> None:
    """The answer to this request counts for nothing: it comes again after that time."""
    setattr(request, _NOT_YET, seconds)


def not_yet(request: Any) -> float:
    """After how many seconds it should come again; 0 if its answer is good."""
    return float(getattr(request, _NOT_YET, 0.0))
