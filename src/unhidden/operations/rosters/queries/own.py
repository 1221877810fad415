"""A crew member's own roster: when they work, with which crew, and with what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.frame.queries.crews import (
    WITH_SUPPORT,
    filter_crews,
    list_support,
)
from unhidden.operations.frame.queries.operations import name_of
from unhidden.operations.models import (
    CrewOutfit,
    OperationStatus,
    PlannedVisit,
    PlanStatus,
    RosterShift,
    TeamMember,
)
from unhidden.operations.policies import SEE
from unhidden.operations.rosters.queries.cards import OutfitCard, ShiftCard
from unhidden.operations.rosters.queries.resources import card_of_outfit
from unhidden.operations.rosters.queries.roster import card_of_shift


@dataclass(frozen=True, slots=True)
class OwnCrew:
    """A crew that somebody goes out with, and their hours in it, by day.

    Hours of their own stand in the place of the crew's.
    """

    operation_id: UUID
    team_id: UUID
    operation: str
    crew: str
    outfit: OutfitCard
    shifts: tuple[ShiftCard, ...]


@query
def list_own_crews(*, viewer: Actor, day: date) -> list[OwnCrew]:
    """The viewer's crews in operations that are not closed, with shifts from that day.

    For whoever is on a team of one, partners' staff too; the next operation first.
    """
    viewer.must(SEE)
    rows = TeamMember.objects.filter(
        person_id=viewer.person, organisation_id=viewer.organisation
    ).exclude(team__operation__status=OperationStatus.CLOSED)
    members = list(
        rows.select_related("team__operation").order_by(
            "team__operation__starts_on", "team__operation_id", "team__name", "id"
        )
    )
    outfits = _outfits(member.team_id for member in members)
    shifts = _shifts(members, day)
    return [
        OwnCrew(
            operation_id=member.team.operation_id,
            team_id=member.team_id,
            operation=name_of(member.team.operation),
            crew=member.team.name,
            outfit=outfits.get(member.team_id, OutfitCard()),
            shifts=tuple(shifts[member.team_id].values()),
        )
        for member in members
    ]


def _outfits(team_ids: Iterable[UUID]) -> dict[UUID, OutfitCard]:
    rows = CrewOutfit.objects.filter(team_id__in=list(team_ids))
    found = rows.select_related("vehicle", "start_place").order_by("id")
    return {row.team_id: card_of_outfit(row) for row in found}


def _shifts(
    members: Iterable[TeamMember], day: date
) -> dict[UUID, dict[date, ShiftCard]]:
    """Of each team its shifts by day, with the member's own where there are some."""
    teams = {member.team_id: member.team.operation_id for member in members}
    of_crews = RosterShift.objects.filter(team_id__in=teams, on__gte=day)
    own = RosterShift.objects.filter(
        person_id__in={member.person_id for member in members},
        operation_id__in=set(teams.values()),
        on__gte=day,
    )
    theirs: dict[UUID, dict[date, ShiftCard]] = defaultdict(dict)
    for row in own.order_by("on", "id"):
        theirs[row.operation_id][row.on] = card_of_shift(row)
    found: dict[UUID, dict[date, ShiftCard]] = defaultdict(dict)
    for row in of_crews.order_by("on", "id"):
        if row.team_id is not None:
            instead = theirs[row.operation_id].get(row.on)
            found[row.team_id][row.on] = instead or card_of_shift(row)
    return found


@dataclass(frozen=True, slots=True)
class OwnShift:
    """Hours in which somebody goes out with a crew; ``id`` is the roster's for them.

    Where the roster has none for a day with visits, the day itself is the shift.
    """

    id: UUID
    operation_id: UUID
    team_id: UUID
    starts_at: datetime
    ends_at: datetime

    @property
    def begins_on(self) -> date:
        return timezone.localdate(self.starts_at)


@query
def list_own_shifts(*, viewer: Actor, from_on: date, until_on: date) -> list[OwnShift]:
    """The viewer's hours in operations that run, in the order in which they begin.

    Hours of their own stand in the place of the crew's, and a day off has none.
    """
    viewer.must(SEE)
    days = {"on__gte": from_on, "on__lte": until_on}
    members = TeamMember.objects.filter(
        person_id=viewer.person,
        organisation_id=viewer.organisation,
        team__operation__status=OperationStatus.RUNNING,
    ).select_related("team")
    teams = {member.team_id: member.team.operation_id for member in members}
    of_crews = RosterShift.objects.filter(team_id__in=teams, **days)
    own = RosterShift.objects.filter(
        person_id=viewer.person, operation_id__in=set(teams.values()), **days
    )
    instead = {(row.operation_id, row.on): row for row in own.order_by("id")}
    found: list[OwnShift] = []
    for row in of_crews.order_by("id"):
        hours = instead.get((row.operation_id, row.on), row)
        if row.team_id and hours.starts_at and hours.ends_at:
            found.append(_own_shift(row, row.team_id, hours))
    known = {(one.team_id, one.begins_on) for one in found} | {
        (team_id, on)
        for operation_id, on in instead
        for team_id, of in teams.items()
        if of == operation_id
    }
    planned = _days_without_hours(teams, known, days)
    return sorted([*found, *planned], key=lambda one: (one.starts_at, str(one.id)))


def _own_shift(row: RosterShift, team_id: UUID, hours: RosterShift) -> OwnShift:
    """A crew's shift by these hours, which may end on the next day."""
    first, last = hours.starts_at or time.min, hours.ends_at or time.min
    return OwnShift(
        id=row.id,
        operation_id=row.operation_id,
        team_id=team_id,
        starts_at=_at(row.on, first),
        ends_at=_at(row.on + timedelta(days=last <= first), last),
    )


def _days_without_hours(
    teams: Mapping[UUID, UUID], known: Collection[tuple[UUID, date]], days: Any
) -> Iterator[OwnShift]:
    """A shift of each day on which a crew has visits, and nobody set any hours."""
    set_days = RosterShift.objects.filter(operation_id__in=set(teams.values()), **days)
    decided = {(row.team_id, row.on) for row in set_days.order_by("id")}
    visits = PlannedVisit.objects.filter(
        filter_crews(list(teams)), status=PlanStatus.PLANNED, **days
    ).prefetch_related(WITH_SUPPORT)
    of_days = {
        (team_id, row.on)
        for row in visits.order_by("id")
        for team_id in (row.team_id, *(one.id for one in list_support(row)))
        if team_id is not None and team_id in teams
    }
    for team_id, on in of_days - decided - set(known):
        yield OwnShift(
            id=uuid5(team_id, on.isoformat()),
            operation_id=teams[team_id],
            team_id=team_id,
            starts_at=_at(on, time.min),
            ends_at=_at(on + timedelta(days=1), time.min),
        )


def _at(on: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(on, clock))
