"""What every paper of a demonstration says at its foot."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _


def mark_synthetic(foot: str) -> str:
    """The foot of a paper; one of a demonstration says that nothing on it is real."""
    if not settings.IS_DEMONSTRATION:
        return foot
    synthetic = _(
        "Everything here is synthetic: no person, report or suspicion is real."
    )
    return f"{foot} {synthetic}"
