"""Photos are looked at by those to whom they are sealed, and each look is recorded."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.made import accounts, visits
from tests.made.accounts import enrol, find_account, send
from tests.made.field import Phone, TakenPhoto, TeamKey
from tests.made.files import make_custodian
from tests.support import audited
from unhidden.agencies import queries as agencies
from unhidden.agencies.sign_in import unlocking

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _worker_knows(settings: LazySettings, cast: Cast) -> None:
    settings.LANDING_KEY = accounts.SECRET
    accounts.open_landing()


@pytest.fixture(autouse=True)
def _rings(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever signs in has the key ring that signing in unlocks."""
    parts = {person: part for part, person in cast.people.items()}
    monkeypatch.setattr(
        unlocking,
        "_of_session",
        lambda _request, actor: cast.actor(parts[actor.person]).keys,
    )


def enter(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def ours(cast: Cast) -> TeamKey:
    return accounts.find_team(cast.organisations["police"])


def take(cast: Cast, taken: TakenPhoto) -> UUID:
    """Send an account with this photo, whole; gives the account's id."""
    phone = enrol(cast, Phone())
    sent = send(cast, visits.make_planned(cast), phone=phone, photos=[taken])
    for digest in sent.late:
        accounts.land_part(sent, digest)
    accounts.complete_photos()
    return UUID(find_account(sent)["id"])


def test_who_decides_on_an_account_looks_at_its_photos_that_nobody_is_in(
    cast: Cast,
) -> None:
    taken = TakenPhoto(b"original", b"copy", accounts.LANDING, ours(cast), False)
    account_id = take(cast, taken)
    lead, copy = enter(cast, "safeguarding_lead"), f"/field/photos/{taken.id}/"

    account = lead.get(f"/visits/accounts/{account_id}/").text
    page = lead.get(f"/field/photos/of/{account_id}/").text
    shown = lead.get(copy)

    assert f"/field/photos/of/{account_id}/" in account
    assert f'src="{copy}"' in page
    assert (shown.content, shown["Content-Type"]) == (b"copy", "image/jpeg")
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"
    names = audited.names_about(subject_id=taken.id)
    assert names.count("field.photo_opened") == 1
    for part in ("officer", "other_investigator"):
        assert enter(cast, part).get(copy).status_code == 404
    told = enter(cast, "planner").get(f"/field/photos/of/{account_id}/").text
    assert "Your role holds no keys" in told
    assert copy not in told


def test_a_photo_of_people_is_looked_at_by_whom_it_is_sealed_to_alone(
    cast: Cast,
) -> None:
    taken = TakenPhoto(b"original", b"copy", ours(cast), ours(cast))
    account_id = take(cast, taken)
    lead, planner = enter(cast, "safeguarding_lead"), enter(cast, "planner")
    copy = f"/field/inner/photos/{taken.id}/"

    assert f'src="{copy}"' in lead.get("/field/inner/photos/").text
    assert lead.get(copy).content == b"copy"

    assert "no photo" in planner.get(f"/field/photos/of/{account_id}/").text
    assert planner.get(copy).status_code == 404
    assert planner.get(f"/field/photos/{taken.id}/").status_code == 404


def test_an_original_is_for_a_custodian_who_says_why(cast: Cast) -> None:
    make_custodian(cast)
    keepers = agencies.custodians_of(cast.organisations["police"])
    taken = TakenPhoto(b"original", b"copy", ours(cast), accounts.find_team(keepers))
    take(cast, taken)
    custodian, page = enter(cast, "analyst"), f"/field/originals/{taken.id}/"

    assert page in custodian.get("/field/originals/").text
    assert "Enter why you open" in custodian.post(page, {"reason": " "}).text
    answer = custodian.post(page, {"reason": "Asked for by the court"})

    assert answer.content == b"original"
    assert answer["Content-Disposition"] == 'attachment; filename="photo.jpg"'
    names = audited.names_about(subject_id=taken.id)
    assert names.count("field.original_photo_opened") == 1
    for part in ("planner", "safeguarding_lead"):
        assert enter(cast, part).get(page).status_code == 404
