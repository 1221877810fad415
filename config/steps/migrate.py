"""As the owner: migrate, grant what the tables declare, and load the lists."""

from __future__ import annotations

from django.core.management import call_command

from config import reference
from unhidden.access import tables
from unhidden.audit import months


def main(_arguments: list[str]) -> None:
    """Migrate, grant, and load the reference data; again changes nothing."""
    call_command("migrate", interactive=False, verbosity=0)
    tables.apply()
    months.make()
    reference.load()
