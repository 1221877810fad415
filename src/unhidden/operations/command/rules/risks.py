"""How high a risk is, and when it stops visits from being tasked.

Likelihood times impact, 1 to 5 each: 15 or more is
high, 8 or more medium.
"""

from __future__ import annotations

LOW, MEDIUM, HIGH = "low", "medium", "high"
HIGH_RISK = 15
MEDIUM_RISK = 8


def rate_risk(likelihood: int, impact: int) -> str:
    """The level of a risk: low, medium or high."""
    rating = likelihood * impact
    if rating >= HIGH_RISK:
        return HIGH
    return MEDIUM if rating >= MEDIUM_RISK else LOW


def is_blocking(likelihood: int, impact: int, control: str) -> bool:
    """Whether the risk is high and nothing is done about it: no visit is tasked."""
    return likelihood * impact >= HIGH_RISK and not control.strip()
