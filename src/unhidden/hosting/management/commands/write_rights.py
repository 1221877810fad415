"""The document of roles and rights, from the table that decides."""

from __future__ import annotations

from typing import Any

from django.utils import translation

from unhidden.agencies.roles import document
from unhidden.hosting.management import command
from unhidden.hosting.paths import REPOSITORY

FILE = REPOSITORY / "docs" / "roles-and-rights.md"


class Command(command.Command):
    """Replace what was written before."""

    def handle(self, **_options: Any) -> None:
        """Write it."""
        FILE.write_text(text())


def text() -> str:
    """The document, in the language of the other documents."""
    with translation.override("en"):
        return document.text()
