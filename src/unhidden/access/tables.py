"""Give each database role what the tables declare, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.apps import apps
from django.conf import settings
from django.db import connection

from unhidden.lib.rights import TableAccess

ROLES = {
    "public": "unhidden_public",
    "staff": "unhidden_staff",
    "worker": "unhidden_worker",
    "signin": "unhidden_signin",
}
_VERB = re.compile(r"(select|insert|update|delete)(?:\(([^)]*)\))?")


def declared() -> dict[str, TableAccess]:
    """Each table's rights: ours from the models, libraries' from the settings."""
    ours = {
        model._meta.db_table: model.access_policy
        for model in apps.get_models(include_auto_created=True)
        if hasattr(model, "access_policy")
    }
    libraries: Mapping[str, TableAccess] = settings.TABLE_ACCESS_OF_LIBRARIES
    return {**libraries, **ours}


def verbs(rights: str) -> Iterable[tuple[str, str]]:
    """``"insert, select(id)"`` as pairs of verb and column list."""
    yield from _VERB.findall(rights)


def statements(tables: Mapping[str, TableAccess]) -> list[str]:
    """The GRANT statements for these tables, after taking everything away."""
    quote = connection.ops.quote_name
    found: list[str] = []
    for table, rights in sorted(tables.items()):
        for name, role in ROLES.items():
            found.append(f"REVOKE ALL ON {quote(table)} FROM {role}")
            for verb, columns in verbs(getattr(rights, name)):
                shown = f" ({columns})" if columns else ""
                found.append(f"GRANT {verb}{shown} ON {quote(table)} TO {role}")
    return found


def apply() -> None:
    """Run as the owner after migrating: the grants become what is declared."""
    with connection.cursor() as cursor:
        for statement in statements(declared()):
            cursor.execute(statement)
        for role in ROLES.values():
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        for role in ("unhidden_staff", "unhidden_worker"):
            cursor.execute(
                f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
            )
