"""The document of roles and rights, from the table that decides."""

from __future__ import annotations

from pathlib import Path

from django.utils import translation

from unhidden.agencies.roles import document

FILE = Path(__file__).parents[2] / "docs" / "roles-and-rights.md"


def main(_arguments: list[str]) -> None:
    """Replace what was written before."""
    FILE.write_text(text())


def text() -> str:
    """The document, in the language of the other documents."""
    with translation.override("en"):
        return document.text()
