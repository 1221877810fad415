"""Agreements, and what is shared of a record under one."""

from __future__ import annotations

from tests.security.rls.probes.sharing import (
    agreements,
    ending,
    giving,
    receiving,
    seeing,
)

ATTEMPTS = [
    *agreements.ATTEMPTS,
    *giving.ATTEMPTS,
    *receiving.ATTEMPTS,
    *ending.ATTEMPTS,
    *seeing.ATTEMPTS,
]
