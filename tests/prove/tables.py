"""Migrations make the same tables, one model rendered alone or all of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator

from tests.prove.figures import Figure, Unproved
from tests.support import postgres
from unhidden.hosting.paths import REPOSITORY
from unhidden.hosting.postgres import connecting, databases, roles
from unhidden.lib import database_roles

PART = "tables"
OWNER = database_roles.ROLES["owner"]
#: A database for each way, with the code that goes before the step.
WAYS = {
    "alone": "",
    "as Django has it": "from contextlib import nullcontext;"
    "from unhidden.hosting.management import rendering;"
    "rendering.render_one_alone = nullcontext;",
}
_STEP = (
    "from django.core.management import execute_from_command_line;"
    "execute_from_command_line(['django', 'upgrade_tables'])"
)
FEWEST = 5_000
#: Everything that a migration makes, a line each.
_MADE = """
select concat_ws(' | ', table_name, column_name, data_type, is_nullable,
                 column_default, character_maximum_length)
  from information_schema.columns where table_schema in ('public', 'wall', 'audit')
 union all
select concat_ws(' | ', conrelid::regclass, conname, pg_get_constraintdef(oid))
  from pg_constraint where conrelid <> 0
 union all
select concat_ws(' | ', tablename, indexdef) from pg_indexes
 where schemaname in ('public', 'wall', 'audit')
 union all
select concat_ws(' | ', tablename, policyname, permissive, roles, cmd, qual, with_check)
  from pg_policies
 union all
select concat_ws(' | ', p.oid::regprocedure, proacl, pg_get_functiondef(p.oid))
  from pg_proc p where prokind in ('f', 'p')
   and pronamespace in ('public'::regnamespace, 'wall'::regnamespace)
 union all
select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
 union all
select concat_ws(' | ', oid::regclass, relkind, relacl) from pg_class
 where relnamespace in ('public'::regnamespace, 'wall'::regnamespace)
 union all
select concat_ws(' | ', attrelid::regclass, attname, attacl) from pg_attribute
 where attacl is not null
 union all
select concat_ws(' | ', app, name) from django_migrations
"""


def run() -> Iterator[Figure]:
    """Raises Unproved with what is in one of the two databases alone."""
    made = []
    with postgres.running() as server:
        for number, (way, before) in enumerate(WAYS.items()):
            name = f"prove_tables_{number}"
            began = time.monotonic()
            _make_tables(server.admin, name, before)
            yield Figure(PART, f"made {way}", round(time.monotonic() - began, 1), "s")
            made.append(_read_made(server.admin, name))
    differing = made[0] ^ made[1]
    yield Figure(PART, "things that differ", len(differing), f"of {len(made[0])}")
    if differing or len(made[0]) < FEWEST:
        raise Unproved(sorted(differing) or [f"only {len(made[0])} things"])


def _make_tables(admin: connecting.Parameters, name: str, before: str) -> None:
    with connecting.connect(admin) as connection:
        databases.drop_database(connection, name)
        databases.ensure_database(connection, admin, name)
        roles.belong_to(connection, OWNER)
    owner = {**admin, "dbname": name, "options": f"-c role={OWNER}"}
    subprocess.run(  # our own interpreter and code
        [sys.executable, "-c", before + _STEP],
        cwd=REPOSITORY,
        env={
            **os.environ,
            "DATABASE_URL": connecting.make_address(owner),
            "DJANGO_SETTINGS_MODULE": "unhidden.config.settings.owner",
        },
        check=True,
    )


def _read_made(admin: connecting.Parameters, name: str) -> set[str]:
    with connecting.connect({**admin, "dbname": name}) as connection:
        return {line for (line,) in connection.execute(_MADE)}
