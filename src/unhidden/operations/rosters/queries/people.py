"""The people of an operation's crews: what they can do, and when they are away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.operations.frame.queries.cards import MemberCard, OperationView
from unhidden.operations.frame.queries.operations import get_operation
from unhidden.operations.models import (
    PersonAbstraction,
    PersonAccreditation,
    RosterShift,
)
from unhidden.operations.policies import PLAN
from unhidden.operations.rosters.queries import choices
from unhidden.operations.rosters.queries.cards import (
    AbsenceCard,
    PersonCard,
    ShiftCard,
    SkillCard,
)
from unhidden.operations.rosters.queries.roster import card_of_shift


@query
def list_people(*, viewer: Actor, operation_id: UUID, day: date) -> list[PersonCard]:
    """The people on an operation's teams, by name; raises Absent.

    All of them for who plans it; their own colleagues for another planner who sees it.
    Skills are judged as of ``day``, or of the operation's last day before that.
    """
    viewer.must(PLAN)
    of = get_operation(viewer=viewer, operation_id=operation_id)
    known = _members(of, viewer)
    skills = _skills(known, min(day, of.ends_on), viewer)
    absences, shifts = _absences(known), _shifts(operation_id)
    return [
        _card(one, crews, skills, absences, shifts)
        for one, crews in sorted(
            known.values(), key=lambda pair: (pair[0].name, str(pair[0].person_id))
        )
    ]


@query
def get_person(
    *, viewer: Actor, operation_id: UUID, person_id: UUID, day: date
) -> PersonCard:
    """One of them; raises Absent."""
    people = list_people(viewer=viewer, operation_id=operation_id, day=day)
    for person in people:
        if person.person_id == person_id:
            return person
    raise Absent


_Members = dict[UUID, tuple[MemberCard, tuple[str, ...]]]


def _members(of: OperationView, viewer: Actor) -> _Members:
    """Everybody whom the viewer may keep, with the names of their crews."""
    found: _Members = {}
    for team in of.teams:
        for one in team.members:
            if of.is_managed or one.organisation_id == viewer.organisation_id:
                crews = found[one.person_id][1] if one.person_id in found else ()
                found[one.person_id] = (one, (*crews, team.name))
    return found


def _skills(
    people: Iterable[UUID], day: date, viewer: Actor
) -> dict[UUID, list[SkillCard]]:
    found: dict[UUID, list[SkillCard]] = defaultdict(list)
    rows = PersonAccreditation.objects.filter(person_id__in=list(people))
    rows = rows.select_related("noted_by")
    for row in rows.order_by("skill", "language", "id"):
        code = choices.code_of_skill(row.skill, row.language)
        found[row.person_id].append(
            SkillCard(
                id=row.id,
                code=code,
                label=choices.label_of_skill(code),
                expires_on=row.expires_on,
                is_over=row.expires_on is not None and row.expires_on < day,
                noted_by=agencies.name_of(row.noted_by) if row.noted_by else "",
                is_ours=viewer.organisation in (row.organisation_id, row.noted_by_id),
            )
        )
    return found


def _absences(people: Iterable[UUID]) -> dict[UUID, list[AbsenceCard]]:
    found: dict[UUID, list[AbsenceCard]] = defaultdict(list)
    rows = PersonAbstraction.objects.filter(person_id__in=list(people))
    for row in rows.order_by("from_on", "id"):
        card = AbsenceCard(row.id, row.get_kind_display(), row.from_on, row.to_on)
        found[row.person_id].append(card)
    return found


def _shifts(operation_id: UUID) -> dict[UUID | None, list[ShiftCard]]:
    found: dict[UUID | None, list[ShiftCard]] = defaultdict(list)
    rows = RosterShift.objects.filter(operation_id=operation_id, person__isnull=False)
    for row in rows.order_by("on", "id"):
        found[row.person_id].append(card_of_shift(row))
    return found


def _card(
    one: MemberCard,
    crews: tuple[str, ...],
    skills: dict[UUID, list[SkillCard]],
    absences: dict[UUID, list[AbsenceCard]],
    shifts: dict[UUID | None, list[ShiftCard]],
) -> PersonCard:
    return PersonCard(
        person_id=one.person_id,
        name=one.name,
        organisation_id=one.organisation_id,
        organisation=one.organisation,
        crews=crews,
        skills=tuple(skills.get(one.person_id, ())),
        absences=tuple(absences.get(one.person_id, ())),
        shifts=tuple(shifts.get(one.person_id, ())),
    )
