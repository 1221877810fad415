"""What of the demonstration tells of 2016, and must be the same on every day."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Model, QuerySet

from unhidden.audit.models import Event
from unhidden.intelligence.models import DisposedCount

M = TypeVar("M", bound=Model)
Row = dict[str, Any]
Rows = dict[str, list[Row]]
# What was written in 2016 is reviewed six years later.
BEGUN_BY, LAST_OF_THEN = 2017, 2024
# Random by nature: sealed text, receipt words, password hashes, key pairs.
RANDOM = {
    "identity_sealed",
    "text_sealed",
    "raw_sealed",
    "provenance_sealed",
    "sealed_answers",
    "receipt_digest",
    "reply_key",
    "password",
    "public_key",
    "server_wrapped",
    "wrapped_key",
    "sealed",
    "sealed_key",
    "salt",
    # What a password costs is a setting of the process.
    "operations",
    "memory",
    # Moments of the database's own clock.
    "recorded_at",
}


def stored(model: type[M]) -> QuerySet[M]:
    """Every row, whoever may see it."""
    return model._default_manager.using("stored")


def collect_rows() -> Rows:
    """Every row of every table, without what is random in it."""
    return {
        model._meta.label: sorted(
            (_lasting(model, row) for row in stored(model).values()), key=repr
        )
        for model in apps.get_models()
        if model.__module__.startswith("unhidden.")
    }


def _lasting(model: type[Model], row: Row) -> Row:
    """A row without what is random; the database makes the ids of these."""
    random = RANDOM | ({"id"} if model in (Event, DisposedCount) else set())
    return {field: value for field, value in row.items() if field not in random}


def keep_2016(rows: Rows) -> Rows:
    """The rows that tell of moments then and of none since, whatever the day."""
    return {
        table: [row for row in of_table if _is_of_2016(row)]
        for table, of_table in rows.items()
    }


def _is_of_2016(row: Row) -> bool:
    # A moment is a date, too.
    years = [value.year for value in row.values() if isinstance(value, date)]
    return bool(years) and min(years) <= BEGUN_BY and max(years) <= LAST_OF_THEN
