"""An investigation with a disclosure officer, an accused and items of material."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tests.cast import NOON, Cast
from tests.made.visits import make_find
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.access.policy import Purpose
from unhidden.investigations import actions
from unhidden.investigations.frame.actions import (
    NewMaterial,
    enter_material,
    hold_open_investigation,
)
from unhidden.investigations.origins.actions.opening import open_from_visit
from unhidden.investigations.people.actions.adding import add_person
from unhidden.investigations.people.actions.roles import give_role
from unhidden.investigations.posts.actions.posts import NewRoomPost, give_post
from unhidden.investigations.unused.actions.deciding import (
    NewMaterialDecision,
    decide_items,
)

OFFICER, LEADER = "other_investigator", "investigator"


@dataclass(frozen=True, slots=True)
class MadeUnused:
    """An investigation; its first item is the visit that it began with."""

    id: UUID
    accused: UUID
    cast: Cast

    @property
    def officer(self) -> Actor:
        """Its disclosure officer."""
        return self.cast.actor(OFFICER).doing(Purpose.INVESTIGATION)

    @property
    def leader(self) -> Actor:
        """Its senior investigating officer, who schedules nothing."""
        return self.cast.actor(LEADER).doing(Purpose.INVESTIGATION)

    def by(self, actor: Actor, at: datetime = NOON) -> dict[str, Any]:
        """What every action is told."""
        return {"investigation_id": self.id, "actor": actor, "at": at}

    def enter(self, count: int, kind: str = "paper") -> None:
        """More items of a kind."""
        with acting_as(self.leader):
            head = hold_open_investigation(self.id, self.leader)
            for _ in range(count):
                new = NewMaterial(kind, uuid4())
                enter_material(head, new, actor=self.leader, at=NOON)

    def decide(self, numbers: list[int], axis: str, value: str, **more: Any) -> int:
        """The officer decides items."""
        at = more.pop("at", NOON)
        if axis in ("test", "prosecutor", "service"):
            more.setdefault("accused", (self.accused,))
        new = NewMaterialDecision(axis, value, **more)
        return decide_items(numbers=numbers, new=new, **self.by(self.officer, at))

    def assess(self, numbers: list[int]) -> None:
        """Relevant, unused, not sensitive, and not met for the accused."""
        self.decide(numbers, "relevance", "relevant")
        self.decide(numbers, "use", "unused")
        self.decide(numbers, "sensitivity", "none_sensitive")
        self.decide(numbers, "test", "not_met", reason="Says nothing of the wages.")


def make_unused(cast: Cast) -> MadeUnused:
    """Opened from a visit, with an officer of another force and one accused."""
    investigation_id = open_from_visit(
        visit_id=make_find(cast),
        title="Wages withheld at a car wash",
        grounds="Two people say that their pay is kept from them.",
        actor=cast.actor(LEADER),
        at=NOON,
    )
    told: dict[str, Any] = {
        "investigation_id": investigation_id,
        "actor": cast.actor(LEADER),
        "at": NOON,
    }
    actions.add_member(person_id=cast.people[OFFICER], **told)
    give_post(new=NewRoomPost(cast.people[OFFICER], "disclosure_officer"), **told)
    accused = add_person(**told)
    give_role(person_id=accused, role="suspect", **told)
    return MadeUnused(investigation_id, accused, cast)
