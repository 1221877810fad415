"""What must be refused, procedure by procedure: each module's file has ``ATTEMPTS``.

Every condition of a procedure that guards the wall needs an attempt that only it
refuses, and a file here may add them: whatever lies here is found.
"""

from __future__ import annotations

import importlib
import pkgutil

from config.proving.attempts import Attempt


def attempts() -> list[Attempt]:
    """Everything that is tried."""
    return [
        attempt
        for found in pkgutil.iter_modules(__path__)
        for attempt in importlib.import_module(f"{__name__}.{found.name}").ATTEMPTS
    ]
