"""The seven axes of an item: what may follow what, by whom, with what beside it.

The rows are data (``investigations/data/unused_rules.json``), each with its source and
whether its words were checked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from unhidden.lib.refusals import ActionRefused

_FILE = Path(__file__).parents[2] / "data" / "unused_rules.json"
TEAM, SCHEDULERS, SIGNING = "team", "schedule", "signing"
ASSESSED = ("relevance", "use", "sensitivity", "test")


class NoSuchStep(ActionRefused):
    """The item does not go there from what is decided of it on that axis."""


class StepTooEarly(ActionRefused):
    """Something else is to be decided of the item first; ``axis`` is what."""

    def __init__(self, axis: str) -> None:
        super().__init__(axis)
        self.axis = axis


class StepNeeds(ActionRefused):
    """The step needs something said beside it; ``what`` is which."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class NotOfThisPost(ActionRefused):
    """Only a disclosure officer decides that."""


class DecidedAlone(ActionRefused):
    """Another person must agree that an item is not sensitive any more."""


@dataclass(frozen=True, slots=True)
class AxisRule:
    """An axis: where every item starts, and whether it is decided per accused."""

    axis: str
    start: str
    is_per_accused: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TransitionRule:
    """A step on an axis; ``by`` is the team, those who schedule, or a signing.

    ``where`` says what must be decided on other axes, ``needs`` what is said with it.
    """

    axis: str
    begins: tuple[str, ...]
    ends: str
    by: str
    needs: tuple[str, ...]
    where: Mapping[str, tuple[str, ...]]
    source: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class AxisStep:
    """What somebody wants to decide, and what they say with it.

    ``has_copy`` says that it names the SHA-256 of a copy; ``decided_before_by`` is who
    took the step before on that axis.
    """

    axis: str
    value: str
    accused: UUID | None = None
    code: str = ""
    has_reason: bool = False
    has_copy: bool = False
    has_sealed: bool = False
    may_schedule: bool = False
    person: UUID | None = None
    decided_before_by: UUID | None = None


# What is decided of an item: by axis, and by accused where it is per accused.
Values = Mapping[tuple[str, UUID | None], str]


@cache
def read_rules() -> Mapping[str, Any]:
    """The file of rules."""
    found: Mapping[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


@cache
def list_axes() -> Mapping[str, AxisRule]:
    """The seven axes in order."""
    return {
        row["axis"]: AxisRule(
            row["axis"], row["start"], row["per_accused"], tuple(row["values"])
        )
        for row in read_rules()["axes"]
    }


@cache
def list_transitions() -> tuple[TransitionRule, ...]:
    """Every step that there is."""
    return tuple(
        TransitionRule(
            axis=row["axis"],
            begins=tuple(row["from"]),
            ends=row["to"],
            by=row["by"],
            needs=tuple(row["needs"]),
            where={axis: tuple(able) for axis, able in row["where"].items()},
            source=row["source"],
            is_checked=row["checked"],
        )
        for row in read_rules()["transitions"]
    )


@cache
def _transition(axis: str, begins: str, ends: str) -> TransitionRule | None:
    able = (
        rule
        for rule in list_transitions()
        if rule.axis == axis and rule.ends == ends and begins in rule.begins
    )
    return next(able, None)


def value_of(values: Values, axis: str, accused: UUID | None = None) -> str:
    """What is decided on an axis; where it starts, if nothing is."""
    return values.get((axis, accused), list_axes()[axis].start)


def check_step(values: Values, step: AxisStep) -> TransitionRule:
    """The rule by which the step may be taken.

    Raises NoSuchStep, NotOfThisPost, StepTooEarly, StepNeeds, DecidedAlone.
    """
    axis = list_axes().get(step.axis)
    if axis is None or axis.is_per_accused != (step.accused is not None):
        raise NoSuchStep
    rule = _transition(step.axis, value_of(values, step.axis, step.accused), step.value)
    if rule is None or rule.by == SIGNING:
        raise NoSuchStep
    if rule.by == SCHEDULERS and not step.may_schedule:
        raise NotOfThisPost
    _check_before(values, rule, step.accused)
    _check_needs(rule, step)
    return rule


def _check_before(values: Values, rule: TransitionRule, accused: UUID | None) -> None:
    """Raise StepTooEarly for the first axis that is not decided as the rule wants."""
    axes = list_axes()
    for other, able in rule.where.items():
        of = accused if axes[other].is_per_accused else None
        if value_of(values, other, of) not in able:
            raise StepTooEarly(other)


def _check_needs(rule: TransitionRule, step: AxisStep) -> None:
    said = {
        "reason": step.has_reason,
        "sealed": step.has_sealed,
        "category": step.code in list_categories(),
        "reference": bool(step.code),
        "copy": step.has_copy,
        "order_day": _is_day(step.code),
    }
    for need in rule.needs:
        if need == "another":
            if step.person is None or step.person == step.decided_before_by:
                raise DecidedAlone
        elif not said[need]:
            raise StepNeeds(need)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@cache
def list_categories() -> tuple[str, ...]:
    """The categories of material that is presumed to meet the test."""
    return tuple(read_rules()["presumed"]["categories"])


def is_presumption_in_force(day: date) -> bool:
    """Whether the presumption of the Code of Practice is in force on a day."""
    return day >= date.fromisoformat(read_rules()["presumed"]["from_on"])


@cache
def list_sensitive_reasons() -> tuple[str, ...]:
    """The codes of why an item may be sensitive; each item is judged by itself."""
    return tuple(read_rules()["sensitive_reasons"]["codes"])


@dataclass(frozen=True, slots=True)
class CertificateWords:
    """What a disclosure officer certifies, in one language."""

    version: int
    statements: tuple[str, ...]
    is_checked: bool


def find_certificate(day: date, language: str, version: int = 0) -> CertificateWords:
    """The words in use on a day, or those of a version that was signed."""
    rows = read_rules()["certificate"]
    begun = [row for row in rows if date.fromisoformat(row["from_on"]) <= day] or rows
    row = next((row for row in rows if row["version"] == version), begun[-1])
    words = row["statements"]
    return CertificateWords(
        row["version"], tuple(words.get(language, words["en"])), row["checked"]
    )
