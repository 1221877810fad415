"""What must be refused, procedure by procedure: each module's file has ``ATTEMPTS``.

Every condition of a procedure that guards the wall needs an attempt that only it
refuses, and a file here may add them: whatever lies here is found.
"""

from __future__ import annotations

import importlib
import pkgutil

from tests.security.rls.attempts import Attempt

#: What the row policies ask, which the matrix's own comparisons show.
HELPERS = {
    "closed_to", "is_signed", "managed", "organisation", "person", "purpose", "view",
}  # fmt: skip


def procedures() -> set[str]:
    """Every procedure that is tried here: its conditions are taken out one by one."""
    named = {name for each in attempts() for name in each.procedures.split()}
    return named | HELPERS


def attempts() -> list[Attempt]:
    """Everything that is tried."""
    return [
        attempt
        for found in pkgutil.iter_modules(__path__)
        for attempt in importlib.import_module(f"{__name__}.{found.name}").ATTEMPTS
    ]
