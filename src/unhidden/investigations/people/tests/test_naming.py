"""Who a person of an investigation is besides: a possible victim, a subject."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.made.unused import LEADER, OFFICER, MadeUnused, make_unused
from unhidden.intelligence.models import Mention
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.investigations.models import InvestigatedPerson, SubjectLink
from unhidden.investigations.posts.actions.posts import NewRoomPost, give_post

pytestmark = pytest.mark.django_db
WHY = "The same face on both photographs."


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    return make_unused(cast)


@pytest.fixture(name="mention")
def _mention(cast: Cast) -> UUID:
    mentioned = make_item(mentions=(NewMention("person", "Ion Radu", None),))
    make_intelligence(mentioned, by=cast.actor("analyst"))
    return Mention.objects.using("stored").get(text="Ion Radu").id


def test_a_possible_victim_is_offered_to_nobody_who_may_not_know_of_one(
    made: MadeUnused, cast: Cast
) -> None:
    leader = signed_in(cast, LEADER)
    page = f"/investigations/{made.id}/people/add/"
    told = {"possible_victim": str(made.id), "role": "victim"}

    added = leader.post(page, told, follow=True)

    assert "possible_victim" not in leader.get(page).text
    assert "The person is in the investigation" in added.text
    row = InvestigatedPerson.objects.using("stored").get(number=2)
    assert row.possible_victim_id is None


def test_a_subject_of_the_desk_is_a_person_by_a_decision_that_is_taken_back(
    made: MadeUnused, cast: Cast, mention: UUID
) -> None:
    leader = signed_in(cast, LEADER)
    page = f"/investigations/link/{mention}/"
    person = f"/investigations/{made.id}/people/1/"
    ((chosen, _words),) = [
        each for each in leader.get(page).context["form"].fields["person"].choices
        if each[0]
    ]  # fmt: skip

    silent = leader.post(page, {"person": chosen, "reason": ""})
    linked = leader.post(page, {"person": chosen, "reason": WHY}, follow=True)
    twice = leader.post(page, {"person": chosen, "reason": "Again."})
    link = SubjectLink.objects.using("stored").get()
    leader.post(f"{person}links/withdraw/", {"link": str(link.id)})

    assert "Error" in silent.text
    assert WHY in linked.text
    assert "They are linked to this subject already" in twice.text
    assert "Again." in twice.text
    assert "Taken back" in leader.get(person).text
    assert SubjectLink.objects.using("stored").get().withdrawn_at is not None
    assert signed_in(cast, "officer").get(page).status_code in {403, 404}


def test_a_subject_that_is_not_there_is_linked_to_nobody(
    made: MadeUnused, cast: Cast
) -> None:
    leader = signed_in(cast, LEADER)
    page = f"/investigations/link/{uuid4()}/"

    assert leader.get(page).status_code == 404
    assert leader.post(page, {"person": "x", "reason": WHY}).status_code == 404
    assert not SubjectLink.objects.using("stored").exists()


def test_a_sterile_post_reads_no_name_and_no_reason_and_is_told_so(
    made: MadeUnused, cast: Cast, mention: UUID
) -> None:
    leader = signed_in(cast, LEADER)
    identity = f"/investigations/{made.id}/people/1/identity/"
    leader.post(identity, {"name": "Ion Radu", "seen": "0"})
    people = leader.get(f"/investigations/link/{mention}/").context["form"]
    chosen = next(each[0] for each in people.fields["person"].choices if each[0])
    leader.post(f"/investigations/link/{mention}/", {"person": chosen, "reason": WHY})
    new = NewRoomPost(cast.people[OFFICER], "interview_adviser", is_sterile=True)
    give_post(new=new, **made.by(made.leader))

    officer = signed_in(cast, OFFICER)
    shown = officer.get(f"/investigations/{made.id}/people/1/")
    written = officer.post(identity, {"name": "Somebody else", "seen": "0"})

    assert "Ion Radu" in leader.get(f"/investigations/{made.id}/people/1/").text
    assert "your post is sterile" in shown.text
    assert "Ion Radu" not in shown.text
    assert WHY not in shown.text
    assert "Your post keeps you from" in written.text
    assert "Somebody else" in written.text
