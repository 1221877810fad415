"""What each database role may do with one table, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableAccess:
    """The rights of the serving roles on a table.

    Each value is a comma-separated list of verbs, a verb optionally with the
    columns it covers: ``"insert, select(id, public_key)"``. Empty means nothing
    at all. The owner's rights come from owning; nobody else ever migrates.
    ``signin`` is the second connection of the staff site, which finds out who
    somebody is and can do nothing else.
    """

    public: str = ""
    staff: str = ""
    worker: str = ""
    signin: str = ""
