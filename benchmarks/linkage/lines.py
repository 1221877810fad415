"""A line of the bench: what was measured, how busy the machine was, and more."""

from __future__ import annotations

import os
from collections.abc import Sequence
from math import ceil


def measure(name: str, value: float, unit: str, **more: object) -> dict[str, object]:
    """One JSON object of ``unhidden bench linkage``."""
    load = round(os.getloadavg()[0], 1)
    return {
        "bench": f"linkage.{name}",
        "value": round(value, 4) if value > 1e-6 else value,
        "unit": unit,
        **more,
        "load": load,
    }


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that so great a share of all does not exceed."""
    ordered = sorted(values)
    return ordered[ceil(len(ordered) * share) - 1]
