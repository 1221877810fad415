"""Teams, members with key rings, and sealed rows, without a cast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar
from uuid import UUID, uuid4

from tests.cast import NOON
from tests.support.roles import as_role
from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.agencies.models import Engagement, Organisation, Person
from unhidden.reporting.models import Report
from unhidden.vault import actions, rings
from unhidden.vault.models import Generation, MemberKey, RecordKey
from unhidden.vault.rings import KeyRing

SECRET = "a long secret of somebody's"
WORDS = "She is kept above the nail bar."
SYSTEM = Actor(None, None, frozenset(), role="system", purpose="system_admin")
P = ParamSpec("P")
R = TypeVar("R")


def by_system(function: Callable[P, R]) -> Callable[P, R]:
    """As the system does it when it sets people up."""

    @wraps(function)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        with context.acting_as(SYSTEM):
            return function(*args, **kwargs)

    return inside


@dataclass(frozen=True, slots=True)
class Unringed:
    """Somebody acting for an organisation whose key ring is not unlocked."""

    organisation_id: UUID | None
    keys: None = None


@by_system
def make_team() -> UUID:
    """An organisation's new team, still held by the server."""
    team_id = uuid4()
    name = team_id.hex
    Organisation(
        id=team_id, code=name, name_en=name, name_cy=name, kind="charity"
    ).save(force_insert=True)
    actions.create_team(team_id=team_id, at=NOON)
    return team_id


@by_system
def make_person(team_id: UUID | None = None) -> UUID:
    """Somebody new without keys, engaged at the team's organisation if one is given."""
    person_id = uuid4()
    Person(id=person_id, email=f"{person_id}@example.org", name="Somebody").save(
        force_insert=True
    )
    if team_id:
        engage(person_id, team_id)
    return person_id


@by_system
def engage(person_id: UUID, team_id: UUID) -> None:
    """From now on they act for the team's organisation."""
    engagement_of(person_id, team_id).save(force_insert=True)


def engagement_of(person_id: UUID, team_id: UUID) -> Engagement:
    """That they act for the team's organisation, approved and not yet kept."""
    return Engagement(
        person_id=person_id,
        organisation_id=team_id,
        role="analyst",
        from_on=NOON.date(),
        asked_at=NOON,
        approved_at=NOON,
    )


@by_system
def make_member(team_id: UUID | None = None, *, secret: str = SECRET) -> KeyRing:
    """Somebody new with an unlocked ring, who came to the team if one is given."""
    person_id = make_person(team_id)
    actions.create_member(person_id=person_id, secret=secret, at=NOON)
    if team_id:
        actions.join_team(team_id=team_id, person_id=person_id, at=NOON)
    return rings.unlock_ring(person_id=person_id, secret=secret)


@by_system
def make_finished(team_id: UUID | None = None) -> tuple[UUID, KeyRing]:
    """A team whose set-up is finished, and its only member."""
    team_id = team_id or make_team()
    ring = make_member(team_id)
    actions.finish_set_up(team_id=team_id, by=ring, at=NOON)
    return team_id, ring


def make_row(*teams: UUID, text: str = WORDS) -> Report:
    """A row with something sealed to the teams, kept as the public site keeps it."""
    row = Report(
        form_key=uuid4(),
        receipt_digest=uuid4().hex,
        received_on=NOON.date(),
        active_on=NOON.date(),
        language="en",
        form_version=1,
        urgency="routine",
        desk_id=teams[0],
    )
    with as_role("public"):
        row.sealed_answers = actions.seal_field(
            row, "sealed_answers", text, teams=teams
        )
        row.save(force_insert=True)
    return Report.objects.using("stored").get(id=row.id)


def generations(team_id: UUID) -> list[int]:
    """The ids of a team's generations, oldest first."""
    rows = Generation.objects.using("stored").filter(team_id=team_id).order_by("number")
    return list(rows.values_list("id", flat=True))


def of_team(team_id: UUID) -> set[int]:
    """The generations to which the team's record keys are sealed."""
    rows = RecordKey.objects.using("stored").filter(team_id=team_id)
    return set(rows.values_list("generation_id", flat=True))


def kept_keys(ring: KeyRing) -> set[int]:
    """The generations whose private half lies sealed to this member."""
    rows = MemberKey.objects.using("stored").filter(member_id=ring.person_id)
    return set(rows.values_list("generation_id", flat=True))
