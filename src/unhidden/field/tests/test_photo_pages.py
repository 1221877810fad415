"""Photos are looked at by those to whom they are sealed, and each look is recorded."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

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
EVERYBODY = (
    *("analyst", "planner", "officer", "colleague", "partner", "council_officer"),
    *("charity_visitor", "support_worker", "safeguarding_lead", "investigator"),
    *("other_investigator", "communications", "overseer", "administrator"),
)


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


def take(cast: Cast, taken: TakenPhoto, **said: Any) -> UUID:
    """Send an account with this photo, whole; gives the account's id."""
    phone = enrol(cast, Phone())
    planned = said.pop("planned", None) or visits.make_planned(cast)
    sent = send(cast, planned, phone=phone, photos=[taken], **said)
    for digest in sent.late:
        accounts.land_part(sent, digest)
    accounts.complete_photos()
    return UUID(find_account(sent)["id"])


def of_nobody(cast: Cast) -> TakenPhoto:
    return TakenPhoto(b"original", b"copy", accounts.LANDING, ours(cast), False)


def find_viewers(cast: Cast, taken: TakenPhoto) -> set[str]:
    """Who of everybody sees the copy."""
    address = f"/field/photos/{taken.id}/"
    answers = {part: enter(cast, part).get(address) for part in EVERYBODY}
    assert {a.content for a in answers.values() if a.status_code == 200} <= {b"copy"}
    return {part for part, answer in answers.items() if answer.status_code == 200}


def test_a_photo_of_nobody_is_looked_at_with_the_record(cast: Cast) -> None:
    taken, planner = of_nobody(cast), enter(cast, "planner")
    visits.make_planned(
        cast, premises="Harbour Wash", team=("council_officer", "partner")
    )
    account_id = take(cast, taken)
    visit_id = accounts.read_row("select to_jsonb(id) from visits_visit")
    door, copy = f"/field/photos/of/{account_id}/", f"/field/photos/{taken.id}/"

    shown = planner.get(copy)

    assert door in planner.get(f"/visits/accounts/{account_id}/").text
    assert planner.get(f"/field/photos/of/{uuid4()}/").status_code == 404
    assert door in planner.get(f"/visits/{visit_id}/").text
    assert f'src="{copy}"' in planner.get(door).text
    assert (shown.content, shown["Content-Type"]) == (b"copy", "image/jpeg")
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"
    names = audited.names_about(subject_id=taken.id)
    assert names.count("field.photo_opened") == 1
    # Whoever reads the record; not the rest of the crew, the crew of another visit,
    # partners, or analysts, who have what a visit offers the desk.
    assert find_viewers(cast, taken) == {
        *("officer", "colleague", "planner", "safeguarding_lead"),
        *("investigator", "overseer"),
    }


def test_before_an_account_counts_its_photos_are_for_who_decides(cast: Cast) -> None:
    taken, planned = of_nobody(cast), visits.make_planned(cast)
    visits.make_visit(cast, planned=planned, by="charity_visitor")

    take(cast, taken, planned=planned)

    assert find_viewers(cast, taken) == {"officer", "planner", "safeguarding_lead"}


def test_photos_of_a_safeguarding_visit_are_no_further_seen_than_its_record(
    cast: Cast,
) -> None:
    taken = of_nobody(cast)
    planned = visits.make_planned(
        cast, kind="safeguarding", premises_kind="dwelling", team=visits.TEAM
    )

    take(cast, taken, planned=planned)

    visit_id = accounts.read_row("select to_jsonb(id) from visits_visit")
    record = {part: enter(cast, part).get(f"/visits/{visit_id}/") for part in EVERYBODY}
    readers = {part for part, page in record.items() if page.status_code == 200}
    assert find_viewers(cast, taken) == readers - {"analyst"}
    assert "charity_visitor" not in readers


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
