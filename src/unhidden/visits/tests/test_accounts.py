"""One account of a visit counts, chosen by a named person; none is lost."""

from __future__ import annotations

import threading
import time
from typing import Any
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.db import connections, transaction
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast, make_cast
from tests.made import accounts
from tests.made.accounts import find_account, make_outer, read_row
from tests.made.field import Phone, SentSubmission
from tests.made.visits import Planned, make_find, make_planned, make_visit
from tests.support.roles import as_guard
from unhidden.access.absent import Absent
from unhidden.visits.accounts import actions, queries
from unhidden.visits.accounts.actions import AccountReasonMissing, DecisionRefused
from unhidden.visits.actions import FoundVictim, ReferralMade
from unhidden.visits.queries import one

pytestmark = pytest.mark.django_db
WHY = "She was inside longer"
WOMAN: dict[str, Any] = {
    "age_group": "adult",
    "alleges": "labour",
    "is_brought_to_safety": True,
}
CHILD = {**WOMAN, "age_group": "child"}
CHILD_GONE = {**CHILD, "is_withdrawn": True}
MAN = {**WOMAN, "alleges": "criminal"}


@pytest.fixture(autouse=True)
def _worker_knows(settings: LazySettings) -> None:
    settings.LANDING_KEY = accounts.SECRET


def decide(
    cast: Cast, account_id: UUID, decision: str = "count", part: str = "planner"
) -> None:
    actions.decide_account(
        account_id=account_id,
        decision=decision,
        why=WHY,
        actor=cast.actor(part),
        at=NOON,
    )


@pytest.fixture
def two(cast: Cast) -> tuple[Planned, UUID, UUID]:
    """A plan, the account of its charity's worker that counts, and the officer's."""
    accounts.open_landing()
    planned = make_planned(cast)
    visit_id = make_find(cast, planned=planned, by="charity_visitor", narrative="Hers")
    first = read_row(
        "select to_jsonb(account_id) from visits_visit where id = %s", visit_id
    )
    sent = send(cast, planned, outer=make_outer(narrative="His"))
    return planned, UUID(first), UUID(find_account(sent)["id"])


def sign_in(cast: Cast, client: Client, part: str) -> None:
    client.login(email=cast.email(part), password=PASSWORD)


def send(
    cast: Cast, planned: Planned, part: str = "officer", **said: object
) -> SentSubmission:
    phone = accounts.enrol(cast, Phone(), part)
    return accounts.send(cast, planned, phone=phone, part=part, **said)


def read_record(planned: Planned) -> dict[str, object]:
    found: dict[str, object] = read_row(
        "select to_jsonb(v) || jsonb_build_object('victims', (select jsonb_agg("
        " is_withdrawn) from visits_possiblevictim p where p.visit_id = v.id))"
        " from visits_visit v where planned_id = %s",
        planned.id,
    )
    return found


def read_victims(planned: Planned) -> list[dict[str, object]]:
    """The possible victims of a record by their numbers, which cases stand on."""
    found: dict[str, list[dict[str, object]]] = read_row(
        "select jsonb_build_object('victims', jsonb_agg(jsonb_build_object("
        "'age_group', age_group, 'alleges', alleges, 'is_brought_to_safety',"
        " is_brought_to_safety) || case when is_withdrawn then"
        " jsonb_build_object('is_withdrawn', true) else '{}'::jsonb end"
        " order by number)) from visits_possiblevictim p"
        " join visits_visit v on v.id = p.visit_id where v.planned_id = %s",
        planned.id,
    )
    return found["victims"]


def test_another_account_takes_the_place_of_the_record_and_back_again(
    cast: Cast, two: tuple[Planned, UUID, UUID]
) -> None:
    planned, first, second = two
    before = read_record(planned)

    decide(cast, second)

    record = read_record(planned)
    assert (record["id"], record["revision"], record["narrative"]) == (
        before["id"],
        2,
        "His",
    )
    # A case may stand on whom the new account does not know: marked, and not deleted.
    assert record["victims"] == [True]
    assert (
        one.get_visit(
            viewer=cast.actor("officer"), visit_id=UUID(str(record["id"]))
        ).possible_victims
        == ()
    )
    with pytest.raises(Absent):
        one.get_visit(
            viewer=cast.actor("charity_visitor"), visit_id=UUID(str(record["id"]))
        )

    decide(cast, first)

    record = read_record(planned)
    assert (record["revision"], record["narrative"]) == (3, "Hers")
    assert record["victims"] == [False]


@pytest.mark.parametrize(
    ("told", "after"),
    [
        ([CHILD, WOMAN], [WOMAN, CHILD]),
        (
            [CHILD, {**WOMAN, "alleges": "sexual"}],
            [{**WOMAN, "alleges": "sexual"}, CHILD],
        ),
        ([MAN, WOMAN], [WOMAN, CHILD_GONE, MAN]),
    ],
)
def test_no_possible_victim_becomes_somebody_else(
    cast: Cast, told: list[dict[str, object]], after: list[dict[str, object]]
) -> None:
    accounts.open_landing()
    planned = make_planned(cast)
    there = tuple(FoundVictim(**one) for one in (WOMAN, CHILD))
    referrals = (ReferralMade("council_child", "Safeguarding"),)
    make_find(
        cast, planned=planned, by="charity_visitor", people=there, referrals=referrals
    )
    sent = send(cast, planned, outer=make_outer(possible_victims=told))

    decide(cast, UUID(find_account(sent)["id"]))

    assert read_victims(planned) == after


def test_a_decision_says_who_and_why_and_is_no_authors_own(
    cast: Cast, two: tuple[Planned, UUID, UUID]
) -> None:
    planned, first, second = two

    with pytest.raises(AccountReasonMissing):
        actions.decide_account(
            account_id=second,
            decision="count",
            why=" ",
            actor=cast.actor("planner"),
            at=NOON,
        )
    for part in ("officer", "charity_visitor", "analyst", "partner"):
        with pytest.raises(Absent):
            decide(cast, second, part=part)
    with pytest.raises(DecisionRefused, match="counts_already"):
        decide(cast, first, "set_aside")
    decide(cast, second, "set_aside")

    found = queries.compare_accounts(
        viewer=cast.actor("planner"), planned_id=planned.id
    )
    assert [(c.id, c.state, c.decided_why) for c in found.accounts] == [
        (first, "counts", ""),
        (second, "set_aside", WHY),
    ]


def test_of_a_safeguarding_visit_the_safeguarding_lead_decides(cast: Cast) -> None:
    accounts.open_landing()
    planned = make_planned(cast, kind="safeguarding", premises_kind="dwelling")
    make_visit(cast, planned=planned, by="charity_visitor")
    second = UUID(find_account(send(cast, planned))["id"])

    with pytest.raises(Absent):
        decide(cast, second)
    decide(cast, second, part="safeguarding_lead")

    assert read_record(planned)["revision"] == 2


def test_what_lacks_a_record_or_a_plan_cannot_count(cast: Cast) -> None:
    accounts.open_landing()
    outer = {"answers": {"outcome": "advice_given"}}
    half = send(cast, make_planned(cast), kind="unfinished", outer=outer)
    nowhere = accounts.send(cast, None)

    for sent, why in ((half, "no_record"), (nowhere, "no_plan")):
        with pytest.raises(DecisionRefused, match=why):
            decide(cast, UUID(find_account(sent)["id"]))
    with pytest.raises(DecisionRefused, match="nothing_counts"):
        decide(cast, UUID(find_account(half)["id"]), "beside")
    decide(cast, UUID(find_account(nowhere)["id"]), "set_aside")


def test_what_can_be_the_record_of_no_such_visit_is_refused_and_stays(
    cast: Cast,
) -> None:
    accounts.open_landing()
    planned = make_planned(cast)
    power = make_outer(entry_basis="power", power="PACE 1984 section 17")
    waits = UUID(find_account(send(cast, planned, outer=power))["id"])

    with pytest.raises(DecisionRefused, match="does_not_fit"):
        decide(cast, waits)

    assert queries.list_waiting(viewer=cast.actor("planner"))[0].id == waits


def test_a_record_from_before_accounts_is_kept_when_another_takes_its_place(
    cast: Cast, two: tuple[Planned, UUID, UUID]
) -> None:
    planned, _first, second = two
    accounts.change_row("update visits_visit set account_id = null")

    decide(cast, second)

    kept = read_row(
        "select jsonb_agg(content -> 'record' ->> 'narrative') from visits_account"
        " where planned_id = %s and state = 'beside'",
        planned.id,
    )
    # The account that was there, and the record as it stood.
    assert kept == ["Hers", "Hers"]


def test_pages_show_what_waits_and_why_and_both_accounts_side_by_side(
    cast: Cast, client: Client, two: tuple[Planned, UUID, UUID]
) -> None:
    planned, _first, second = two
    sign_in(cast, client, "planner")

    assert "Another account of this visit counts already" in (
        client.get("/visits/accounts/").text
    )
    page = client.get(f"/visits/planned/{planned.id}/accounts/").text
    assert "Hers" in page
    assert "His" in page
    assert "Differs" in page
    address = f"/visits/accounts/{second}/"
    assert address in client.get("/field/landing/").text
    assert "Enter why" in client.post(address, {"decision": "count"}).text
    client.post(address, {"decision": "count", "why": WHY})

    assert read_record(planned)["narrative"] == "His"
    assert "Nothing waits" in client.get("/visits/accounts/").text
    sign_in(cast, client, "partner")
    assert client.get(address).status_code == 404


ODD = {
    "answers": {"on": "2026-02-31", "starts_at": "T", "follow_up_on": "yesterday"},
    "people": [{"age": ["adult"]}, "three"],
    "signs": [{"code": 7}, {"answer": "seen"}, None],
    "referrals": [{"to": {}}],
    "possible_victims": [{}],
    "record": {"outcome": "arrest"},
}


def test_whatever_a_phone_sent_can_be_looked_at_and_no_record_be_slipped_in(
    cast: Cast, client: Client
) -> None:
    accounts.open_landing()
    sent = send(cast, make_planned(cast), kind="unfinished", outer=ODD)
    account_id = UUID(find_account(sent)["id"])
    sign_in(cast, client, "planner")

    page = client.get(f"/visits/accounts/{account_id}/")

    assert page.status_code == 200
    assert "2026-02-31 T" in page.text
    assert "Arrest" not in page.text
    with pytest.raises(DecisionRefused, match="no_record"):
        decide(cast, account_id)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_each_choice_is_whole(settings: LazySettings) -> None:
    cast = make_cast()
    accounts.open_landing()
    planned = make_planned(cast)
    make_visit(cast, planned=planned, by="charity_visitor")
    waiting = [
        UUID(find_account(send(cast, planned, outer=make_outer(narrative=word)))["id"])
        for word in ("One", "Two")
    ]
    parts = ("planner", "safeguarding_lead")
    actors = {part: cast.actor(part) for part in parts}
    together = threading.Barrier(2)

    def choose(part: str, account_id: UUID) -> None:
        together.wait()
        actions.decide_account(
            account_id=account_id,
            decision="count",
            why=WHY,
            actor=actors[part],
            at=NOON,
        )
        connections.close_all()

    threads = [
        threading.Thread(target=choose, args=each)
        for each in zip(parts, waiting, strict=True)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    stands = read_row(
        "select jsonb_agg(state order by state) from visits_account"
        " where planned_id = %s",
        planned.id,
    )
    assert stands == ["beside", "beside", "counts"]
    assert read_record(planned)["revision"] == 3


@pytest.mark.django_db(transaction=True)
def test_whoever_decides_is_not_stopped_by_the_worker_that_waits_for_them(
    settings: LazySettings,
) -> None:
    cast, phone = make_cast(), Phone()
    accounts.open_landing()
    planned = make_planned(cast)
    sent = accounts.send(cast, planned, phone=phone)
    accounts.enrol(cast, phone)
    worker = threading.Thread(target=_apply_apart)

    with transaction.atomic(), as_guard(), connections["default"].cursor() as cursor:
        lock = "select from {} where {} = %s for no key update nowait"
        cursor.execute(lock.format("operations_plannedvisit", "id"), [planned.id])
        worker.start()
        _wait_for_waiting()
        account = lock.format("visits_account", "submission_id")
        cursor.execute(account, [sent.id])

    worker.join()
    assert find_account(sent)["state"] == "counts"


def _apply_apart() -> None:
    accounts.apply()
    connections.close_all()


def _wait_for_waiting() -> None:
    """Until some other connection waits for a lock."""
    waits = "select count(*) from pg_locks where not granted"
    for _ in range(500):
        if read_row(waits):
            return
        time.sleep(0.01)
    raise AssertionError("the worker waits for nothing")
