"""Until when an item is kept: the longest rule wins, and a hold stops all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dateutil.relativedelta import relativedelta

from unhidden.investigations.outcomes.rules.law import (
    RetentionRule,
    is_in_force,
    list_retention_rules,
)


@dataclass(frozen=True, slots=True)
class RetentionFacts:
    """What the days of keeping depend on: what came of each accused, and orders.

    ``undecided`` where somebody was accused of whom nothing is decided, or nobody was;
    ``charged`` where somebody is charged and it goes on; ``convicted_on`` the last
    conviction; ``order_ends`` by the order's record, none until further order.
    """

    last_event: date
    is_undecided: bool
    is_charged: bool
    convicted_on: date | None = None
    order_ends: Mapping[object, date | None] = field(default_factory=dict)
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptUntil:
    """Until when something is kept, by which rule; no day while nobody knows one.

    ``at_least`` is the latest day that any rule gives, whatever else is open.
    """

    until: date | None
    rule: RetentionRule | None
    at_least: date | None
    hold: str = ""

    def may_go(self, day: date) -> bool:
        """Whether no rule keeps it on a day any more."""
        return not self.hold and self.until is not None and self.until < day


@dataclass(frozen=True, slots=True)
class SuspectOutcome:
    """One outcome that stands: for whom, what, on which day."""

    person: object
    kind: str
    on: date


_DECIDED = {"acquitted", "convicted", "no_action", "discontinued"}


def find_kept_until(
    kind: str, source: object, facts: RetentionFacts, law: date
) -> KeptUntil:
    """Until when an item of a kind of material is kept; ``source`` is its record."""
    applying = [
        (rule, _count(rule, source, facts))
        for rule in list_retention_rules()
        if (not rule.kinds or kind in rule.kinds)
        and is_in_force(rule, law)
        and _holds(rule.when, source, facts)
    ]
    days = [day for _rule, day in applying if day is not None]
    at_least = max(days, default=None)
    open_rules = [rule for rule, day in applying if day is None]
    hold = facts.holds[0] if facts.holds else ""
    if open_rules:
        return KeptUntil(None, open_rules[0], at_least, hold)
    longest = next((rule for rule, day in applying if day == at_least), None)
    return KeptUntil(at_least, longest, at_least, hold)


def gather_facts(
    outcomes: Sequence[SuspectOutcome],
    suspects: Iterable[object],
    *,
    opened_on: date,
    order_ends: Mapping[object, date | None],
    holds: tuple[str, ...],
) -> RetentionFacts:
    """What the outcomes that stand say of an investigation.

    Nothing is decided of somebody of whom nobody recorded an outcome; an investigation
    with nobody accused is undecided too.
    """
    by_person: dict[object, set[str]] = {one: set() for one in suspects}
    for each in outcomes:
        by_person.setdefault(each.person, set()).add(each.kind)
    kinds = list(by_person.values())
    ended = [each.on for each in outcomes if each.kind == "convicted"]
    days = [each.on for each in outcomes]
    days += [day for day in order_ends.values() if day is not None]
    return RetentionFacts(
        last_event=max([opened_on, *days]),
        is_undecided=not kinds
        or any(not one & _DECIDED and "charged" not in one for one in kinds),
        is_charged=any("charged" in one and not one & _DECIDED for one in kinds),
        convicted_on=max(ended, default=None),
        order_ends=order_ends,
        holds=holds,
    )


def _holds(when: str, source: object, facts: RetentionFacts) -> bool:
    return {
        "always": True,
        "undecided": facts.is_undecided,
        "charged": facts.is_charged,
        "convicted": facts.convicted_on is not None,
        "order": source in facts.order_ends,
    }[when]


def _count(rule: RetentionRule, source: object, facts: RetentionFacts) -> date | None:
    if rule.length is None:
        return None
    start = {
        "convicted": facts.convicted_on,
        "last_event": facts.last_event,
        "order_ends": facts.order_ends.get(source),
    }[rule.counts_from]
    if start is None:
        return None
    return start + relativedelta(**{rule.unit: rule.length})  # type: ignore[arg-type]
