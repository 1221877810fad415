"""The document of roles and rights, from the table that decides."""

from __future__ import annotations

from typing import Any

from django.utils import translation

from unhidden.agencies.roles import document
from unhidden.hosting.management import command
from unhidden.hosting.paths import REPOSITORY

FILE = REPOSITORY / "docs" / "roles-and-rights.md"


class Command(command.HostingCommand):
    """Replace what was written before."""

    def handle(self, **_options: Any) -> None:
        """Write it."""
        FILE.write_text(write_rights_document())


def write_rights_document() -> str:
    """The document, in the language of the other documents."""
    with translation.override("en"):
        return document.write_roles_document()
