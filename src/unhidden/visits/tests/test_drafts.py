"""Nothing that was typed on the page is lost, and every account of it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made.accounts import change_row, read_row
from tests.made.visit_forms import form
from tests.made.visits import Planned, make_planned, make_visit
from unhidden.operations.teams.actions import teams
from unhidden.operations.visits.actions import visits as plans
from unhidden.visits.models import VisitDraft

pytestmark = pytest.mark.django_db
TYPED = "The back door was locked from outside"


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def page(cast: Cast, client: Client) -> Client:
    client.login(email=cast.email("officer"), password=PASSWORD)
    return client


def begin(page: Client, planned: Planned) -> dict[str, str]:
    """Open the page; gives what it says of its draft."""
    text = page.get(f"/visits/record/{planned.id}/").text
    return dict(re.findall(r'name="(submission|number)" value="([^"]+)"', text))


def save(page: Client, planned: Planned, hidden: dict[str, str], **typed: str) -> int:
    address = f"/visits/record/{planned.id}/draft/"
    return page.post(address, {**form(**typed), **hidden}).status_code


def send(page: Client, planned: Planned, hidden: dict[str, str], **typed: str) -> str:
    address = f"/visits/record/{planned.id}/"
    return page.post(address, {**form(**typed), **hidden}, follow=True).text


def find_account(hidden: dict[str, str]) -> dict[str, object]:
    found: dict[str, object] = read_row(
        "select to_jsonb(a) from visits_account a where submission_id = %s",
        UUID(hidden["submission"]),
    )
    return found


def test_what_was_typed_is_there_again_after_the_browser_was_closed(
    cast: Cast, page: Client
) -> None:
    planned = make_planned(cast)
    hidden = begin(page, planned)

    assert save(page, planned, hidden, narrative=TYPED) == 204

    again = page.get(f"/visits/record/{planned.id}/").text
    assert TYPED in again
    assert "What you typed was saved" in again
    assert 'value="1"' in again
    page.login(email=cast.email("charity_visitor"), password=PASSWORD)
    assert TYPED not in page.get(f"/visits/record/{planned.id}/").text
    assert save(page, planned, hidden, narrative="Mine") == 404


def test_without_scripts_a_button_saves_and_shows_the_page_again(
    cast: Cast, page: Client
) -> None:
    planned = make_planned(cast)
    hidden = begin(page, planned)

    shown = send(page, planned, hidden, narrative=TYPED, more="save")

    assert "What you typed was saved" in shown
    assert TYPED in page.get(f"/visits/record/{planned.id}/").text


def test_of_two_tabs_both_drafts_are_kept(cast: Cast, page: Client) -> None:
    planned = make_planned(cast)
    hidden = begin(page, planned)

    assert save(page, planned, hidden, narrative="First tab") == 204
    # The answer was lost, and it is sent again: that is no other tab.
    assert save(page, planned, hidden, narrative="First tab") == 204
    assert save(page, planned, hidden, narrative="Second tab") == 200

    rows = VisitDraft.objects.using("stored").filter(planned_id=planned.id)
    assert [row.content["narrative"] for row in rows.order_by("number")] == [
        ["Second tab"],
        ["First tab"],
    ]


def test_what_was_sent_counts_and_leaves_no_draft(cast: Cast, page: Client) -> None:
    planned = make_planned(cast)
    hidden = begin(page, planned)

    assert "The visit is recorded" in send(page, planned, hidden)
    # Sent again, as after a lost answer: it is there once.
    send(page, planned, hidden)

    assert find_account(hidden)["state"] == "counts"
    assert not VisitDraft.objects.using("stored").exists()
    assert read_row("select to_jsonb(count(*)) from visits_account") == 1


def test_what_is_sent_again_with_other_words_is_kept_as_well(
    cast: Cast, page: Client
) -> None:
    planned = make_planned(cast)
    hidden = begin(page, planned)
    send(page, planned, hidden)

    for _ in range(2):
        told = send(page, planned, hidden, narrative="And the front door")

    assert "came twice with different words" in told
    kept = read_row(
        "select jsonb_agg(jsonb_build_array(state, reason, content #>>"
        " '{record,narrative}') order by landed_at, state) from visits_account"
    )
    assert kept == [
        ["counts", "", TYPED],
        ["waits", "another_content", "And the front door"],
    ]


def test_what_is_sent_again_after_it_was_set_aside_is_kept_anew(
    cast: Cast, page: Client
) -> None:
    planned = make_planned(cast)
    hidden = begin(page, planned)
    make_visit(cast, planned=planned, by="charity_visitor")
    send(page, planned, hidden)
    change_row("update visits_account set state = 'set_aside' where state = 'waits'")

    assert "Your account is kept" in send(page, planned, hidden, narrative="Also")

    said = "select to_jsonb(content #>> '{record,narrative}') from visits_account"
    assert read_row(said + " where state = 'waits'") == "Also"


def test_what_contradicts_itself_is_told_once_and_then_kept_as_it_happened(
    cast: Cast, page: Client
) -> None:
    planned = make_planned(cast)
    hidden = begin(page, planned)

    told = send(page, planned, hidden, outcome="arrest")
    assert "Keep it as it happened" in told
    hidden = dict(re.findall(r'name="(submission|number)" value="([^"]+)"', told))
    kept = send(page, planned, hidden, outcome="arrest", keep="yes")

    assert "Your account is kept" in kept
    account = find_account(hidden)
    assert (account["state"], account["reason"]) == ("waits", "does_not_add_up")
    assert "arrests_not_counted" in str(account["content"])
    assert "Kept, and waiting for a person" in page.get("/visits/").text


def test_an_account_comes_after_another_one_or_after_a_cancelled_visit(
    cast: Cast, page: Client
) -> None:
    found = {}
    for place, happens in (("Castle Nails", "recorded"), ("Harbour Wash", "cancelled")):
        planned = make_planned(cast, premises=place)
        hidden = begin(page, planned)
        if happens == "recorded":
            make_visit(cast, planned=planned, by="charity_visitor")
        else:
            planner = cast.actor("planner")
            plans.cancel_visit(
                planned_id=planned.id, reason="Rain", actor=planner, at=NOON
            )

        send(page, planned, hidden, narrative=TYPED)
        found[happens] = find_account(hidden)["reason"]

    assert found == {"recorded": "recorded_already", "cancelled": "plan_cancelled"}


def test_who_was_taken_off_the_team_is_heard_all_the_same(
    cast: Cast, page: Client
) -> None:
    planned = make_planned(cast, team=("colleague", "officer", "charity_visitor"))
    hidden = begin(page, planned)
    teams.remove_member(
        team_id=planned.team_id,
        person_id=cast.people["officer"],
        actor=cast.actor("planner"),
        at=NOON,
    )

    text = send(page, planned, hidden, narrative=TYPED)

    assert "is not on the team" in text
    account = find_account(hidden)
    assert (account["state"], account["reason"]) == ("waits", "not_on_team")
    content = account["content"]
    assert isinstance(content, dict)
    assert content["answers"]["narrative"] == TYPED
    assert content["answers"]["on"] == "2026-01-05"
    assert {"age": "adult", "sex": "female", "count": "2"} in content["people"]


def test_a_correction_waits_beside_the_record_with_what_that_said(
    cast: Cast, page: Client
) -> None:
    planned = make_planned(cast)
    visit_id = make_visit(cast, planned=planned, narrative=TYPED)

    shown = page.post(f"/visits/{visit_id}/correct/", follow=True).text
    hidden = dict(re.findall(r'name="(submission|number)" value="([^"]+)"', shown))
    send(page, planned, hidden, narrative="The front door")

    assert "You correct a record" in shown
    assert TYPED in shown
    account = find_account(hidden)
    assert (account["kind"], account["reason"]) == ("correction", "recorded_already")
    assert account["about"]
