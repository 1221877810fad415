"""Exhibits: every hand follows the one before, and what is kept of them is whole."""

from __future__ import annotations

from tests.security.rls.probes.exhibits import custody, kept

ATTEMPTS = [*custody.ATTEMPTS, *kept.ATTEMPTS]
