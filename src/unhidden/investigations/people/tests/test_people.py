"""People of an investigation: who they are, and what they are in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON, Cast
from tests.made.visits import make_find
from unhidden.access.absent import Absent
from unhidden.investigations import actions
from unhidden.investigations.models import Origin, PersonContact
from unhidden.investigations.origins.actions.opening import open_from_visit
from unhidden.investigations.people.actions.adding import (
    PersonKnownAs,
    add_person,
    write_contact,
    write_identity,
)
from unhidden.investigations.people.actions.refusals import (
    PersonIdentityMoved,
    PersonKnown,
    RoleHeld,
    SioDecides,
    VictimIsNoSuspect,
)
from unhidden.investigations.people.actions.roles import (
    NewSection45,
    give_role,
    record_section_45,
)
from unhidden.investigations.people.queries.people import list_people
from unhidden.investigations.people.rules.section_45 import elements_of, is_made_out
from unhidden.investigations.posts.actions.posts import NewRoomPost, give_post
from unhidden.visits.models import PossibleVictim

LATER = NOON + timedelta(minutes=5)
ADULT = NewSection45(
    was_child=False,
    elements_shown=("age", "compelled"),
    is_excluded_offence=False,
    is_nrm_considered=True,
    reasons="The cash was found on them; nothing yet says who made them carry it.",
)


@pytest.fixture(name="opened")
def _opened(cast: Cast) -> dict[str, Any]:
    """An investigation as its SIO works on it, with a colleague on the team."""
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
    }
    actions.add_member(person_id=cast.people["other_investigator"], at=NOON, **told)
    return told | {"at": LATER}


def found_of(opened: dict[str, Any]) -> UUID:
    """A possible victim of the visit that it comes from."""
    (origin,) = Origin.objects.using("stored").filter(
        investigation_id=opened["investigation_id"]
    )
    assert origin.source_id is not None
    return PossibleVictim.objects.using("stored").get(visit_id=origin.source_id).id


@pytest.mark.django_db
def test_people_are_numbered_and_the_team_opens_their_names(
    cast: Cast, opened: dict[str, Any]
) -> None:
    add_person(known_as=PersonKnownAs("Ion Radu", born="1985"), **opened)
    add_person(**opened)

    shown = list_people(
        viewer=cast.actor("investigator"), investigation_id=opened["investigation_id"]
    )

    assert [(one.number, one.name, one.version) for one in shown] == [
        (1, "Ion Radu", 1),
        (2, "", 0),
    ]
    with pytest.raises(Absent):
        list_people(
            viewer=cast.actor("officer"), investigation_id=opened["investigation_id"]
        )


@pytest.mark.django_db
def test_a_possible_victim_is_one_person_there(opened: dict[str, Any]) -> None:
    victim = found_of(opened)
    with pytest.raises(Absent):
        add_person(possible_victim_id=uuid4(), **opened)
    add_person(possible_victim_id=victim, **opened)
    with pytest.raises(PersonKnown):
        add_person(possible_victim_id=victim, **opened)


@pytest.mark.django_db
def test_who_writes_over_what_they_did_not_read_is_told(opened: dict[str, Any]) -> None:
    person = add_person(known_as=PersonKnownAs("Ion"), **opened)
    write_identity(
        person_id=person, known_as=PersonKnownAs("Ion Radu"), seen=1, **opened
    )
    with pytest.raises(PersonIdentityMoved):
        write_identity(
            person_id=person, known_as=PersonKnownAs("Ioan"), seen=1, **opened
        )


@pytest.mark.django_db
def test_a_possible_victim_is_a_suspect_only_by_section_45(
    cast: Cast, opened: dict[str, Any]
) -> None:
    person = add_person(**opened)
    give_role(person_id=person, role="victim", **opened)
    with pytest.raises(VictimIsNoSuspect):
        give_role(person_id=person, role="suspect", **opened)
    with pytest.raises(SioDecides):
        record_section_45(
            person_id=person,
            new=ADULT,
            **opened | {"actor": cast.actor("other_investigator")},
        )

    record_section_45(person_id=person, new=ADULT, **opened)
    give_role(person_id=person, role="suspect", **opened)

    (shown,) = list_people(
        viewer=cast.actor("investigator"), investigation_id=opened["investigation_id"]
    )
    assert {one.role for one in shown.roles_now} == {"victim", "suspect"}


@pytest.mark.django_db
def test_a_possible_victim_of_a_visit_is_no_suspect_before_section_45(
    opened: dict[str, Any],
) -> None:
    person = add_person(possible_victim_id=found_of(opened), **opened)
    with pytest.raises(VictimIsNoSuspect):
        give_role(person_id=person, role="suspect", **opened)

    record_section_45(person_id=person, new=ADULT, **opened)

    give_role(person_id=person, role="suspect", **opened)
    with pytest.raises(RoleHeld):
        give_role(person_id=person, role="suspect", **opened)


@pytest.mark.django_db
def test_how_somebody_is_reached_is_for_the_posts_that_reach_them(
    cast: Cast, opened: dict[str, Any]
) -> None:
    person = add_person(**opened)
    write_contact(person_id=person, words="A safe number", **opened)
    other = opened | {"actor": cast.actor("other_investigator")}
    with pytest.raises(Absent):
        write_contact(person_id=person, words="Another number", **other)

    give_post(
        new=NewRoomPost(cast.people["other_investigator"], "victim_liaison"), **opened
    )
    write_contact(person_id=person, words="Another number", **other)

    assert PersonContact.objects.using("stored").count() == 2


@given(st.booleans(), st.booleans(), st.sets(st.sampled_from(["age", "reasonable"])))
def test_the_defence_takes_every_element_and_an_offence_that_it_is_open_to(
    was_child: bool, is_excluded: bool, shown: set[str]
) -> None:
    whole = set(elements_of(was_child=was_child))
    told = {"was_child": was_child, "is_excluded_offence": is_excluded}
    assert is_made_out(whole, **told) is not is_excluded
    assert not is_made_out(shown, **told)
