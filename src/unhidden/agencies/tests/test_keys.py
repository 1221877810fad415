"""The pages of an organisation's keys, and what they leave in the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings

from tests.cast import FOUNDER, NOON, PASSWORD, TODAY, Cast
from tests.made.agencies import make_colleague
from tests.made.reporting import WORDS, make_report
from tests.made.vault import SECRET
from tests.support import audited
from tests.support.roles import as_guard
from unhidden.access import context
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.agencies import actions as agencies
from unhidden.agencies import queries as people
from unhidden.agencies.keys import actions, presenters, queries
from unhidden.reporting import actions as reporting
from unhidden.vault import actions as vault
from unhidden.vault.actions import KeysLocked, NotForYou, ShareKeeper
from unhidden.vault.models import RecordKey
from unhidden.vault.rings import KeyRing

pytestmark = pytest.mark.django_db

_signed_in: dict[object, KeyRing] = {}


def with_rings(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """As a session that keeps its ring: the actor of a request carries it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        ring = _signed_in.get(actor.person_id)
        request.actor = replace(actor, keys=ring)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def unlocked(client: Client, cast: Cast, part: str) -> Client:
    client.login(email=cast.email(part), password=PASSWORD)
    ring = cast.actor(part).keys
    assert isinstance(ring, KeyRing)
    _signed_in[cast.people[part]] = ring
    return client


@pytest.fixture
def sessions_keep_rings() -> object:
    """Requests carry the ring of whoever was ``unlocked``."""
    _signed_in.clear()
    ours = f"{__name__}.with_rings"
    with override_settings(MIDDLEWARE=[*settings.MIDDLEWARE, ours]):
        yield
    _signed_in.clear()


def newcomer(cast: Cast, role: str = "analyst", organisation: str = "police") -> Actor:
    """Somebody whom the administrator adds now, signed in."""
    name = f"Mair Jones {uuid4().hex}"
    person_id = make_colleague(cast, name, organisation, role)
    actor = people.actor_of(person_id=person_id, day=TODAY)
    return replace(actor, keys=actions.open_ring(actor, secret=PASSWORD, at=NOON))


def fingerprint_of(actor: Actor) -> str:
    assert isinstance(actor.keys, KeyRing)
    return actor.keys.fingerprint


def finish(cast: Cast, part: str = "analyst") -> None:
    actions.finish_set_up(actor=cast.actor(part), at=NOON)


def test_roles_that_open_something_sealed_hold_the_keys(cast: Cast) -> None:
    for part in ("officer", "safeguarding_lead", "investigator", "planner"):
        cast.actor(part)

    view = queries.find_keys(viewer=cast.actor("analyst"))

    names = {each.name for each in view.keepers}
    assert {"Analyst", "Officer", "Safeguarding Lead", "Investigator"} <= names
    assert names.isdisjoint({"Planner", "Administrator", "Communications", "Stranger"})


def test_after_set_up_a_newcomer_waits_and_is_let_in(cast: Cast) -> None:
    finish(cast)
    report_id = make_report()
    mair = newcomer(cast)

    with pytest.raises(NotForYou):
        reporting.open_report(report_id=report_id, actor=mair, at=NOON)
    analyst = cast.actor("analyst")
    with context.acting_as(analyst.doing("intel_assessment")):
        actions.admit_colleague(
            person_id=mair.person,
            fingerprint=fingerprint_of(mair),
            actor=analyst,
            at=NOON,
        )

    assert reporting.open_report(report_id=report_id, actor=mair, at=NOON)
    names = audited.names_about(subject_id=mair.person)
    assert "agencies.key_holder_admitted" in names


def test_after_set_up_somebody_takes_the_keys_from_themselves(cast: Cast) -> None:
    finish(cast)
    report_id = make_report()
    analyst = cast.actor("analyst")

    actions.remove_key_holder(person_id=analyst.person, actor=analyst, at=NOON)

    with pytest.raises(NotForYou):
        reporting.open_report(report_id=report_id, actor=analyst, at=NOON)
    other = cast.actor("investigator")
    later = make_report()
    assert analyst.person not in {
        each.person_id for each in queries.find_keys(viewer=other).keepers
    }
    assert later


def test_after_set_up_a_request_without_a_ring_opens_nothing(cast: Cast) -> None:
    report_id = make_report()
    analyst = replace(cast.actor("analyst"), keys=None)
    assert reporting.open_report(report_id=report_id, actor=analyst, at=NOON)

    finish(cast)

    with pytest.raises(KeysLocked):
        reporting.open_report(report_id=report_id, actor=analyst, at=NOON)
    assert reporting.open_report(
        report_id=report_id, actor=cast.actor("analyst"), at=NOON
    )


def test_each_change_of_the_keys_is_an_event_of_the_organisation(cast: Cast) -> None:
    analyst, police = cast.actor("analyst"), cast.organisations["police"]
    holders = [
        ShareKeeper(cast.people["analyst"], police),
        ShareKeeper(cast.people["support_worker"], cast.organisations["bawso"]),
    ]

    actions.rotate_keys(actor=analyst, at=NOON)
    finish(cast)
    actions.carry_on(actor=analyst, at=NOON)
    actions.set_up_recovery(holders=holders, threshold=2, actor=analyst, at=NOON)
    assert not actions.recover_keys(shares=["wrong"], actor=analyst, at=NOON)
    actions.end_recovery(actor=analyst, at=NOON)
    actions.remove_key_holder(person_id=cast.people["officer"], actor=analyst, at=NOON)

    assert {
        "agencies.keys_changed",
        "agencies.keys_set_up",
        "agencies.keys_moved",
        "agencies.recovery_set_up",
        "agencies.recovery_refused",
        "agencies.recovery_ended",
    } <= set(audited.names_about(subject_id=police))
    removed = audited.names_about(subject_id=cast.people["officer"])
    assert "agencies.key_holder_removed" in removed


def test_a_used_recovery_lets_in_is_recorded_and_told(cast: Cast) -> None:
    analyst, police = cast.actor("analyst"), cast.organisations["police"]
    holders = [
        ShareKeeper(cast.people["investigator"], police),
        ShareKeeper(cast.people["support_worker"], cast.organisations["bawso"]),
    ]
    finish(cast)
    split = actions.set_up_recovery(
        holders=holders, threshold=2, actor=analyst, at=NOON
    )
    vault.renew_member(person_id=analyst.person, secret=SECRET, at=NOON)

    is_done = actions.recover_keys(
        shares=[share.words for share in split], actor=analyst, at=NOON
    )

    assert is_done
    assert "agencies.recovery_used" in audited.names_about(subject_id=police)
    (news,) = queries.news_of_recovery(viewer=cast.actor("support_worker"))
    assert (news.by, news.at, news.is_done) == ("Analyst", NOON, True)


@pytest.mark.parametrize("part", ["planner", "administrator", "officer", "partner"])
def test_only_those_who_keep_keys_may_do_anything(cast: Cast, part: str) -> None:
    actor = cast.actor(part)

    with pytest.raises(Absent):
        queries.find_keys(viewer=actor)
    with pytest.raises(Absent):
        actions.rotate_keys(actor=actor, at=NOON)
    with pytest.raises(Absent):
        actions.admit_colleague(
            person_id=cast.people["analyst"], fingerprint="", actor=actor, at=NOON
        )


def test_somebody_who_was_there_before_gets_keys_when_they_sign_in(
    cast: Cast,
) -> None:
    agencies.request_engagement(
        person_id=cast.people["stranger"],
        organisation_id=cast.organisations["bawso"],
        role="support_worker",
        from_on=TODAY,
        actor=FOUNDER,
        at=NOON,
    )

    cast.actor("stranger")

    view = queries.find_keys(viewer=cast.actor("support_worker"))
    assert "Stranger" in {each.name for each in view.keepers}


def test_the_page_says_that_the_server_holds_the_keys(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("analyst"), password=PASSWORD)

    page = client.get("/keys/")

    assert str(presenters.HELD_BY_SERVER) in page.text
    assert str(presenters.LOST_KEYS) in page.text
    assert str(presenters.NO_RECOVERY) in page.text


def test_without_a_ring_set_up_is_not_finished_and_the_page_says_why(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("analyst"), password=PASSWORD)

    asked = client.get("/keys/finish/")
    answer = client.post("/keys/finish/", follow=True)

    assert str(presenters.FINISHING) in asked.text
    assert str(presenters.LOST_KEYS) in asked.text
    assert str(presenters.LOCKED) in answer.text
    assert not queries.find_keys(viewer=cast.actor("analyst")).is_set_up


@pytest.mark.usefixtures("sessions_keep_rings")
def test_the_whole_way_on_pages(cast: Cast, client: Client) -> None:
    unlocked(client, cast, "analyst")
    make_report()

    finished = client.post("/keys/finish/", follow=True)
    assert "The server holds no key of your organisation any more" in finished.text
    assert str(presenters.HELD_BY_SERVER) not in finished.text
    assert "0 of 1 sealed things" in finished.text

    carried = client.post("/keys/carry-on/", follow=True)
    assert "sealed things open with the new ones" not in carried.text

    mair = newcomer(cast)
    ring = mair.keys
    assert isinstance(ring, KeyRing)
    waiting = client.get("/keys/")
    assert ring.fingerprint in waiting.text
    for other in ({}, {"fingerprint": "1234"}):
        refused = client.post(f"/keys/{mair.person}/admit/", other, follow=True)
        assert "They hold the keys now" not in refused.text
    compared = {"fingerprint": ring.fingerprint}
    admitted = client.post(f"/keys/{mair.person}/admit/", compared, follow=True)
    assert "They hold the keys now" in admitted.text
    assert ring.fingerprint not in admitted.text

    asked = client.get(f"/keys/{mair.person}/remove/")
    assert "Take the keys from Mair Jones" in asked.text
    removed = client.post(f"/keys/{mair.person}/remove/", follow=True)
    assert "They hold the keys no more" in removed.text
    assert client.get(f"/keys/{mair.person}/remove/").status_code == 404

    changed = client.post("/keys/change/", follow=True)
    assert "Everybody who holds the keys has new ones" in changed.text


@pytest.mark.usefixtures("sessions_keep_rings")
def test_recovery_on_pages(cast: Cast, client: Client) -> None:
    unlocked(client, cast, "analyst")
    parts = ("investigator", "support_worker")
    chosen = [str(cast.people[part]) for part in parts]

    alone = client.post("/keys/recovery/", {"holders": chosen[:1], "threshold": "2"})
    assert str(presenters.SENTENCES[vault.WrongThreshold].text) in alone.text
    shown = client.post("/keys/recovery/", {"holders": chosen, "threshold": "2"})
    assert "This page shows the shares once" in shown.text
    assert "no-store" in shown.headers["Cache-Control"]
    words = [words for _holder, words in shown.context["shares"]]
    state = client.get("/keys/recovery/")
    assert "2 shares together bring the keys back" in state.text
    assert words[0] not in state.text

    too_few = client.post("/keys/recovery/use/", {"shares": words[0]})
    assert "These are too few shares, or not the right ones" in too_few.text
    enough = client.post(
        "/keys/recovery/use/", {"shares": "\n".join(words)}, follow=True
    )
    assert "You hold your organisation’s keys again" in enough.text
    spent = client.post("/keys/recovery/use/", {"shares": "\n".join(words)})
    assert str(presenters.SENTENCES[vault.NoRecovery].text) in spent.text
    client.post("/keys/recovery/", {"holders": chosen, "threshold": "2"})
    ended = client.post("/keys/recovery/end/", follow=True)
    assert "The recovery has ended" in ended.text
    none = client.post("/keys/recovery/use/", {"shares": "\n".join(words)})
    assert str(presenters.SENTENCES[vault.NoRecovery].text) in none.text


def test_a_page_that_needs_a_ring_asks_to_sign_in_again(
    cast: Cast, client: Client
) -> None:
    report_id = make_report()
    client.login(email=cast.email("analyst"), password=PASSWORD)
    assert client.get(f"/desk/reports/{report_id}/").status_code == 200

    finish(cast)

    page = client.get(f"/desk/reports/{report_id}/")
    assert page.status_code == 403
    assert str(presenters.LOCKED) in page.text
    assert WORDS not in page.text


@pytest.mark.usefixtures("sessions_keep_rings")
def test_a_page_for_other_key_holders_says_so(cast: Cast, client: Client) -> None:
    report_id = make_report()
    unlocked(client, cast, "analyst")
    actions.remove_key_holder(
        person_id=cast.people["analyst"], actor=cast.actor("investigator"), at=NOON
    )

    page = client.get(f"/desk/reports/{report_id}/")

    assert page.status_code == 403
    assert str(presenters.SENTENCES[NotForYou].text) in page.text


@pytest.mark.usefixtures("sessions_keep_rings")
def test_a_page_with_a_broken_seal_says_so(cast: Cast, client: Client) -> None:
    report_id = make_report()
    unlocked(client, cast, "analyst")
    with as_guard():
        RecordKey.objects.filter(record_id=report_id).update(sealed_key=b"x" * 80)

    page = client.get(f"/desk/reports/{report_id}/")

    assert page.status_code == 500
    assert str(presenters.CHANGED) in page.text


@pytest.mark.parametrize(
    "path", ["", "finish/", "change/", "recovery/", "recovery/use/"]
)
def test_the_pages_are_absent_for_others(cast: Cast, client: Client, path: str) -> None:
    client.login(email=cast.email("planner"), password=PASSWORD)

    assert client.get(f"/keys/{path}").status_code == 404


def test_the_page_asks_few_queries(
    cast: Cast, client: Client, django_assert_max_num_queries: object
) -> None:
    client.login(email=cast.email("analyst"), password=PASSWORD)

    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get("/keys/")
