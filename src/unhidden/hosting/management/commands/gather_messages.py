"""The texts in other languages: gathered from the source, and compiled."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from unhidden.hosting.management import command
from unhidden.hosting.translations import messages, tongues


class Command(command.HostingCommand):
    """Gather those of the modules named, or of all, and compile every one."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Names of modules; none for all."""
        parser.add_argument("modules", nargs="*")

    def handle(self, *, modules: list[str], **_options: Any) -> None:
        """Say how many texts are without a translation."""
        waiting = messages.extract_messages(*modules)
        self.stdout.write(f"{waiting} texts wait for their Welsh.")
        self.stdout.write(f"{tongues.extract_texts()} texts wait in further languages.")
        messages.compile_all()
        tongues.compile_all()
