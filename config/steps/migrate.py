"""As the owner: bring the tables up to date, then grant what they declare."""

from __future__ import annotations

from django.core.management import call_command

from unhidden.access import tables


def main(_arguments: list[str]) -> None:
    """Migrate, then grant; both are quick when nothing is to be done."""
    call_command("migrate", interactive=False, verbosity=0)
    tables.apply()
