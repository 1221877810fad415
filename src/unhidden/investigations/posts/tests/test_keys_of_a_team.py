"""What is sealed of an investigation opens for the organisations on its team alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.visits import make_find
from unhidden.investigations import actions
from unhidden.investigations.models import PersonContact, PersonIdentity
from unhidden.investigations.origins.actions.opening import open_from_visit
from unhidden.investigations.people.actions.adding import (
    PersonKnownAs,
    add_person,
    write_contact,
)
from unhidden.investigations.people.queries.people import list_people
from unhidden.investigations.posts.actions import partners
from unhidden.investigations.posts.actions.teams import end_member
from unhidden.vault.models import RecordKey

pytestmark = pytest.mark.django_db


@pytest.fixture(name="led")
def _led(cast: Cast) -> dict[str, Any]:
    """An investigation with a person whose name and contact are sealed, as told."""
    investigation_id = open_from_visit(
        visit_id=make_find(cast),
        title="Wages withheld at a car wash",
        grounds="Two people say that their pay is kept from them.",
        actor=cast.actor("investigator"),
        at=NOON,
    )
    told: dict[str, Any] = {
        "investigation_id": investigation_id,
        "actor": cast.actor("investigator"),
        "at": NOON,
    }
    person = add_person(known_as=PersonKnownAs("Ion Radu"), **told)
    write_contact(person_id=person, words="07700 900100", **told)
    return told


def holders(cast: Cast, row_id: UUID) -> set[str]:
    """Which organisations hold a key of what a row seals."""
    names = {key: name for name, key in cast.organisations.items()}
    found = RecordKey.objects.using("stored").filter(record_id=row_id)
    return {names[key] for key in found.values_list("team_id", flat=True)}


def test_whoever_joins_later_opens_what_was_sealed_before_and_no_contact(
    cast: Cast, led: dict[str, Any]
) -> None:
    identity = PersonIdentity.objects.using("stored").get()
    contact = PersonContact.objects.using("stored").get()
    ours = holders(cast, identity.id)
    other = cast.people["other_investigator"]

    actions.add_member(person_id=other, **led)

    shown = list_people(
        viewer=cast.actor("other_investigator"),
        investigation_id=led["investigation_id"],
    )
    assert [one.name for one in shown] == ["Ion Radu"]
    assert holders(cast, identity.id) == ours | {"border_force"}
    assert holders(cast, contact.id) == ours


@pytest.mark.parametrize("by", ["person", "partner"])
def test_an_organisation_whose_last_colleague_left_holds_no_key_of_it(
    cast: Cast, led: dict[str, Any], by: str
) -> None:
    identity = PersonIdentity.objects.using("stored").get()
    ours, other = holders(cast, identity.id), cast.people["other_investigator"]
    force = cast.organisations["border_force"]
    new = partners.NewPartner(force, "MOU 7", ("arrest",), NOON.date())
    partners.join_partner(new=new, **led)
    actions.add_member(person_id=other, **led)
    add_person(known_as=PersonKnownAs("Ana Radu"), **led)

    if by == "person":
        end_member(person_id=other, **led)
    else:
        partners.end_partner(organisation_id=force, until_on=NOON.date(), **led)

    for row in PersonIdentity.objects.using("stored").all():
        assert holders(cast, row.id) == ours
