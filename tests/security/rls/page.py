"""A colleague's page, and what the words of promises mean there, without the wall."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from tests.security.rls import matrix, promises, states, world
from tests.security.rls.promise import BY_RECORD
from tests.security.rls.states import STATES
from tests.security.rls.world import World
from unhidden.access.policy import (
    DOMAINS_OF_PURPOSE,
    RIGHTS,
    Action,
    Category,
    Purpose,
)
from unhidden.access.rls import walls


@dataclass
class Page:
    """One role at one task, and what the promises' words mean there."""

    made: World
    role: str
    purpose: str

    @cached_property
    def words(self) -> Mapping[str, object]:
        domains, rights = DOMAINS_OF_PURPOSE[Purpose(self.purpose)], RIGHTS[self.role]
        held = [
            f"{domain}:{action}"
            for domain, actions in rights.organisation.items()
            if domain in domains
            for action in actions
        ]
        return {
            "me": states.PERSON,
            "own": states.OWN,
            "role": str(self.role),
            "purpose": str(self.purpose),
            "domains": [str(each) for each in domains],
            "rights": held + [f"{each}:read" for each in rights.oversees & domains],
            "reviews": [str(each) for each in rights.reviews & domains],
            "seen": self._decided(Action.READ),
            "managed": self._decided(Action.MANAGE),
            "let_in": self._records(self._is_let_in),
            "on_team": self._records(lambda state: self._is_let_in(state, "team")),
            "unkept": self._records(lambda state: not state.is_excluded, every=True),
            "unclosed": self._records(
                lambda state: (
                    not state.is_excluded and state.sensitivity <= states.CLEARANCE
                ),
                every=True,
            ),
        }

    @cached_property
    def expected(self) -> matrix.Expected:
        asking = world.asking(self.role, self.purpose, self.made.at)
        return matrix.Expected(asking, self.made)

    def meant(self, condition: str) -> tuple[str, dict[str, object]]:
        """A promise's condition as SQL, with the rows of other tables it names."""
        words = dict(self.words)
        for table, promise in promises.TABLES.items():
            if f"{{{table}}}" not in condition:
                continue
            if promise.reads == BY_RECORD:
                _, ids = self.made.told_by(table)
                seen = self.expected.rows(table, Action.READ)
                words[table] = [each for each, number in ids.items() if number in seen]
                rows = f"select unnest(%({table})s::uuid[])"
            else:
                inner, more = self.meant(promise.reads)
                words |= more
                rows = f"select t.id from {table} t where ({inner})"
            condition = condition.replace(f"{{{table}}}", rows)
        return condition, words

    def _decided(self, action: str) -> list[object]:
        return [
            each
            for table, head in walls.list_head_tables(self.made.tables)
            for each, number in self.made.number_of(table).items()
            if number
            in self.expected.allowed(head.domain, action, Category.OPERATIONAL)
        ]

    def _records(
        self, is_so: Callable[[states.State], bool], *, every: bool = False
    ) -> list[object]:
        domains = DOMAINS_OF_PURPOSE[Purpose(self.purpose)]
        return [
            each
            for table, head in walls.list_head_tables(self.made.tables)
            if every or head.domain in domains
            for each, number in self.made.number_of(table).items()
            if is_so(STATES[number])
        ]

    def _is_let_in(self, state: states.State, basis: str = "") -> bool:
        return not state.is_excluded and any(
            (not let.purposes or self.purpose in let.purposes)
            and (let.until_at is None or let.until_at > self.made.at)
            and basis in ("", let.basis)
            for let in state.lets(self.made.at)
        )


_PAGES: dict[datetime, list[Page]] = {}


def pages_of(made: World) -> list[Page]:
    """Kept for each world: what a page means takes a while to work out."""
    if made.at not in _PAGES:
        _PAGES[made.at] = [
            Page(made, role, purpose)
            for role, rights in RIGHTS.items()
            for purpose in sorted(rights.purposes)
        ]
    return _PAGES[made.at]
