"""What each database role may do with one table, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableAccess:
    """The rights of the three serving roles on a table.

    Each value is a comma-separated list of verbs, a verb optionally with the
    columns it covers: ``"insert, select(id, public_key)"``. Empty means nothing
    at all. The owner's rights come from owning; nobody else ever migrates.
    """

    public: str = ""
    staff: str = ""
    worker: str = ""
