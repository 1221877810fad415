"""Tell each team of key holders whose people they are."""

from uuid import UUID, uuid5

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CUSTODIANS = UUID("5f0c1e8a-3d55-4c8e-9a0e-5b7f3f2e6c11")
TABLES = ("vault_team", "agencies_organisation")


def fill(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The organisation itself, or that whose custodians they are."""
    with schema_editor.connection.cursor() as cursor:
        # The rules of rows bind the owner, too, while they are forced.
        for table in TABLES:
            cursor.execute(f"alter table {table} no force row level security")
        cursor.execute("select id from agencies_organisation order by id")
        for (organisation,) in cursor.fetchall():
            teams = [organisation, uuid5(CUSTODIANS, str(organisation))]
            cursor.execute(
                "update vault_team set organisation_id = %s where id = any(%s)",
                [organisation, teams],
            )
        for table in TABLES:
            cursor.execute(f"alter table {table} force row level security")


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_tables"),
        ("vault", "0002_whose_keys"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
