"""Ask for a batch of linkage as the operator; one that waits already will do."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.utils import timezone

from unhidden.hosting.management import command
from unhidden.intelligence.actions import OPERATOR, BatchAlready, ask_for_batch


class Command(command.HostingCommand):
    """Ask, for whoever works at the command line."""

    def handle(self, **_options: Any) -> None:
        """The worker does whichever waits."""
        with suppress(BatchAlready):
            ask_for_batch(actor=OPERATOR, at=timezone.now())
