"""How a generated investigation is lived: by the program's own actions."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from tests.cast import NOON, Cast
from tests.made.exhibits import TAKEN, register
from tests.made.intelligence import make_intelligence
from tests.made.room import MadeRoom, make_room
from tests.made.visits import make_find
from unhidden.access.context import acting_as
from unhidden.decision_log.actions.decisions import NewDecision, write_decision
from unhidden.investigations.models import Material
from unhidden.investigations.origins.actions.bringing import NewOrigin, add_origin
from unhidden.investigations.outcomes.actions.orders import NewOrder, record_order
from unhidden.investigations.outcomes.rules.orders import OrderDays
from unhidden.investigations.room.actions.queues import NewActionStep, move_action
from unhidden.investigations.unused.actions import answering, signing
from unhidden.investigations.unused.actions.describing import (
    NewDescription,
    NewSensitive,
    describe_items,
    mark_sensitive,
)
from unhidden.investigations.unused.actions.showing import open_source
from unhidden.investigations.unused.rules import axes
from unhidden.investigations.unused.rules.signing import MOST_AT_ONCE

_OPENABLE = 4
_LATER = NOON + timedelta(hours=1)
_BLOCK = 20


@dataclass(slots=True)
class CaseLife:
    """An investigation as it is lived; ``openable`` is what there is to be opened."""

    room: MadeRoom
    dice: random.Random
    begun_with: UUID
    openable: tuple[tuple[str, str, UUID], ...]
    secrets: Sequence[str] = ()
    _assessed: int = 0
    _acts: Mapping[str, Callable[[str, UUID], object]] = field(init=False)

    def __post_init__(self) -> None:
        self._acts = {
            "paper": self._register,
            "action": self._raise,
            "refusal": self._refuse,
            "statement": self._take,
            "interview": self._plan,
            "exhibit": self._seize,
            "decision": self._decide,
            "order": self._order,
            "referral": self._refer,
        }

    @property
    def id(self) -> UUID:
        """The investigation's."""
        return self.room.made.id

    def act(self, act: str, value: str, entry: UUID, times: int) -> None:
        """Let it come about; some of it twice, as by a button that is pressed twice."""
        if act == "open":
            for _ in range(times):
                self._open(entry)
        elif act != "begin":
            self._acts[act](value, entry)
            if act in ("paper", "action", "exhibit") and self.dice.random() < 0.1:
                self._acts[act](value, entry)

    def assess(self) -> None:
        """Decide everything of each item that is not decided yet, one way or another.

        Part is not relevant, part is evidence, part sensitive, the rest unused: in
        blocks, and by itself where it may meet the test.
        """
        made = self.room.made
        with acting_as(made.officer):
            count = Material.objects.filter(investigation_id=self.id).count()
        new = list(range(self._assessed + 1, count + 1))
        self._assessed = count
        self.dice.shuffle(new)
        tenth = len(new) // 10
        aside, used, sealed = new[:tenth], new[tenth : 3 * tenth], new[3 * tenth :][:5]
        shown = sorted(new[3 * tenth + 5 :])
        self._say(aside, "relevance", "not_relevant", reason="Another car wash.")
        self._say(used + sealed + shown, "relevance", "relevant")
        self._say(used, "use", "evidence")
        self._say(sealed + shown, "use", "unused")
        self._seal(sealed)
        self._say(shown, "sensitivity", "none_sensitive")
        alone = shown[::7]
        rest = sorted(set(shown) - set(alone))
        self._say(sealed, "test", "may_meet")
        self._say(alone, "test", "may_meet", reason="It speaks of the wages.")
        self._say(rest, "test", "not_met", reason="Nothing of the wages.")
        self._describe(alone, rest)

    def sign(self) -> int:
        """Answer for what is presumed, and sign; gives the version of the report."""
        told = self.room.made.by(self.room.made.officer, _LATER)
        for category in axes.list_categories():
            answering.answer_presumed(
                category=category, answer="none_exists", reason="", **told
            )
        return signing.sign_schedules(new=signing.NewSignature(), **told)

    def reveal(self) -> None:
        """What was signed goes to the prosecutor."""
        made = self.room.made
        signing.reveal_schedules(**made.by(made.officer, _LATER))

    def _say(self, numbers: Sequence[int], axis: str, value: str, **more: str) -> None:
        for start in range(0, len(numbers), MOST_AT_ONCE):
            some = list(numbers[start : start + MOST_AT_ONCE])
            self.room.made.decide(some, axis, value, **more)

    def _secret(self) -> str:
        return self.dice.choice(self.secrets) if self.secrets else ""

    def _register(self, value: str, entry: UUID) -> None:
        text = f"Monday: two; Tuesday: three. {self._secret()}"
        self.room.register(
            entry=entry, title=f"Rota {value[:8]}", text=text, is_looked_at=True
        )

    def _take(self, value: str, entry: UUID) -> None:
        text = f"He paid us nothing for March. {self._secret()}"
        self.room.take(
            entry=entry, title=f"Statement {value[:8]}", text=text, is_looked_at=True
        )

    def _plan(self, _value: str, entry: UUID) -> None:
        plan = f"The key, the wages, the passports. {self._secret()}"
        self.room.plan(entry=entry, plan=plan, is_looked_at=True)

    def _raise(self, value: str, entry: UUID) -> int:
        text = f"Find who held the key, {value[:8]}"
        return self.room.raise_action(entry=entry, text=text, is_looked_at=True)

    def _refuse(self, value: str, entry: UUID) -> None:
        number = self._raise(value, entry)
        made = self.room.made
        step = NewActionStep("refused", 1, words="They keep no such record.")
        move_action(number=number, new=step, **made.by(made.leader))

    def _seize(self, value: str, _entry: UUID) -> None:
        register(self.room.made, reference=value, seal=f"S-{value}", seized_at=TAKEN)

    def _order(self, value: str, _entry: UUID) -> None:
        made = self.room.made
        days = OrderDays(made_on=NOON.date())
        new = NewOrder(made.accused, "STRO", value, "Wrexham", days)
        record_order(new=new, **made.by(made.leader))

    def _refer(self, value: str, _entry: UUID) -> None:
        made = self.room.made
        new = NewOrigin("referral", reference=value, reason="The council sent it.")
        add_origin(new=new, **made.by(made.leader))

    def _decide(self, value: str, entry: UUID) -> None:
        leader = self.room.made.leader
        new = replace(_DECISION, id=entry, title=f"Search the office, {value[:8]}")
        write_decision(
            domain="investigation", subject_id=self.id, new=new, actor=leader, at=NOON
        )

    def _open(self, source_id: UUID) -> None:
        made = self.room.made
        (kind,) = (kind for kind, _, each in self.openable if each == source_id)
        open_source(kind=kind, source_id=source_id, **made.by(made.leader))

    def _seal(self, numbers: Sequence[int]) -> None:
        made = self.room.made
        for number in numbers:
            words = self._secret() or "Who told it is named in it"
            new = NewSensitive("informant_identity", f"It says: {words}", words)
            mark_sensitive(number=number, new=new, **made.by(made.officer))

    def _describe(self, alone: Sequence[int], rest: Sequence[int]) -> None:
        told = self.room.made.by(self.room.made.officer)
        for number in alone:
            new = NewDescription(f"Paper kept as number {number} in the folder")
            describe_items(numbers=[number], new=new, **told)
        for start in range(0, len(rest), _BLOCK):
            block = rest[start : start + _BLOCK]
            words = f"Papers of the company for the week {start // _BLOCK + 1}"
            new = NewDescription(words, is_block=len(block) > 1)
            describe_items(numbers=block, new=new, **told)


def make_life(cast: Cast, dice: random.Random, secrets: Sequence[str]) -> CaseLife:
    """An investigation that begins with a visit, and what else there is to be opened.

    That are other visits, and intelligence of an officer.
    """
    room = make_room(cast)
    with acting_as(room.made.leader):
        begun = Material.objects.get(investigation_id=room.made.id).source_id
    officer = cast.actor("officer")
    openable = [
        ("visit", "visits_visit", make_find(cast)) for _ in range(_OPENABLE // 2)
    ]
    openable += [
        (
            "intelligence",
            "intelligence_intelligencereport",
            make_intelligence(by=officer),
        )
        for _ in range(_OPENABLE)
    ]
    return CaseLife(room, dice, begun, tuple(openable), secrets)


_DECISION = NewDecision(
    id=UUID(int=0),
    decided_at=NOON,
    review_at=None,
    title="",
    information="The rota is kept there.",
    threat_and_risk="It may be burnt.",
    powers_and_policy="PACE, section 18.",
    options="To wait, or to go now.",
    rejected=(),
    action_and_review="The search team goes at six.",
    values="Fair to both.",
)
