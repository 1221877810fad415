"""Organisations: names, dated First Responder status, the desk, their sign-in."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, TODAY, Cast
from unhidden.access.absent import Absent
from unhidden.agencies import queries as agencies
from unhidden.agencies.models import SingleSignOn
from unhidden.agencies.organisations import actions, queries
from unhidden.agencies.sign_in import single_sign_on as sso
from unhidden.vault import boxes

pytestmark = pytest.mark.django_db

SETTINGS = {
    "issuer": "https://login.example.org",
    "client_id": "unhidden",
    "client_secret": "a secret that nobody sees again",
}


def page(cast: Cast, code: str) -> str:
    return f"/organisations/{cast.organisations[code]}/"


def begin(cast: Cast, from_on: date) -> None:
    actions.begin_first_responder(
        organisation_id=cast.organisations["bawso"],
        from_on=from_on,
        actor=cast.actor("administrator"),
        at=NOON,
    )


def end(cast: Cast, to_on: date) -> None:
    actions.end_first_responder(
        organisation_id=cast.organisations["bawso"],
        to_on=to_on,
        actor=cast.actor("administrator"),
        at=NOON,
    )


def test_first_responder_status_has_a_history(cast: Cast) -> None:
    administrator = cast.actor("administrator")
    bawso = cast.organisations["bawso"]

    with pytest.raises(actions.StatusOverlaps):
        begin(cast, TODAY)
    with pytest.raises(actions.EndsBeforeItBegins):
        end(cast, date(2015, 1, 1))
    end(cast, date(2020, 1, 1))
    begin(cast, date(2024, 1, 1))

    view = queries.find_organisation(
        viewer=administrator, organisation_id=bawso, day=TODAY
    )
    assert [(each.from_on, each.to_on) for each in view.statuses] == [
        (date(2024, 1, 1), None),
        (date(2015, 11, 1), date(2020, 1, 1)),
    ]
    assert not agencies.is_first_responder(organisation_id=bawso, day=date(2022, 1, 1))


def test_one_organisation_runs_the_desk(cast: Cast) -> None:
    administrator = cast.actor("administrator")
    council = cast.organisations["council"]

    actions.make_desk(organisation_id=council, actor=administrator, at=NOON)

    lines = queries.list_organisations(viewer=administrator, day=TODAY)
    assert [line.id for line in lines if line.is_desk] == [council]


def test_the_secret_of_a_sign_in_is_sealed_and_kept_until_it_is_changed(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("administrator"), password=PASSWORD)
    where = f"{page(cast, 'bawso')}sign-in/"

    first = client.post(where, {**SETTINGS, "client_secret": ""}).text
    client.post(where, SETTINGS)
    client.post(where, {**SETTINGS, "client_id": "other", "client_secret": ""})

    assert "Enter the secret" in first
    stored = SingleSignOn.objects.using("stored").get()
    assert stored.client_id == "other"
    assert SETTINGS["client_secret"] not in stored.client_secret_sealed
    opened = boxes.reopen_box(stored.client_secret_sealed, purpose=sso.PURPOSE)
    assert opened == SETTINGS["client_secret"]
    assert SETTINGS["client_secret"] not in client.get(where).text
    client.post(f"{where}remove/")
    assert not SingleSignOn.objects.using("stored").exists()


@pytest.mark.parametrize(
    "issuer", ["ftp://login.example.org", "login.example.org", "https://a@b.example"]
)
def test_a_provider_is_an_address_nobody_reads_along(
    cast: Cast, client: Client, issuer: str
) -> None:
    client.login(email=cast.email("administrator"), password=PASSWORD)
    where = f"{page(cast, 'bawso')}sign-in/"

    answer = client.post(where, {**SETTINGS, "issuer": issuer})

    assert "Enter an address that begins with https://" in answer.text


def test_an_organisation_is_added_and_changed_on_pages(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("administrator"), password=PASSWORD)
    new = {
        "code": "llamau",
        "name_en": "Llamau",
        "name_cy": "Llamau",
        "kind": "charity",
    }

    added = client.post("/organisations/add/", new)
    again = client.post("/organisations/add/", new)
    where = added.headers["Location"]
    client.post(f"{where}change/", {**new, "name_en": "Llamau Cymru"})

    assert "Another organisation has this short name" in again.text
    assert "Llamau Cymru" in client.get(where).text
    assert "Llamau Cymru" in client.get("/organisations/").text


def test_organisations_are_absent_for_others(cast: Cast, client: Client) -> None:
    client.login(email=cast.email("planner"), password=PASSWORD)

    for part in ("", "change/", "desk/", "sign-in/", "first-responder/begin/"):
        assert client.get(page(cast, "bawso") + part).status_code == 404
    with pytest.raises(Absent):
        actions.make_desk(
            organisation_id=cast.organisations["bawso"],
            actor=cast.actor("planner"),
            at=NOON,
        )
