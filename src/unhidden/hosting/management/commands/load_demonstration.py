"""Fill the database with the demonstration region."""

from __future__ import annotations

import gc
from typing import Any

from django.conf import settings
from django.utils import timezone

from unhidden import demo
from unhidden.agencies.sign_in import demonstration
from unhidden.demo.region import PASSWORD
from unhidden.hosting.management import command
from unhidden.hosting.paths import StateFolder

#: Objects made between two looks for garbage; 700 is usual.
SELDOM = 100_000


class Command(command.HostingCommand):
    """Replay it up to today, once; keep its sign-ins for ``unhidden run`` to show."""

    def handle(self, **_options: Any) -> None:
        """Load it, unless it is there."""
        if not demo.is_loaded():
            # Of what a replay of years makes, hardly anything is garbage in a ring.
            gc.set_threshold(SELDOM)
            now = timezone.localtime()
            demo.load_demonstration(today=now.date(), at=now)
            demonstration.give_code_makers()
        StateFolder(settings.STATE).sign_ins.write_text(_told())


def _told() -> str:
    sign_ins = demo.sign_ins()
    width = max(len(address) for address, _ in sign_ins)
    lines = [f"    {address:{width}}  {person}" for address, person in sign_ins]
    head = f"  Everybody here is invented, and has the password “{PASSWORD}”."
    then = "  After it comes a code, which the page itself tells:"
    return "\n".join([head, then, *lines, ""])
