"""Fill the database with the demonstration region."""

from __future__ import annotations

from django.conf import settings

from config import demo
from config.server.paths import State


def main(_arguments: list[str]) -> None:
    """Replay the demonstration; keep its sign-ins for ``unhidden run`` to show."""
    lines = demo.load()
    State(settings.STATE).sign_ins.write_text("\n".join(lines) + "\n")
