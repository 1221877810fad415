"""Engagements: asked for, decided about, and ended with a home for each place."""

from __future__ import annotations

from tests.security.rls.probes.agencies import (
    caseload,
    engagements,
    factor_resets,
    handing,
    leaving,
)

ATTEMPTS = [
    *engagements.ATTEMPTS,
    *factor_resets.ATTEMPTS,
    *caseload.ATTEMPTS,
    *leaving.ATTEMPTS,
    *handing.ATTEMPTS,
]
