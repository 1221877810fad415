"""Broken builds of the program, as a hurried change could leave it.

Each is switched on while a few lives are played; the checker has to notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from unhidden.audit import actions as audit
from unhidden.safeguarding.frame import actions as frame
from unhidden.safeguarding.people.actions import team
from unhidden.safeguarding.transfers import rules
from unhidden.safeguarding.transfers.actions import moving
from unhidden.sharing import actions as sharing
from unhidden.sharing import queries as members
from unhidden.sharing.actions import shares
from unhidden.vault import actions as vault


@dataclass(frozen=True, slots=True)
class BrokenBuild:
    """One way in which the program may be broken, and what takes the place of what."""

    name: str
    owner: Any
    attribute: str
    instead: Callable[..., Any]

    @contextmanager
    def switched_on(self) -> Iterator[None]:
        """The program is broken meanwhile."""
        with mock.patch.object(self.owner, self.attribute, self.instead):
            yield


def _nothing(*_: object, **__: object) -> int:
    return 0


def _no_keys(*_: object, **__: object) -> frozenset[object]:
    return frozenset()


def _nobody(*_: object, **__: object) -> set[object]:
    return set()


_organisations_of = frame.organisations_of
_record_event = audit.record_event


def _lead_alone(case: Any, *_: object) -> set[object]:
    return {case.lead_id}


def _every_table(_items: object) -> set[str]:
    return {table for item in rules.ITEMS for table in rules.ITEMS[item][1]}


def _twice(**event: Any) -> None:
    _record_event(**event)
    if event["name"] == "safeguarding.deadline_passed":
        _record_event(**event)


def _not_told(**event: Any) -> None:
    if event["name"] != "safeguarding.deadline_passed":
        _record_event(**event)


class _OneTooMany:
    """Whoever was on any case before is sealed for in the next one."""

    def __init__(self) -> None:
        self._before: set[object] = set()

    def __call__(self, *given: Any) -> set[object]:
        now = set(_organisations_of(*given))
        found, self._before = now | self._before, self._before | now
        return found


BROKEN = (
    BrokenBuild("withdrawal_keeps_shares", sharing, "end_unconsented", _nothing),
    BrokenBuild("leaving_keeps_keys", team, "_end_keys", _nothing),
    BrokenBuild("joining_gives_no_keys", vault, "let_in", _no_keys),
    BrokenBuild("sealed_for_lead_alone", frame, "organisations_of", _lead_alone),
    BrokenBuild("receivers_forgotten", members, "find_receivers", _nobody),
    BrokenBuild("sealed_for_others", frame, "organisations_of", _OneTooMany()),
    BrokenBuild("offer_gives_no_keys", shares, "_let_in_to_sealed", _nothing),
    BrokenBuild("left_too_early", team, "organisations_of", _lead_alone),
    BrokenBuild("move_gives_no_keys", moving, "let_in_next", _nothing),
    BrokenBuild("move_passes_all", rules, "find_tables", _every_table),
    BrokenBuild("alerts_twice", audit, "record_event", _twice),
    BrokenBuild("alerts_lost", audit, "record_event", _not_told),
)
