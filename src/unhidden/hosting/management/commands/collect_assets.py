"""Collect the static files of both sites into the state folder, under hashed names."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command

from unhidden.hosting.management import command


class Command(command.HostingCommand):
    """Replace what was collected before."""

    def handle(self, **_options: Any) -> None:
        """Collect them."""
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
