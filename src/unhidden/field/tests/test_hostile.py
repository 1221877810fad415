"""Whoever holds a phone's key writes what they like: it does harm to nobody else."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made import accounts, visits
from tests.made.accounts import enrol, find_account, make_outer, read_row, send
from tests.made.field import Phone, SentSubmission, TakenPhoto, write_json
from unhidden.field.applying import actions as applying
from unhidden.field.inner.actions import _read
from unhidden.field.photos.actions import _read_head
from unhidden.field.tests import landing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _worker_knows(settings: LazySettings, cast: Cast) -> None:
    settings.LANDING_KEY = accounts.SECRET
    accounts.open_landing()


class _Forged(SentSubmission):
    """Landed by the role that speaks SQL, with another signature."""

    signature = bytes(64)


def _make_turn(cast: Cast) -> dict[str, Any]:
    return {
        "power": "PACE 1984 section 17",
        "authority": "SYN 17",
        "decided_by": str(cast.people["officer"]),
        "decided_at": NOON.timestamp() * 1000,
        "told": "That we go in now",
    }


def test_no_phone_turns_a_visit_in_the_name_of_somebody_else(cast: Cast) -> None:
    planned = visits.make_planned(cast)
    outer = make_outer(
        turn=_make_turn(cast), entry_basis="power", power="PACE 1984 section 17"
    )
    own, anothers = enrol(cast, Phone()), enrol(cast, Phone(), "colleague")
    for phone in (Phone(), anothers):
        send(cast, planned, phone=phone, outer=outer)
    forged = accounts.seal(cast, planned, phone=own, outer=outer)
    accounts.land(_Forged(forged.phone, forged.id, forged.header, forged.parts))
    accounts.apply()

    count = "select to_jsonb(count(*)) from operations_enforcementturn"
    assert read_row(count) == 0
    assert find_account(forged)["reason"] == "signature"
    # The same words count where it is the author's own that brings them.
    assert (
        find_account(send(cast, planned, phone=own, outer=outer))["state"] == "counts"
    )
    assert read_row(count) == 1


def _nest(deep: int) -> str:
    return '{"answers": {}, "x": ' + "[" * deep + "]" * deep + "}"


#: What no record can say, and why it waits; the words are there for a person.
ODD: dict[str, tuple[dict[str, Any], str]] = {
    "NUL": (make_outer(narrative="Seen\0"), ""),
    "half a letter": (make_outer(narrative="Seen \ud83d"), ""),
    "nobody's age": (
        make_outer(people=[{"age": "old", "sex": "female", "count": 2}]),
        "does_not_add_up",
    ),
    "too long": (make_outer(consent_by="x" * 5000), "does_not_add_up"),
}


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_are_read_and_no_fault_of_the_program(cast: Cast, odd: str) -> None:
    outer, reason = ODD[odd]

    account = find_account(
        send(cast, visits.make_planned(cast), phone=enrol(cast, Phone()), outer=outer)
    )

    assert account["reason"] == reason
    assert account["content"]["answers"]["purpose_told"] == visits.PURPOSE


@pytest.mark.parametrize(
    "made",
    [{"clock": 253_402_300_799_000, "offset": None}, {"clock": 0, "offset": 10**15}],
)
def test_a_clock_that_lies_by_ages_is_no_fault_of_the_program(
    cast: Cast, made: dict[str, int | None]
) -> None:
    planned = visits.make_planned(cast)

    sent = send(cast, planned, phone=enrol(cast, Phone()), made=made)

    assert find_account(sent)["state"] == "counts"


def test_what_nobody_can_read_waits_at_once_as_that(cast: Cast) -> None:
    phone, planned = enrol(cast, Phone()), visits.make_planned(cast)
    late = make_outer(on="9999-12-31", starts_at="23:59", ends_at="00:01")
    odd: list[Any] = [late, '{"answers": {}, "x": 1e999}', _nest(50), _nest(60_000)]

    sent = [send(cast, planned, phone=phone, outer=outer) for outer in odd]

    assert {find_account(each)["reason"] for each in sent} == {"unreadable"}


def test_no_page_breaks_over_what_a_phone_wrote(cast: Cast) -> None:
    phone, planned = enrol(cast, Phone()), visits.make_planned(cast)
    counts = send(cast, planned, phone=phone)
    odd = {
        "answers": {"started_at": "0001-01-01T00:00:00+14:00"},
        "notes": {"<script>": 1},
    }
    sent = send(cast, planned, phone=phone, outer=odd)
    for notes in (7, [[1]], "<b>"):
        told: dict[str, Any] = {"answers": {}, "notes": notes}
        send(cast, planned, phone=phone, kind="addendum", about=counts.id, outer=told)
    visit = read_row("select to_jsonb(id) from visits_visit")
    planner = Client()
    planner.login(email=cast.email("planner"), password=PASSWORD)

    for address in (
        "/visits/accounts/",
        f"/visits/accounts/{find_account(sent)['id']}/",
        f"/visits/planned/{planned.id}/accounts/",
        f"/visits/{visit}/",
    ):
        page = planner.get(address)
        assert page.status_code == 200
        assert "<b>" not in page.text
        assert "<script>&" not in page.text


def test_an_inner_envelope_cut_in_the_middle_of_a_letter_is_read() -> None:
    assert _read(r'{"text": "He said \ud83d"}').text == "He said \ufffd"
    assert _read(_nest(60_000)).text


def test_a_photo_opens_whatever_a_phone_called_it() -> None:
    assert _read_head(rb'{"name": "a\r\nSet-Cookie: b\ud83d", "type": "x"}') == (
        "aSet-Cookie: b\ufffd",
        "x",
    )
    for head in (b"\xff", b"[1]", b"{}", b"[" * 60_000):
        assert _read_head(head)[1] == ""


def test_two_photos_under_one_id_keep_nobody_else_s_from_being_whole(
    cast: Cast,
) -> None:
    team = accounts.find_team(cast.organisations["police"])
    phone = enrol(cast, Phone())
    twice = TakenPhoto(b"twice", None, None, team)
    for photos in ([twice, twice], [TakenPhoto(b"fine", None, None, team)]):
        sent = send(cast, visits.make_planned(cast), phone=phone, photos=photos)
        for digest in sent.late:
            accounts.land_part(sent, digest)

    assert accounts.complete_photos() == 2


def test_copies_beyond_all_measure_are_not_read_and_stop_nothing(cast: Cast) -> None:
    team = accounts.find_team(cast.organisations["police"])
    phone = enrol(cast, Phone())
    taken = TakenPhoto(b"original", b"copy", accounts.LANDING, team, False)
    sent = accounts.seal(cast, visits.make_planned(cast), phone=phone, photos=[taken])
    said = json.loads(sent.header)
    said["photos"][0]["copy"]["parts"] = [
        sha256(str(number).encode()).hexdigest() for number in range(1, 131)
    ]
    much = SentSubmission(phone, sent.id, write_json(said), sent.parts, sent.late)
    landing.add_old_part(sent.id, phone.id, days=0, count=130)
    accounts.land(much)

    count = "select to_jsonb(count(*)) from field_submission s, jsonb_object_keys"
    assert read_row(f"{count}(wall.copies_of(s)) k") == 127
    accounts.apply()
    assert find_account(much)["state"] == "counts"


def test_what_somebody_decided_on_is_told_once_though_the_program_fails_on_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_landed: Any, _header: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr(applying, "_read_account", fail)
    send(cast, visits.make_planned(cast), phone=enrol(cast, Phone()))
    for turn in range(1, 5):
        accounts.apply(later=timedelta(hours=turn))
    accounts.change_row("update visits_account set state = 'set_aside'")

    begun = [accounts.apply(later=timedelta(hours=5 + turn)) for turn in range(5)]

    assert sum(begun) < 5
    told = "select to_jsonb(count(*)) from audit_event where name ="
    assert read_row(f"{told} 'field.submission_waits'") == 1
