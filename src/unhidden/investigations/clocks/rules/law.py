"""The rules that clocks are counted by: data/clocks.json, each with its days of law."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from unhidden.lib.refusals import ActionRefused

_FILE = Path(__file__).parents[2] / "data" / "clocks.json"
Words = Mapping[str, str]


class NoSuchClockRule(ActionRefused):
    """No rule of that name is in force on the day whose law counts."""


@dataclass(frozen=True, slots=True)
class ClockPause:
    """A provision that lets a clock stand still, and whose act it is."""

    code: str
    label: Words
    by: Words
    source: str
    is_checked: bool
    from_on: date | None
    to_on: date | None


@dataclass(frozen=True, slots=True)
class ClockExtension:
    """A provision that moves the end to at most ``most`` ``unit`` from the start."""

    code: str
    label: Words
    by: Words
    source: str
    is_checked: bool
    from_on: date | None
    to_on: date | None
    most: int
    unit: str


@dataclass(frozen=True, slots=True)
class CountingRule:
    """What starts a clock, how long it runs, by which law, and what may move it.

    ``count`` says how its time is counted, ``given`` where its end is;
    ``tells_victims`` that victims are told of what started it; ``is_ours`` that no law
    sets it. Of a period nothing is to be done once it is over. It is shown to whom it
    waits for ``warn_days`` before it is due.
    """

    code: str
    of: str
    label: Words
    start: Words
    length: int
    unit: str
    count: str
    source: str
    is_checked: bool
    from_on: date | None
    to_on: date | None
    tells_victims: bool
    is_ours: bool
    is_period: bool
    warn_days: int
    extensions: tuple[ClockExtension, ...]
    pauses: tuple[ClockPause, ...]

    @property
    def law_provisions(self) -> tuple[ClockExtension | ClockPause, ...]:
        """All that may move its end, in the order of the law's file."""
        return (*self.extensions, *self.pauses)


@cache
def list_clock_rules() -> Mapping[str, CountingRule]:
    """Every rule by its code, in force or not."""
    rows = json.loads(_FILE.read_text("utf-8"))["clocks"]
    return {row["code"]: _read_rule(row) for row in rows}


def is_in_force(rule: CountingRule | ClockExtension | ClockPause, day: date) -> bool:
    """Whether the law of a day has it."""
    return (rule.from_on is None or rule.from_on <= day) and (
        rule.to_on is None or day <= rule.to_on
    )


def list_rules_in_force(day: date) -> list[CountingRule]:
    """The rules that the law of a day has, in the order of the data."""
    return [rule for rule in list_clock_rules().values() if is_in_force(rule, day)]


def find_clock_rule(code: str, day: date) -> CountingRule:
    """The rule of a code that the law of a day has; raises NoSuchClockRule."""
    rule = list_clock_rules().get(code)
    if rule is None or not is_in_force(rule, day):
        raise NoSuchClockRule
    return rule


def say_words(words: Words, language: str) -> str:
    """The words in a language that is shown; in English where they have no other."""
    return words.get(language.partition("-")[0], words["en"])


def _read_rule(row: Mapping[str, Any]) -> CountingRule:
    return CountingRule(
        **{name: row[name] for name in ("code", "of", "label", "start", "length")},
        **{name: row[name] for name in ("unit", "count", "tells_victims", "is_ours")},
        **{name: row[name] for name in ("is_period", "warn_days")},
        **_read_law(row),
        extensions=tuple(
            ClockExtension(
                **{name: each[name] for name in ("code", "label", "by", "most")},
                unit=each["unit"],
                **_read_law(each),
            )
            for each in row["extensions"]
        ),
        pauses=tuple(
            ClockPause(
                **{name: each[name] for name in ("code", "label", "by")},
                **_read_law(each),
            )
            for each in row["pauses"]
        ),
    )


def _read_law(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "source": row["source"],
        "is_checked": row["checked"],
        "from_on": _read_day(row["from_on"]),
        "to_on": _read_day(row["to_on"]),
    }


def _read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
