"""A crew member's own roster: when they work, with which crew, and with what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.frame.queries.operations import name_of
from unhidden.operations.models import (
    CrewOutfit,
    OperationStatus,
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
