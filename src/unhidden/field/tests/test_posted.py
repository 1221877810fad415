"""What phones post over the network is received whoever posts it, and waits by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import requests
from django.conf import LazySettings

from tests.cast import NOON, Cast
from tests.made import accounts, visits
from tests.made.accounts import enrol, find_account, find_team
from tests.made.field import InnerText, Phone, SentSubmission
from tests.support import sites
from tests.support.postgres import Server
from unhidden.field.devices import actions as devices
from unhidden.vault import receipts, signing
from unhidden.visits.accounts import queries

pytestmark = pytest.mark.django_db(transaction=True)
_LEAVES = """
update agencies_engagement set ended_at = now(), ended_by_id = person_id
 where person_id = %s
"""
_ORIGIN = {"Origin": "https://staff.example.org"}


def post(port: int, sent: SentSubmission) -> dict[str, Any]:
    place = f"http://127.0.0.1:{port}/landing/commit"
    answer = requests.post(place, sent.frame_commit(), headers=_ORIGIN, timeout=20)
    said: dict[str, Any] = answer.json()
    return said


def test_unknown_and_lost_phones_and_who_left_are_received_and_wait_for_a_person(
    cast: Cast,
    settings: LazySettings,
    test_server: Server,
    test_database: str,
    tmp_path: Path,
) -> None:
    settings.LANDING_KEY = accounts.SECRET
    accounts.open_landing()
    planned, team = visits.make_planned(cast), find_team(cast.organisations["bawso"])
    phones = {
        "device_unknown": Phone(),
        "device_lost": enrol(cast, Phone()),
        "person_left": enrol(cast, Phone()),
    }
    sent = {
        reason: accounts.seal(
            cast, planned, phone=phone, inner=[InnerText("disclosure", "Words", team)]
        )
        for reason, phone in phones.items()
    }
    lost, owner = phones["device_lost"].id, cast.actor("officer")
    devices.report_lost(device_id=lost, reason="Fell", actor=owner, at=NOON)

    with sites.landing_only(test_server, test_database, tmp_path) as port:
        for reason, each in sent.items():
            if reason == "person_left":
                accounts.change_row(_LEAVES, cast.people["officer"])
            said = post(port, each)

            assert said["is"] == "received"
            key = signing.public_key_of(bytes(32))
            receipts.read_receipt(said["receipt"], said["signature"], public_key=key)
            accounts.apply()

    cards = queries.list_waiting(viewer=cast.actor("planner"))
    assert {card.reason for card in cards} == set(sent)
    for reason, each in sent.items():
        account = find_account(each)
        assert (account["state"], account["reason"]) == ("waits", reason)
        assert account["inner_there"] == 1
