"""People who investigate for the bench of cases, and what they open."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from django.db import connections
from django.utils import timezone

from tests.cast import Cast, make_cast
from unhidden.access.actor import Actor
from unhidden.access.policy import Purpose
from unhidden.config.environment import read_database
from unhidden.investigations import actions as investigations
from unhidden.investigations.models import OriginKind
from unhidden.investigations.origins.actions.bringing import NewOrigin
from unhidden.investigations.origins.actions.opening import open_from_referral
from unhidden.investigations.people.actions.adding import add_person
from unhidden.investigations.people.actions.roles import give_role
from unhidden.investigations.posts.actions.posts import NewRoomPost, give_post

#: Who leads, and who schedules: of a police force, and of another organisation.
LEADER, OFFICER = "investigator", "other_investigator"
#: Under it the tables are read past every rule, to check what the program says.
STORED = "stored"


@dataclass(frozen=True, slots=True)
class BenchCase:
    """An investigation, who leads it and who schedules its material."""

    id: UUID
    cast: Cast
    opened_at: datetime
    accused: tuple[UUID, ...] = ()

    @property
    def leader(self) -> Actor:
        """Its senior investigating officer."""
        return self.cast.actor(LEADER).doing(Purpose.INVESTIGATION)

    @property
    def officer(self) -> Actor:
        """Its disclosure officer."""
        return self.cast.actor(OFFICER).doing(Purpose.INVESTIGATION)

    def told(self, actor: Actor, at: datetime | None = None) -> dict[str, Any]:
        """What every action is told."""
        moment = at or timezone.now()
        return {"investigation_id": self.id, "actor": actor, "at": moment}


def make_case_cast() -> Cast:
    """Everybody whom the tests know, beside the demonstration; theirs is the desk."""
    address = os.environ["UNHIDDEN_BENCH_ADMIN"]
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute("update agencies_organisation set is_desk = false where is_desk")
    own = connections.settings["default"]
    connections.settings[STORED] = {**own, **read_database(address)}
    return make_cast(prefix="case_")


def open_case_file(cast: Cast, reference: str, *, accused: int = 1) -> BenchCase:
    """An investigation of a referral, with a disclosure officer and suspects."""
    case = BenchCase(_open(cast, reference), cast, timezone.now())
    told = case.told(case.leader)
    investigations.add_member(person_id=cast.people[OFFICER], **told)
    give_post(new=NewRoomPost(cast.people[OFFICER], "disclosure_officer"), **told)
    suspects = tuple(add_person(**told) for _ in range(accused))
    for each in suspects:
        give_role(person_id=each, role="suspect", **told)
    return BenchCase(case.id, cast, case.opened_at, suspects)


def _open(cast: Cast, reference: str) -> UUID:
    new = NewOrigin(OriginKind.REFERRAL, reference=reference, reason="Synthetic.")
    return open_from_referral(
        title="Synthetic investigation of a bench",
        grounds="Two people say that their pay is kept from them.",
        new=new,
        actor=cast.actor(LEADER),
        at=timezone.now(),
    )
