"""The tables of a roster as the plain values that its rules work on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from unhidden.access.actor import Actor
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.models import (
    CrewOutfit,
    PersonAbstraction,
    PersonAccreditation,
    RosterShift,
    TeamMember,
)
from unhidden.operations.rosters.queries.choices import code_of_skill
from unhidden.operations.rosters.queries.rest import list_rest_requirements
from unhidden.operations.rosters.rules.days import (
    CrewMember,
    CrewRide,
    HeldSkill,
    PersonAbsence,
    RosteredCrew,
    RosteredShift,
    RosterFacts,
)

_A_DAY = timedelta(days=1)


def collect_facts(viewer: Actor, of: OperationView) -> RosterFacts:
    """All that the roster is computed from.

    Among it the shifts that the same people have in other operations planned here, from
    the day before to the day after: they need their rest from those as well.
    """
    people = {one.person_id for team in of.teams for one in team.members}
    shifts = _shifts(of, people)
    return RosterFacts(
        crews=(*_crews(of), *_other_crews(of, shifts)),
        shifts=tuple(_shift(row) for row in shifts),
        absences=_absences(people, of.starts_on, of.ends_on),
        skills=_skills(people),
        requirements=list_rest_requirements(
            viewer=viewer,
            organisation_ids={
                one.organisation_id for team in of.teams for one in team.members
            },
        ),
        rides=_rides(of),
    )


def _rides(of: OperationView) -> tuple[CrewRide, ...]:
    rows = CrewOutfit.objects.filter(operation_id=of.id, vehicle__isnull=False)
    found = rows.order_by("team_id").values_list(
        "team_id", "vehicle_id", "vehicle__name", "vehicle__seats"
    )
    return tuple(CrewRide(*row) for row in found)


def _crews(of: OperationView) -> list[RosteredCrew]:
    return [
        RosteredCrew(
            team_id=team.id,
            name=team.name,
            members=tuple(
                CrewMember(
                    one.person_id, one.name, one.organisation_id, one.organisation_kind
                )
                for one in team.members
            ),
        )
        for team in of.teams
    ]


def _shifts(of: OperationView, people: Collection[UUID]) -> list[RosterShift]:
    days = Q(on__gte=of.starts_on - _A_DAY, on__lte=of.ends_on + _A_DAY)
    own = Q(operation_id=of.id)
    elsewhere = Q(
        team__in=TeamMember.objects.filter(person_id__in=people).values("team")
    )
    return list(
        RosterShift.objects.filter(days & (own | elsewhere)).order_by("on", "id")
    )


def _other_crews(
    of: OperationView, shifts: Collection[RosterShift]
) -> list[RosteredCrew]:
    """The crews of other operations that share people with this one's."""
    own = {team.id for team in of.teams}
    others = {row.team_id for row in shifts if row.team_id and row.team_id not in own}
    rows = TeamMember.objects.filter(team_id__in=others).select_related(
        "team", "person", "organisation"
    )
    found: dict[UUID, RosteredCrew] = {}
    for row in rows.order_by("team_id", "id"):
        known = found.get(row.team_id)
        member = CrewMember(
            row.person_id, row.person.name, row.organisation_id, row.organisation.kind
        )
        members = (*(known.members if known else ()), member)
        found[row.team_id] = RosteredCrew(row.team_id, row.team.name, members)
    return list(found.values())


def _shift(row: RosterShift) -> RosteredShift:
    return RosteredShift(
        on=row.on,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        team_id=row.team_id,
        person_id=row.person_id,
        is_reserve=row.is_reserve,
    )


def _absences(
    people: Collection[UUID], first: date, last: date
) -> tuple[PersonAbsence, ...]:
    rows = PersonAbstraction.objects.filter(
        person_id__in=people, from_on__lte=last + _A_DAY, to_on__gte=first
    )
    found = rows.order_by("from_on", "id").values_list("person_id", "from_on", "to_on")
    return tuple(PersonAbsence(*row) for row in found)


def _skills(people: Collection[UUID]) -> tuple[HeldSkill, ...]:
    rows = PersonAccreditation.objects.filter(person_id__in=people)
    return tuple(
        HeldSkill(
            person_id=row.person_id,
            organisation_id=row.organisation_id,
            code=code_of_skill(row.skill, row.language),
            expires_on=row.expires_on,
        )
        for row in rows.order_by("person_id", "skill", "language", "id")
    )
