"""What an investigation comes from: a visit, intelligence of the desk, a referral."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made.intelligence import make_intelligence
from tests.made.unused import LEADER, MadeUnused, make_unused
from tests.made.visits import make_find
from unhidden.access.absent import Absent
from unhidden.investigations import actions
from unhidden.investigations.models import (
    Answer,
    Investigation,
    Material,
    Origin,
    Request,
)
from unhidden.investigations.origins.actions.bringing import NewOrigin, add_origin
from unhidden.investigations.origins.actions.refusals import OriginKnown

pytestmark = pytest.mark.django_db
TITLE, GROUNDS = "Wages withheld at a car wash", "Pay is kept from two people."


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    return make_unused(cast)


@pytest.fixture(name="report_id")
def _report(cast: Cast) -> UUID:
    return make_intelligence(by=cast.actor("analyst"))


def test_the_desk_asks_and_reads_what_became_of_it(cast: Cast, report_id: UUID) -> None:
    analyst, leader = signed_in(cast, "analyst"), signed_in(cast, LEADER)
    page = f"/investigations/ask/intelligence/{report_id}/"
    told = {"to": str(cast.organisations["police"]), "title": TITLE, "grounds": GROUNDS}

    silent = analyst.post(page, told | {"title": ""})
    sent = analyst.post(page, told, follow=True)
    again = analyst.post(page, told)
    (row,) = Request.objects.using("stored").all()
    asked = f"/investigations/requests/{row.id}/"
    shown = leader.get(asked)
    leader.post(f"{asked}accept/")

    assert "Enter a title" in silent.text
    assert "The investigators have your request" in sent.text
    assert "asked them about this intelligence" in again.text
    assert (row.kind, row.source_id) == ("intelligence", report_id)
    assert TITLE in shown.text
    assert "Accepted" in analyst.get(asked).text
    origin = Origin.objects.using("stored").get()
    assert (origin.kind, origin.source_id) == ("intelligence", report_id)
    assert analyst.get(f"/investigations/{origin.investigation_id}/").status_code == 404
    assert Material.objects.using("stored").get().kind == "intelligence"


def test_what_is_asked_is_taken_into_an_investigation_that_is_there(
    made: MadeUnused, cast: Cast
) -> None:
    request_id = actions.request_investigation(
        visit_id=make_find(cast),
        organisation_id=cast.organisations["police"],
        title=TITLE,
        grounds=GROUNDS,
        actor=cast.actor("officer"),
        at=NOON,
    )
    leader = signed_in(cast, LEADER)
    page = f"/investigations/requests/{request_id}/into/"

    silent = leader.post(page, {})
    taken = leader.post(page, {"into": str(made.id)}, follow=True)
    again = leader.post(page, {"into": str(made.id)}, follow=True)

    assert "Select one of your investigations" in silent.text
    assert "It is in your investigation" in taken.text
    assert "Accepted" in again.text
    assert Investigation.objects.using("stored").count() == 1
    assert Answer.objects.using("stored").get().investigation_id == made.id
    assert Origin.objects.using("stored").count() == 2
    assert Material.objects.using("stored").count() == 2


def test_a_referral_opens_one_and_another_comes_later(cast: Cast) -> None:
    leader = signed_in(cast, LEADER)
    told = {
        "title": TITLE,
        "grounds": GROUNDS,
        "reference": "GM-7",
        "reason": "Greater Manchester: the van is theirs too.",
    }

    silent = leader.post("/investigations/open/referral/", told | {"reference": ""})
    opened = leader.post("/investigations/open/referral/", told, follow=True)
    (row,) = Investigation.objects.using("stored").all()
    added = leader.post(
        f"/investigations/{row.id}/origins/referral/",
        {"reference": "KENT-2", "reason": "Kent, the same number."},
        follow=True,
    )

    twice = leader.post("/investigations/open/referral/", told)
    same = leader.post(
        f"/investigations/{row.id}/origins/referral/",
        {"reference": "KENT-2", "reason": "Kent, again."},
    )

    assert "Enter their reference" in silent.text
    assert "with this reference already" in twice.text
    assert "with this reference already" in same.text
    assert "you lead it" in opened.text
    assert "GM-7" in added.text
    assert "KENT-2" in added.text
    kinds = Material.objects.using("stored").values_list("kind", "source")
    assert list(kinds) == [("other", "partner")] * 2


def test_another_visit_and_intelligence_come_in_once(
    made: MadeUnused, cast: Cast, report_id: UUID
) -> None:
    leader, visit_id = signed_in(cast, LEADER), make_find(cast)
    told = {"into": str(made.id), "reason": "The same van."}
    pages = (
        f"/investigations/bring/visit/{visit_id}/",
        f"/investigations/bring/intelligence/{report_id}/",
    )

    for page in pages:
        assert "The same van." in leader.post(page, told, follow=True).text
        assert "comes from that already" in leader.post(page, told).text

    assert Origin.objects.using("stored").count() == 3
    assert Material.objects.using("stored").count() == 3


def test_what_one_may_not_read_is_no_origin(made: MadeUnused) -> None:
    for kind in ("visit", "intelligence", "disclosure", "investigation", "report"):
        with pytest.raises(Absent):
            add_origin(new=NewOrigin(kind, uuid4()), **made.by(made.leader))


def test_an_origin_is_taken_back_and_stays_on_the_page_but_never_the_last(
    made: MadeUnused, cast: Cast
) -> None:
    leader = signed_in(cast, LEADER)
    page = f"/investigations/{made.id}/origins/recall/"
    (first,) = Origin.objects.using("stored").all()

    kept = leader.post(page, {"origin": str(first.id)}, follow=True)
    new = NewOrigin("referral", None, "GM-7", "Greater Manchester.")
    second = add_origin(new=new, **made.by(made.leader))
    back = leader.post(page, {"origin": str(second)}, follow=True)

    assert "It comes from nothing else" in kept.text
    assert "Taken back" in back.text
    assert leader.post(page, {"origin": "nonsense"}).status_code == 404


def test_what_a_survivor_let_pass_comes_in_once_however_often_it_is_taken(
    made: MadeUnused,
) -> None:
    told: dict[str, Any] = {"disclosure_id": uuid4(), **made.by(made.leader)}

    actions.add_disclosure(**told)
    actions.add_disclosure(**told)

    kinds = Origin.objects.using("stored").values_list("kind", flat=True)
    assert sorted(kinds) == ["disclosure", "visit"]


def test_the_same_is_no_origin_twice(made: MadeUnused) -> None:
    (first,) = Origin.objects.using("stored").all()
    with pytest.raises(OriginKnown):
        add_origin(new=NewOrigin("visit", first.source_id), **made.by(made.leader))


@pytest.mark.parametrize("part", ["support_worker", "officer", "planner"])
def test_the_desk_alone_asks_of_its_reports(
    cast: Cast, report_id: UUID, part: str
) -> None:
    page = f"/investigations/ask/intelligence/{report_id}/"
    assert signed_in(cast, part).get(page).status_code == 404


def test_a_form_that_is_sent_twice_opens_one_investigation(
    cast: Cast, report_id: UUID
) -> None:
    leader, visit_id = signed_in(cast, LEADER), make_find(cast)
    told = {"title": TITLE, "grounds": GROUNDS}
    for page in (f"open/{visit_id}", f"open/intelligence/{report_id}"):
        first, again, other = (
            leader.post(f"/investigations/{page}/", each).headers["Location"]
            for each in (told, told, told | {"title": "Another"})
        )

        assert first == again != other
    assert Investigation.objects.using("stored").count() == 4
