"""How long people rest between shifts and within one, by rules that are data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class BreakStep:
    """A break that is due once somebody works so long."""

    from_minutes: int
    minutes: int


@dataclass(frozen=True, slots=True)
class RestRequirement:
    """One rule of rest: what it asks for, of whom, since when, and who says so.

    ``kinds`` are kinds of organisations, none standing for all; ``organisation_id`` is
    that of an organisation's own rule. ``is_checked``: somebody compared it with its
    source. ``id`` is None for a rule of the law.
    """

    source: str
    from_on: date
    to_on: date | None = None
    rest_minutes: int = 0
    breaks: tuple[BreakStep, ...] = ()
    longest_minutes: int | None = None
    kinds: frozenset[str] = frozenset()
    organisation_id: UUID | None = None
    is_checked: bool = False
    id: UUID | None = None

    def is_in_force(self, on: date) -> bool:
        """Whether it holds on that day."""
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)

    def binds_organisation(self, organisation_id: UUID, kind: str, on: date) -> bool:
        """Whether an organisation of that kind is held to it on that day."""
        if self.organisation_id is not None:
            is_theirs = self.organisation_id == organisation_id
        else:
            is_theirs = not self.kinds or kind in self.kinds
        return is_theirs and self.is_in_force(on)

    def break_for(self, worked: int) -> int:
        """The minutes of break that are due in a shift of that length."""
        due = [step.minutes for step in self.breaks if worked >= step.from_minutes]
        return max(due, default=0)


def longest_rest(rules: Iterable[RestRequirement]) -> RestRequirement | None:
    """The rule that asks for the longest rest between shifts; None without any."""
    asking = [rule for rule in rules if rule.rest_minutes]
    return max(asking, key=lambda rule: rule.rest_minutes, default=None)


def shortest_limit(rules: Iterable[RestRequirement]) -> RestRequirement | None:
    """The rule that allows the shortest shift; None where none limits it."""
    limits = [rule for rule in rules if rule.longest_minutes is not None]
    return min(limits, key=lambda rule: rule.longest_minutes or 0, default=None)


def longest_break(rules: Iterable[RestRequirement], worked: int) -> int:
    """The minutes of break that every one of the rules is content with."""
    return max((rule.break_for(worked) for rule in rules), default=0)
