"""What people can do is kept by their own organisation; who plans may note more."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import make_operation, make_team
from tests.made.rosters import make_skill, planner_of
from unhidden.access.context import acting_as
from unhidden.operations.models import TeamMember
from unhidden.operations.rosters.actions import people, refusals
from unhidden.operations.rosters.queries import people as people_queries
from unhidden.operations.rosters.queries.cards import SkillCard

pytestmark = pytest.mark.django_db


@pytest.fixture
def operation_id(cast: Cast) -> UUID:
    return make_operation(cast)


@pytest.fixture
def team_id(cast: Cast, operation_id: UUID) -> UUID:
    return make_team(cast, operation_id)


def read_skills(cast: Cast, operation_id: UUID) -> tuple[SkillCard, ...]:
    """What the one person can do of whom something is noted."""
    people_there = people_queries.list_people(
        viewer=cast.actor("planner"), operation_id=operation_id, day=TODAY
    )
    (found,) = (one.skills for one in people_there if one.skills)
    return found


def test_what_an_organisation_says_its_people_can_do_nobody_else_changes(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    charity = planner_of(cast, "bawso")
    who: dict[str, Any] = {
        "operation_id": operation_id,
        "person_id": cast.people["charity_visitor"],
    }
    make_skill(cast, operation_id, "charity_visitor", code="safeguarding", by=charity)
    make_skill(cast, operation_id, "charity_visitor", code="fire")
    fire, safeguarding = read_skills(cast, operation_id)

    assert (fire.noted_by, fire.is_ours) == ("North Wales Police", True)
    assert (safeguarding.noted_by, safeguarding.is_ours) == ("", False)
    with pytest.raises(refusals.SkillKeptElsewhere):
        make_skill(cast, operation_id, "charity_visitor", code="safeguarding")
    with pytest.raises(refusals.SkillKeptElsewhere):
        people.remove_skill(
            **who, skill_id=safeguarding.id, actor=cast.actor("planner"), at=NOON
        )
    make_skill(cast, operation_id, "charity_visitor", code="fire", by=charity)
    fire, _safeguarding = read_skills(cast, operation_id)
    with pytest.raises(refusals.SkillKeptElsewhere):
        people.remove_skill(
            **who, skill_id=fire.id, actor=cast.actor("planner"), at=NOON
        )
    people.remove_skill(**who, skill_id=fire.id, actor=charity, at=NOON)


def test_the_database_keeps_an_organisations_skills_from_others(
    cast: Cast, operation_id: UUID, team_id: UUID
) -> None:
    make_skill(
        cast, operation_id, "charity_visitor", code="fire", by=planner_of(cast, "bawso")
    )
    work = cast.actor("planner").doing("operation_delivery")
    with acting_as(work), connection.cursor() as cursor:
        cursor.execute("select from operations_personaccreditation")
        seen = cursor.rowcount
        cursor.execute("update operations_personaccreditation set expires_on = null")
        changed = cursor.rowcount
        cursor.execute("delete from operations_personaccreditation")
        removed = cursor.rowcount

    assert (seen, changed, removed) == (1, 0, 0)


def attempt(cast: Cast, statement: str, *values: UUID | None) -> int:
    """How many rows a planner's statement meets in the database itself."""
    work = cast.actor("planner").doing("operation_delivery")
    with acting_as(work), connection.cursor() as cursor:
        cursor.execute(statement, [value and str(value) for value in values])
        return int(cursor.rowcount)


@pytest.mark.parametrize(
    "statement",
    [
        "update operations_personaccreditation set expires_on = null",
        "delete from operations_personaccreditation",
    ],
)
def test_a_note_is_its_writers_while_the_person_serves_with_them(
    cast: Cast, operation_id: UUID, team_id: UUID, statement: str
) -> None:
    make_skill(cast, operation_id, "charity_visitor", code="fire")
    TeamMember.objects.filter(person_id=cast.people["charity_visitor"]).delete()

    assert attempt(cast, statement) == 0


@pytest.mark.parametrize(
    ("part", "organisation", "noted_by"),
    [
        ("other_support_worker", "red_cross", "police"),
        ("other_support_worker", "police", None),
        ("other_support_worker", "red_cross", None),
        ("investigator", "police", None),
        ("charity_visitor", "bawso", "council"),
        ("charity_visitor", "bawso", None),
        ("charity_visitor", "police", None),
    ],
)
def test_nobody_notes_what_people_can_do_who_serve_in_no_operation_of_theirs(
    cast: Cast,
    operation_id: UUID,
    team_id: UUID,
    part: str,
    organisation: str,
    noted_by: str | None,
) -> None:
    statement = (
        "insert into operations_personaccreditation"
        " (id, person_id, organisation_id, skill, language, noted_by_id)"
        " values (gen_random_uuid(), %s, %s, 'fire', '', %s)"
    )
    noted = cast.organisations[noted_by] if noted_by else None

    with pytest.raises(ProgrammingError, match="row-level security"):
        attempt(
            cast,
            statement,
            cast.people[part],
            cast.organisations[organisation],
            noted,
        )
