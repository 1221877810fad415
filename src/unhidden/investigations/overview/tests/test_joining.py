"""Two investigations become one that goes on; one becomes two; the front says so."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made.unused import LEADER, OFFICER, MadeUnused, make_unused
from tests.made.visits import make_find
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.investigations.models import (
    InvestigatedPerson,
    Investigation,
    Origin,
    PersonRole,
    StatusStep,
)
from unhidden.investigations.origins.actions.bringing import add_disclosure
from unhidden.investigations.origins.actions.opening import open_from_visit
from unhidden.investigations.overview.actions.joining import (
    JoinsItself,
    NewSplit,
    NothingChosen,
    join_investigations,
    split_investigation,
)
from unhidden.investigations.people.actions.adding import PersonKnownAs, add_person
from unhidden.investigations.people.actions.roles import (
    NewSection45,
    give_role,
    record_section_45,
)
from unhidden.investigations.people.queries.people import list_people

pytestmark = pytest.mark.django_db
WHY = "The same van and the same number."


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    return make_unused(cast)


@pytest.fixture(name="second")
def _second(cast: Cast) -> UUID:
    return open_from_visit(
        visit_id=make_find(cast),
        title="A nail bar",
        grounds="The same van.",
        actor=cast.actor(LEADER),
        at=NOON,
    )


def kinds_of(investigation_id: UUID) -> list[str]:
    rows = Origin.objects.using("stored").filter(investigation_id=investigation_id)
    return sorted(rows.values_list("kind", flat=True))


def test_two_are_joined_and_the_one_that_goes_on_names_the_other(
    made: MadeUnused, second: UUID, cast: Cast
) -> None:
    leader = signed_in(cast, LEADER)
    page = f"/investigations/{second}/join/"
    told = {"into": str(made.id), "reason": WHY, "understood": "on"}

    silent = leader.post(page, told | {"reason": ""})
    joined = leader.post(page, told, follow=True)

    assert "Enter the reason" in silent.text
    assert "goes on in this one" in joined.text
    assert kinds_of(made.id) == ["investigation", "visit", "visit"]
    row = Investigation.objects.using("stored").get(id=second)
    assert row.status == "filed"
    assert row.urn in joined.text
    step = StatusStep.objects.using("stored").get()
    first = Investigation.objects.using("stored").get(id=made.id)
    assert step.reason == f"{first.urn}: {WHY}"
    assert first.urn in leader.get(f"/investigations/{second}/origins/").text
    assert leader.get(page).status_code == 404
    assert "investigations.joined" in audit.names_about(subject_id=second)


def test_what_a_survivor_let_pass_stays_with_whom_it_was_told(
    made: MadeUnused, second: UUID, cast: Cast
) -> None:
    told: dict[str, Any] = made.by(made.leader) | {"investigation_id": second}
    add_disclosure(disclosure_id=made.accused, **told)

    join_investigations(into_id=made.id, reason=WHY, **told)

    assert "disclosure" not in kinds_of(made.id)


def test_only_who_manages_both_joins_them(made: MadeUnused, second: UUID) -> None:
    with pytest.raises(Absent):
        join_investigations(into_id=second, reason=WHY, **made.by(made.officer))
    with pytest.raises(JoinsItself):
        join_investigations(into_id=made.id, reason=WHY, **made.by(made.leader))
    assert not StatusStep.objects.using("stored").exists()


def test_a_new_one_is_split_off_with_origins_and_people(
    made: MadeUnused, cast: Cast
) -> None:
    told = made.by(made.leader)
    add_person(known_as=PersonKnownAs("Ion Radu", born="1985"), **told)
    leader = signed_in(cast, LEADER)
    (origin,) = Origin.objects.using("stored").all()
    page = f"/investigations/{made.id}/split/"
    asked = {
        "title": "The second site",
        "grounds": "Another owner.",
        "origins": [str(origin.id)],
        "people": ["1", "2"],
        "reason": WHY,
    }

    silent = leader.post(page, asked | {"origins": []})
    opened = leader.post(page, asked | {"seen": "0"}, follow=True)
    twice = leader.post(page, asked | {"seen": "0"})

    assert "Select what goes with it" in silent.text
    assert "Another owner." in silent.text
    assert "you lead it" in opened.text
    assert "One was split off meanwhile" in twice.text
    new = Investigation.objects.using("stored").get(title="The second site")
    assert kinds_of(new.id) == ["investigation", "visit"]
    people = list_people(viewer=made.leader, investigation_id=new.id)
    assert [(one.number, one.name, one.born) for one in people] == [
        (1, "", ""),
        (2, "Ion Radu", "1985"),
    ]
    assert [role.role for role in people[0].roles_now] == ["suspect"]
    assert new.urn in leader.get(f"/investigations/{made.id}/origins/").text
    assert signed_in(cast, OFFICER).get(f"/investigations/{new.id}/").status_code == 404
    assert "investigations.split" in audit.names_about(subject_id=made.id)


def test_a_possible_victim_is_no_suspect_in_what_is_split_off(
    made: MadeUnused, cast: Cast
) -> None:
    told = made.by(made.leader)
    person = add_person(**told)
    give_role(person_id=person, role="victim", **told)
    defence = NewSection45(
        was_child=False,
        elements_shown=(),
        is_excluded_offence=False,
        is_nrm_considered=True,
        reasons="Nothing is shown.",
    )
    record_section_45(person_id=person, new=defence, **told)
    give_role(person_id=person, role="suspect", **told)
    (origin,) = Origin.objects.using("stored").all()
    new = NewSplit("Another", "Grounds", WHY, (origin.id,), (2,))

    opened = split_investigation(new=new, **told)

    copied = InvestigatedPerson.objects.using("stored").get(investigation_id=opened)
    roles = PersonRole.objects.using("stored").filter(person=copied)
    assert list(roles.values_list("role", flat=True)) == ["victim"]
    with pytest.raises(NothingChosen):
        split_investigation(new=NewSplit("Another", "Grounds", WHY, ()), **told)


def test_the_front_says_what_waits_who_works_and_leads_on(
    made: MadeUnused, cast: Cast
) -> None:
    made.enter(2)
    front = signed_in(cast, LEADER).get(f"/investigations/{made.id}/").text

    assert "Items of unused material with something undecided" in front
    assert "Disclosure officer" in front
    assert "Suspects" in front
    for more in ("posts/", "origins/", "people/", "material/"):
        assert f"/investigations/{made.id}/{more}" in front


def test_ones_own_are_filtered_by_whether_they_go_on(
    made: MadeUnused, second: UUID, cast: Cast
) -> None:
    leader = signed_in(cast, LEADER)
    leader.post(f"/investigations/{second}/close/")

    going = leader.get("/investigations/?which=open").text
    ended = leader.get("/investigations/?which=ended").text

    assert "A nail bar" in ended
    assert "A nail bar" not in going
    assert str(made.id) in going
