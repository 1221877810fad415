"""Emergency access: who may open what, who answers for it, and who is told."""

from __future__ import annotations

from tests.security.rls.probes.emergency import answering, asking

ATTEMPTS = [*asking.ATTEMPTS, *answering.ATTEMPTS]
