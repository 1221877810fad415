"""Collect the static files of both sites into the state folder, under hashed names."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management import call_command

from unhidden.hosting.management import command
from unhidden.hosting.processes.step import FULL
from unhidden.hosting.refusal import is_full


class Command(command.HostingCommand):
    """Replace what was collected before."""

    def handle(self, **_options: Any) -> None:
        """Collect them; a full disk ends the step with a code of its own."""
        try:
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        except OSError as error:
            if not is_full(error):
                raise
            sys.exit(FULL)
