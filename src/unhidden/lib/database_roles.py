"""The names of the database roles: one for each process, and the guard's."""

from __future__ import annotations

from collections.abc import Mapping

ROLES: Mapping[str, str] = {
    "owner": "unhidden_owner",
    "staff": "unhidden_staff",
    "public": "unhidden_public",
    "worker": "unhidden_worker",
    # The staff process's second connection: who is it that signs in?
    "signin": "unhidden_signin",
    "backup": "unhidden_backup",
    # Watches: it may call one procedure, and read no table.
    "health": "unhidden_health",
    # Hears that a board changed: it may listen, and read no table.
    "live": "unhidden_live",
    # Takes what phones send: it may call three procedures, and read no table.
    "field": "unhidden_field",
}
#: Owns the functions that look past the rows' rules, and no table; nobody is it.
GUARD = "unhidden_guard"
