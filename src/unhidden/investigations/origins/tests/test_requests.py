"""Who finds something at a visit asks investigators, and reads what became of it."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import Error, connection, transaction
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made.visits import make_find
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.access.context import acting_as
from unhidden.access.policy import Purpose
from unhidden.investigations import actions, queries
from unhidden.investigations.models import Answer, Investigation, Request
from unhidden.investigations.origins.actions.refusals import AlreadyAnswered
from unhidden.investigations.origins.queries import RequestView, get_request

pytestmark = pytest.mark.django_db
TITLE, GROUNDS = "Wages withheld at a car wash", "Pay is kept from two people."
WHY = "The local team has it in hand already."


def ask(cast: Cast, visit_id: UUID | None = None, part: str = "officer") -> UUID:
    return actions.request_investigation(
        visit_id=visit_id or make_find(cast),
        organisation_id=cast.organisations["police"],
        title=TITLE,
        grounds=GROUNDS,
        actor=cast.actor(part),
        at=NOON,
    )


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def seen(cast: Cast, part: str, request_id: UUID) -> RequestView:
    return get_request(viewer=cast.actor(part), request_id=request_id)


def test_a_request_lands_with_the_investigators_and_nothing_is_opened(
    cast: Cast,
) -> None:
    visit_id, officer = make_find(cast), signed_in(cast, "officer")
    investigator = signed_in(cast, "investigator")
    told = {"to": str(cast.organisations["police"]), "title": TITLE, "grounds": GROUNDS}

    empty = officer.post(f"/investigations/ask/{visit_id}/", told | {"grounds": ""})
    sent = officer.post(f"/investigations/ask/{visit_id}/", told, follow=True)
    again = officer.post(f"/investigations/ask/{visit_id}/", told)

    assert "Enter the grounds" in empty.text
    assert "The investigators have your request" in sent.text
    assert "they have not answered yet" in again.text
    assert not Investigation.objects.using("stored").exists()
    assert "1 to answer" in " ".join(investigator.get("/investigations/").text.split())
    assert TITLE in investigator.get("/investigations/requests/").text
    assert officer.get(f"/investigations/open/{visit_id}/").status_code == 404


def test_whoever_accepts_leads_it_and_the_asker_reads_so(cast: Cast) -> None:
    request_id, investigator = ask(cast), signed_in(cast, "investigator")
    page = f"/investigations/requests/{request_id}/"

    opened = investigator.post(f"{page}accept/", follow=True)
    again = investigator.post(f"{page}accept/", follow=True)
    shown = signed_in(cast, "officer").get(page)

    (row,) = Investigation.objects.using("stored").all()
    view = queries.get_investigation(
        viewer=cast.actor("investigator"), investigation_id=row.id
    )
    assert "you lead it" in opened.text
    assert [(one.name, one.role) for one in view.team] == [("Investigator", "lead")]
    assert view.may_manage
    assert (row.title, row.grounds, view.visit_id) == (
        TITLE,
        GROUNDS,
        Request.objects.using("stored").get().source_id,
    )
    assert "Somebody answered it before you" in again.text
    assert "Investigator opened an investigation" in shown.text
    assert "Open the investigation, and lead it" not in shown.text
    assert row.urn not in shown.text
    with pytest.raises(Absent):
        queries.get_investigation(viewer=cast.actor("officer"), investigation_id=row.id)
    assert (
        audit.names_about(subject_id=request_id).count("investigations.accepted") == 1
    )


def test_a_request_is_declined_with_a_reason_that_the_asker_reads(cast: Cast) -> None:
    visit_id = make_find(cast)
    request_id, investigator = ask(cast, visit_id), signed_in(cast, "investigator")
    page = f"/investigations/requests/{request_id}/"

    silent = investigator.post(page, {"reason": " "})
    investigator.post(page, {"reason": WHY})
    officer = signed_in(cast, "officer")

    assert "Enter why there will be no investigation" in silent.text
    assert WHY in officer.get(page).text
    assert "Declined" in officer.get("/investigations/requests/").text
    assert "investigations.declined" in audit.names_about(subject_id=request_id)
    with pytest.raises(AlreadyAnswered):
        actions.accept_request(
            request_id=request_id, actor=cast.actor("investigator"), at=NOON
        )
    assert ask(cast, visit_id) != request_id


@pytest.mark.parametrize(
    "part",
    ["support_worker", "safeguarding_lead", "planner", "analyst", "other_investigator"],
)
def test_a_request_is_there_for_nobody_else(cast: Cast, part: str) -> None:
    request_id = ask(cast)
    client = signed_in(cast, part)

    with pytest.raises(Absent):
        seen(cast, part, request_id)
    assert client.get(f"/investigations/requests/{request_id}/").status_code == 404
    assert (
        client.post(f"/investigations/requests/{request_id}/accept/").status_code == 404
    )
    assert not Answer.objects.using("stored").exists()


def test_whoever_asked_does_not_answer(cast: Cast) -> None:
    request_id, officer = ask(cast), signed_in(cast, "officer")
    page = f"/investigations/requests/{request_id}/"

    assert officer.post(f"{page}accept/").status_code == 404
    assert officer.post(page, {"reason": WHY}).status_code == 404
    assert not Answer.objects.using("stored").exists()


@pytest.mark.parametrize("part", ["support_worker", "investigator", "planner"])
def test_only_who_finds_things_at_visits_asks(cast: Cast, part: str) -> None:
    with pytest.raises(Absent):
        ask(cast, part=part)


def test_nobody_is_asked_who_has_no_investigators(cast: Cast) -> None:
    with pytest.raises(actions.CannotInvestigate):
        actions.request_investigation(
            visit_id=make_find(cast),
            organisation_id=cast.organisations["bawso"],
            title=TITLE,
            grounds=GROUNDS,
            actor=cast.actor("officer"),
            at=NOON,
        )


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        # In the name of somebody else, and of a visit that is not in view.
        ("insert into investigations_request select gen_random_uuid(), title, grounds,"
         " 9, asked_at, asked_by_id, organisation_id, visit_id"
         " from investigations_request", "investigator"),
        ("insert into investigations_answer (id, reason, answered_at, answered_by_id,"
         " request_id) select gen_random_uuid(), 'no', now(), asked_by_id, id"
         " from investigations_request", "officer"),
        ("insert into investigations_answer (id, reason, answered_at, answered_by_id,"
         " request_id) select gen_random_uuid(), 'no', now(), asked_by_id, id"
         " from investigations_request", "investigator"),
        ("update investigations_request set title = 'another'", "officer"),
        ("delete from investigations_request", "officer"),
    ],
)  # fmt: skip
def test_sql_of_the_page_forges_no_request_and_no_answer(
    cast: Cast, statement: str, part: str
) -> None:
    ask(cast)

    page = cast.actor(part).doing(Purpose.INVESTIGATION)
    with acting_as(page), pytest.raises(Error), transaction.atomic():
        connection.cursor().execute(statement)
