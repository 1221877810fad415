"""An investigation: who holds which post, what follows what, in whose name it is."""

from __future__ import annotations

from tests.security.rls.probes.investigations.brought import BROUGHT_IN
from tests.security.rls.probes.investigations.ended import ENDED
from tests.security.rls.probes.investigations.held import HOLDS, JUDGED
from tests.security.rls.probes.investigations.named import NAMED
from tests.security.rls.probes.investigations.steps import STEPS

ATTEMPTS = [*HOLDS, *JUDGED, *STEPS, *NAMED, *ENDED, *BROUGHT_IN]
