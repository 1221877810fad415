"""As the owner: migrate, grant what the tables declare, and load the lists."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from unhidden.access.rls import tables
from unhidden.audit import months
from unhidden.hosting import reference
from unhidden.hosting.failing import StepFailure
from unhidden.hosting.management import command, rendering
from unhidden.lib import versions


class Command(command.HostingCommand):
    """Migrate, grant, and load the reference data; again changes nothing."""

    def handle(self, **_options: Any) -> None:
        """Raises StepFailure when the tables are too old for that, or too new."""
        _check_age()
        with rendering.render_one_alone():
            call_command("migrate", interactive=False, verbosity=0)
        tables.apply_table_rights()
        months.make_month_tables()
        reference.load_reference_data()


def _check_age() -> None:
    recorded = MigrationRecorder(connection).applied_migrations()
    applied = {".".join(each) for each in recorded}
    if name := versions.find_unknown_migration(applied):
        raise StepFailure(
            "The tables were made by a newer version, and this one does not know all of"
            f" them ({name}): start that version."
        )
    if name := versions.find_missing_migration(applied):
        raise StepFailure(
            "The tables were made by an earlier version, and this one begins after it"
            f" ({name} is missing): run the last version that has it once, and then"
            " this one."
        )
