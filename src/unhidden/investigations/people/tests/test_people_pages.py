"""The pages of people, without JavaScript: numbers to all, names to who opens them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.made.unused import LEADER, OFFICER, MadeUnused, make_unused
from tests.support import audited as audit
from unhidden.investigations.models import (
    InvestigatedPerson,
    PersonIdentity,
    PersonRole,
    Section45Record,
)
from unhidden.investigations.people.forms import AddPersonForm
from unhidden.investigations.people.rules.section_45 import (
    is_in_force,
    list_defence_rows,
)

pytestmark = pytest.mark.django_db
REASONS = "The cash was on them; nothing says who made them carry it."


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    return make_unused(cast)


def page_of(made: MadeUnused, more: str = "") -> str:
    return f"/investigations/{made.id}/people/{more}"


def test_somebody_is_added_with_a_role_and_the_team_reads_the_name(
    made: MadeUnused, cast: Cast
) -> None:
    leader = signed_in(cast, LEADER)
    told = {"name": "Ion Radu", "role": "witness", "possible_victim": ""}

    added = leader.post(page_of(made, "add/"), told, follow=True)
    unknown = leader.post(page_of(made, "add/"), {}, follow=True)

    assert "Ion Radu" in added.text
    assert "Witness" in added.text
    assert "Person 3" in unknown.text
    assert InvestigatedPerson.objects.using("stored").count() == 3
    assert "Ion Radu" in leader.get(page_of(made, "2/")).text
    assert "Ion" not in leader.get(f"/investigations/{made.id}/").text


def test_a_form_that_is_sent_twice_adds_somebody_once(
    made: MadeUnused, cast: Cast
) -> None:
    leader = signed_in(cast, LEADER)
    told = {"name": "Ion Radu", "role": "", "seen": "1"}

    leader.post(page_of(made, "add/"), told)
    again = leader.post(page_of(made, "add/"), told)

    assert "Something was added meanwhile" in again.text
    assert InvestigatedPerson.objects.using("stored").count() == 2


def test_who_is_taken_from_a_visit_is_no_suspect_from_the_start() -> None:
    victim = uuid4()
    told = {"possible_victim": str(victim), "name": "Ion", "seen": "0"}
    offered = [(victim, "Car wash", 1)]

    suspect = AddPersonForm({**told, "role": "suspect"}, victims=offered)
    witness = AddPersonForm({**told, "role": "witness"}, victims=offered)

    assert "records section 45 first" in str(suspect.errors["role"])
    assert witness.is_valid()


def test_two_who_write_who_somebody_is_both_keep_their_words(
    made: MadeUnused, cast: Cast
) -> None:
    leader, page = signed_in(cast, LEADER), page_of(made, "1/identity/")
    leader.post(page, {"name": "Ion", "seen": "0"})

    stale = leader.post(page, {"name": "Ioan Radu", "seen": "0"})

    assert "Somebody wrote who they are meanwhile" in stale.text
    assert 'value="Ioan Radu"' in stale.text
    assert "What somebody wrote meanwhile" in stale.text
    assert 'name="seen" value="1"' in stale.text
    assert PersonIdentity.objects.using("stored").count() == 1


def test_a_possible_victim_becomes_a_suspect_by_a_record_of_the_sio(
    made: MadeUnused, cast: Cast
) -> None:
    leader, officer = signed_in(cast, LEADER), signed_in(cast, OFFICER)
    leader.post(page_of(made, "add/"), {"role": "victim"})
    roles, law = page_of(made, "2/roles/"), page_of(made, "2/section-45/")
    told = {
        "was_child": "no",
        "elements": ["age", "compelled"],
        "is_excluded": "no",
        "is_nrm_considered": "yes",
        "reasons": REASONS,
    }

    refused = leader.post(roles, {"role": "suspect"})
    wrong = leader.post(law, told | {"elements": ["direct"]})
    silent = leader.post(law, told | {"reasons": ""})
    kept = leader.post(law, told, follow=True)
    both = leader.post(roles, {"role": "suspect"}, follow=True)

    assert "records section 45 first" in refused.text
    assert "that somebody of that age has" in wrong.text
    assert "Enter the reasons" in silent.text
    assert "MSA 2015 s. 45(1)(a)" in leader.get(law).text
    assert REASONS in kept.text
    assert "They have the role from now on" in both.text
    assert officer.get(law).status_code == 404
    assert Section45Record.objects.using("stored").count() == 1


def test_a_role_ends_and_its_row_stays(made: MadeUnused, cast: Cast) -> None:
    leader = signed_in(cast, LEADER)
    end = page_of(made, "1/roles/suspect/end/")

    ended = leader.post(end, follow=True)

    assert "The role has ended" in ended.text
    assert leader.post(end).status_code == 404
    assert PersonRole.objects.using("stored").get().ended_by_id == cast.people[LEADER]


def test_how_somebody_is_reached_is_for_few_and_each_opening_is_recorded(
    made: MadeUnused, cast: Cast
) -> None:
    leader, officer = signed_in(cast, LEADER), signed_in(cast, OFFICER)
    page = page_of(made, "1/contact/")

    empty = leader.post(page, {"words": "", "seen": "0"})
    leader.post(page, {"words": "By the interpreter on Tuesdays", "seen": "0"})
    shown = leader.get(page)
    stale = leader.post(page, {"words": "Another way", "seen": "0"})

    assert "Enter how they are reached" in empty.text
    assert "By the interpreter on Tuesdays" in shown.text
    assert "Somebody wrote how they are reached meanwhile" in stale.text
    assert "Another way" in stale.text
    assert officer.get(page).status_code == 404
    assert "Tuesdays" not in leader.get(page_of(made, "1/")).text
    names = audit.names_about(subject_id=made.accused)
    assert "investigations.contact_opened" in names


@pytest.mark.parametrize(
    "more",
    ["", "add/", "1/", "1/identity/", "1/roles/", "1/section-45/", "1/contact/"],
)
def test_it_is_not_there_for_others(made: MadeUnused, cast: Cast, more: str) -> None:
    for part in ("officer", "support_worker", "analyst"):
        assert signed_in(cast, part).get(page_of(made, more)).status_code == 404


def test_a_closed_investigation_gives_no_form(made: MadeUnused, cast: Cast) -> None:
    leader = signed_in(cast, LEADER)
    leader.post(f"/investigations/{made.id}/close/")

    for more in ("add/", "1/identity/", "1/roles/", "1/section-45/"):
        assert leader.get(page_of(made, more)).status_code == 404
    assert leader.get(page_of(made, "1/")).status_code == 200


def test_the_rows_of_section_45_have_their_source_and_their_days() -> None:
    rows = list_defence_rows()

    assert all(row.source.startswith("MSA 2015 s. 45") for row in rows)
    assert all(row.is_checked for row in rows)
    begins = rows[0].from_on
    assert is_in_force(begins)
    assert not is_in_force(begins.replace(day=begins.day - 1))
