"""The migrations say what the models say."""

from __future__ import annotations

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils.translation import override


def test_no_model_has_changed_since_its_last_migration() -> None:
    # makemigrations --check would ask the database, where staff may not look.
    loader = MigrationLoader(None, ignore_no_migrations=True)
    detector = MigrationAutodetector(
        loader.project_state(), ProjectState.from_apps(apps)
    )

    # Labels of choices are compared in the language they are written in.
    with override("en"):
        changes = detector.changes(graph=loader.graph)

    ours = {
        f"{label}: {operation.describe()}"
        for label, migrations in changes.items()
        for migration in migrations
        for operation in migration.operations
    }
    assert ours == set()


def test_no_module_has_two_last_migrations() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)

    assert loader.detect_conflicts() == {}
