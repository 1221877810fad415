"""Safeguarding leads have keys of their own, which come and go with their work."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from tests.cast import FOUNDER, NOON, PASSWORD, TODAY, Cast
from tests.made.agencies import end_engagement, make_colleague
from tests.made.vault import by_system
from tests.support import audited
from tests.support.roles import as_role
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.agencies import actions as agencies
from unhidden.agencies import key_teams
from unhidden.agencies import queries as people
from unhidden.agencies.keys import actions, presenters, queries
from unhidden.agencies.leaving import actions as leaving
from unhidden.agencies.models import Engagement
from unhidden.notices import queries as notices
from unhidden.vault import actions as vault
from unhidden.vault import queries as vault_queries

pytestmark = pytest.mark.django_db


def team_of(cast: Cast, organisation: str = "police") -> UUID:
    return people.safeguarding_team_of(cast.organisations[organisation])


def holders(team_id: UUID) -> set[UUID]:
    state = by_system(vault_queries.team_state)(team_id=team_id)
    assert state is not None
    return {each.person_id for each in state.members}


def test_leads_hold_them_once_they_sign_in_and_nobody_else_does(cast: Cast) -> None:
    lead = cast.actor("safeguarding_lead")
    for part in ("analyst", "officer", "investigator"):
        cast.actor(part)

    assert holders(team_of(cast)) == {lead.person}

    for part in ("analyst", "support_worker", "officer", "administrator"):
        with pytest.raises(Absent):
            queries.find_keys(viewer=cast.actor(part), is_of_leads=True)
        with pytest.raises(Absent):
            actions.rotate_keys(is_of_leads=True, actor=cast.actor(part), at=NOON)


def test_after_set_up_the_next_lead_waits_for_the_first(cast: Cast) -> None:
    lead = cast.actor("safeguarding_lead")
    actions.finish_set_up(is_of_leads=True, actor=lead, at=NOON)

    name = f"Mair {uuid4().hex}"
    second = make_colleague(cast, name, "police", "safeguarding_lead")

    view = queries.find_keys(viewer=lead, is_of_leads=True)
    assert [each.person_id for each in view.keepers] == [lead.person]
    assert second in {each.person_id for each in view.waiting}
    # The organisation's own keys are others, and are not set up by that.
    assert not queries.find_keys(viewer=lead).is_set_up
    police = cast.organisations["police"]
    assert "agencies.keys_set_up" in audited.names_about(subject_id=police)


def test_who_leads_no_more_holds_them_no_more(cast: Cast) -> None:
    lead = cast.actor("safeguarding_lead")
    row = Engagement.objects.get(person_id=lead.person, role="safeguarding_lead")
    administrator = cast.actor("administrator")

    leaving.end_engagement(engagement_id=row.id, homes={}, actor=administrator, at=NOON)

    assert holders(team_of(cast)) == set()


def test_who_works_on_in_another_role_keeps_the_organisations_keys_alone(
    cast: Cast,
) -> None:
    lead = cast.actor("safeguarding_lead")
    agencies.request_engagement(
        person_id=lead.person,
        organisation_id=lead.organisation,
        role="analyst",
        from_on=TODAY,
        actor=FOUNDER,
        at=NOON,
    )
    row = Engagement.objects.get(person_id=lead.person, role="safeguarding_lead")

    leaving.end_engagement(
        engagement_id=row.id, homes={}, actor=cast.actor("administrator"), at=NOON
    )

    assert holders(team_of(cast)) == set()
    assert lead.person in holders(lead.organisation)


def test_who_led_for_a_time_and_works_on_is_one_to_take_the_keys_from(
    cast: Cast,
) -> None:
    lead, analyst = cast.actor("safeguarding_lead"), cast.actor("analyst")
    assert not queries.find_keys(viewer=lead, is_of_leads=True).is_stale
    agencies.request_engagement(
        person_id=analyst.person,
        organisation_id=lead.organisation,
        role="safeguarding_lead",
        from_on=TODAY - timedelta(days=30),
        to_on=TODAY - timedelta(days=1),
        actor=FOUNDER,
        at=NOON,
    )

    view = queries.find_keys(viewer=lead, is_of_leads=True)

    assert analyst.person in {each.person_id for each in view.keepers}
    assert view.is_stale
    actions.remove_key_holder(
        person_id=analyst.person, is_of_leads=True, actor=lead, at=NOON
    )
    assert not queries.find_keys(viewer=lead, is_of_leads=True).is_stale


def test_the_last_lead_who_holds_them_stays_until_another_does(cast: Cast) -> None:
    lead = cast.actor("safeguarding_lead")
    actions.finish_set_up(is_of_leads=True, actor=lead, at=NOON)
    row = Engagement.objects.get(person_id=lead.person, role="safeguarding_lead")

    with pytest.raises(vault.LastMember):
        leaving.end_engagement(
            engagement_id=row.id, homes={}, actor=cast.actor("administrator"), at=NOON
        )


def test_the_pages_of_their_keys_stay_among_themselves(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("safeguarding_lead"), password=PASSWORD)

    page = client.get("/lead-keys/")

    assert "Keys of the safeguarding leads" in page.text
    for place in ("finish", "change", "recovery"):
        assert f'href="/lead-keys/{place}/"' in page.text
        assert client.get(f"/lead-keys/{place}/").status_code == 200
    told = client.post("/lead-keys/finish/", follow=True)
    assert str(presenters.LOCKED) in told.text
    assert told.request["PATH_INFO"] == "/lead-keys/"
    assert 'href="/lead-keys/"' in client.get("/keys/").text
    made = client.post("/lead-keys/make/", follow=True)
    assert "The safeguarding leads have keys of their own" in made.text


@pytest.fixture
def old_lead(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A lead at the council, from before safeguarding leads had keys of their own."""
    end_engagement(cast, "council_officer", homes={})
    with monkeypatch.context() as before:
        before.setattr(key_teams, "list_key_teams", _list_teams_of_before)
        agencies.request_engagement(
            person_id=cast.people["council_officer"],
            organisation_id=cast.organisations["council"],
            role="safeguarding_lead",
            from_on=TODAY,
            actor=FOUNDER,
            at=NOON,
        )
    return cast.people["council_officer"]


def _list_teams_of_before(engagement: Engagement) -> set[UUID]:
    return {engagement.organisation_id}


def test_who_led_before_there_were_such_keys_is_told_until_they_make_them(
    signed_in: SignedIn, old_lead: UUID
) -> None:
    missing = "The safeguarding leads of Wrexham Council have no signed keys"
    client = signed_in("council_officer")

    assert missing in client.get("/").text
    assert missing in signed_in("administrator").get("/").text
    assert "have no signed keys" not in signed_in("safeguarding_lead").get("/").text
    assert leads_told() == {old_lead}
    client.post("/lead-keys/make/")

    assert "have no signed keys" not in client.get("/").text
    assert "have no signed keys" not in signed_in("administrator").get("/").text
    assert leads_told() == set()


def leads_told() -> set[UUID | None]:
    """To whom the worker says by e-mail that something waits for a lead."""
    with as_role("worker"):
        waiting = notices.list_waiting()
    return {w.person_id for w in waiting if w.permission == "agencies.keep_lead_keys"}


def test_others_do_not_find_the_pages(cast: Cast, client: Client) -> None:
    client.login(email=cast.email("analyst"), password=PASSWORD)

    assert "/lead-keys/" not in client.get("/keys/").text
    for place in ("", "make/", "finish/", "change/", "recovery/"):
        assert client.get(f"/lead-keys/{place}").status_code == 404
