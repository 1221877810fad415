"""Whoever takes part in an operation reads it; its planners write it."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

# The owner's own rules are forced on it, and know no such change.
_READ = """
alter table access_grant no force row level security;
update access_grant set team_role = 'observer'
 where domain = 'operation' and basis = 'team' and organisation_id is not null;
alter table access_grant force row level security;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("operations", "0001_tables"),
        ("access", "0001_tables"),
    ]
    operations: ClassVar = [migrations.RunSQL(_READ, migrations.RunSQL.noop)]
