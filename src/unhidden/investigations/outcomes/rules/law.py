"""Offences by name, orders with their bounds, and how long things are kept: data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parents[2] / "data"
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OffenceName:
    """An offence as it is named, with the Act."""

    code: str
    label: Words
    source: str
    is_checked: bool
    from_on: date | None
    to_on: date | None


@dataclass(frozen=True, slots=True)
class OrderRule:
    """The bounds of a kind of order; ``ends`` are the kinds that it puts an end to.

    ``lock_years`` is how long it is not discharged without both consents; ``lock_rule``
    the clock of it.
    """

    code: str
    family: str
    is_interim: bool
    ends: tuple[str, ...]
    least_years: int
    lock_years: int
    lock_rule: str
    travel_most_years: int
    source: str
    is_checked: bool
    from_on: date | None
    to_on: date | None


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """Of what, when and how long: ``length`` is none while nobody knows the end.

    ``kinds`` of material, none for all; ``when`` names the condition under which it
    holds, ``counts_from`` the day from which ``length`` runs.
    """

    code: str
    label: Words
    kinds: tuple[str, ...]
    when: str
    counts_from: str
    length: int | None
    unit: str
    source: str
    is_checked: bool
    from_on: date | None
    to_on: date | None


@cache
def list_offences() -> tuple[OffenceName, ...]:
    """Every offence, in force or not."""
    return tuple(
        OffenceName(**_read_law(row), code=row["code"], label=row["label"])
        for row in _read("outcomes.json")["offences"]
    )


@cache
def list_order_rules() -> Mapping[str, OrderRule]:
    """The kinds of orders by code."""
    names = ("code", "family", "is_interim", "least_years", "lock_years", "lock_rule")
    return {
        row["code"]: OrderRule(
            **_read_law(row),
            **{name: row[name] for name in (*names, "travel_most_years")},
            ends=tuple(row["ends"]),
        )
        for row in _read("outcomes.json")["orders"]
    }


@cache
def list_retention_rules() -> tuple[RetentionRule, ...]:
    """Every rule of how long something is kept."""
    return tuple(
        RetentionRule(
            **_read_law(row),
            code=row["code"],
            label=row["label"],
            kinds=tuple(row["kinds"]),
            when=row["when"],
            counts_from=row["counts_from"] or "",
            length=row["length"],
            unit=row["unit"] or "",
        )
        for row in _read("retention.json")["retention"]
    )


def is_in_force(rule: OffenceName | OrderRule | RetentionRule, day: date) -> bool:
    """Whether the law of a day has it."""
    return (rule.from_on is None or rule.from_on <= day) and (
        rule.to_on is None or day <= rule.to_on
    )


def _read(name: str) -> Mapping[str, Any]:
    rows: Mapping[str, Any] = json.loads((_DATA / name).read_text("utf-8"))
    return rows


def _read_law(row: Mapping[str, Any]) -> dict[str, Any]:
    days = {
        name: date.fromisoformat(row[name]) if row[name] else None
        for name in ("from_on", "to_on")
    }
    return {"source": row["source"], "is_checked": row["checked"], **days}
