"""What is promised of every table, and of every procedure that a program may call."""

from __future__ import annotations

from tests.security.rls.promise import Promise
from tests.security.rls.promises import (
    access,
    accounts,
    agencies,
    board,
    briefs,
    command,
    cover,
    exhibits,
    field,
    intelligence,
    notices,
    planning,
    records,
    referrals,
    reporting,
    rosters,
    safety,
    support,
    survivors,
    targets,
    unused,
    vault,
)

TABLES: dict[str, Promise] = {
    **agencies.TABLES,
    **access.TABLES,
    **accounts.TABLES,
    **intelligence.TABLES,
    **reporting.TABLES,
    **records.TABLES,
    **referrals.TABLES,
    **support.TABLES,
    **rosters.TABLES,
    **survivors.TABLES,
    **board.TABLES,
    **planning.TABLES,
    **targets.TABLES,
    **unused.TABLES,
    **exhibits.TABLES,
    **command.TABLES,
    **cover.TABLES,
    **briefs.TABLES,
    **field.TABLES,
    **safety.TABLES,
    **notices.TABLES,
    **vault.TABLES,
}
