"""An investigation begins at a visit or a disclosure, and its team alone reads it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made.visits import make_find
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.investigations import actions, queries
from unhidden.investigations.origins.actions.opening import open_from_visit
from unhidden.sharing import actions as sharing

pytestmark = pytest.mark.django_db


def _open(cast: Cast, part: str = "investigator") -> UUID:
    return open_from_visit(
        visit_id=make_find(cast),
        title="Wages withheld at a car wash",
        grounds="Two people say that their pay is kept from them.",
        actor=cast.actor(part),
        at=NOON,
    )


def test_whoever_opens_it_leads_it_and_it_is_audited(cast: Cast) -> None:
    opened = _open(cast)

    view = queries.get_investigation(
        viewer=cast.actor("investigator"), investigation_id=opened
    )
    assert [(member.name, member.role) for member in view.team] == [
        ("Investigator", "lead")
    ]
    assert audit.names_about(subject_id=opened) == ["investigations.opened"]


@pytest.mark.parametrize(
    "part", ["officer", "other_investigator", "support_worker", "safeguarding_lead"]
)
def test_nobody_off_the_team_can_tell_that_it_exists(cast: Cast, part: str) -> None:
    opened = _open(cast)

    with pytest.raises(Absent):
        queries.get_investigation(viewer=cast.actor(part), investigation_id=opened)


def test_the_lead_lets_colleagues_in_once_and_only_investigators(cast: Cast) -> None:
    opened = _open(cast)
    added: dict[str, Any] = {
        "investigation_id": opened,
        "actor": cast.actor("investigator"),
        "at": NOON,
    }
    actions.add_member(person_id=cast.people["other_investigator"], **added)

    with pytest.raises(sharing.ColleagueAlreadyOnTeam):
        actions.add_member(person_id=cast.people["other_investigator"], **added)
    with pytest.raises(actions.CannotInvestigate):
        actions.add_member(person_id=cast.people["support_worker"], **added)


def test_a_closed_investigation_does_not_change(cast: Cast) -> None:
    opened = _open(cast)
    closed: dict[str, Any] = {
        "investigation_id": opened,
        "actor": cast.actor("investigator"),
        "at": NOON,
    }
    actions.close_investigation(**closed)

    with pytest.raises(actions.InvestigationClosed):
        actions.close_investigation(**closed)
    with pytest.raises(actions.InvestigationClosed):
        actions.add_member(person_id=cast.people["other_investigator"], **closed)


def test_a_support_worker_cannot_open_one(cast: Cast) -> None:
    with pytest.raises(Absent):
        _open(cast, "support_worker")


def test_the_pages_open_show_and_refuse(cast: Cast) -> None:
    visit_id = make_find(cast)
    client, stranger = Client(), Client()
    client.login(email=cast.email("investigator"), password=PASSWORD)
    stranger.login(email=cast.email("other_investigator"), password=PASSWORD)

    empty = client.post(f"/investigations/open/{visit_id}/", {"title": "A car wash"})
    opened = client.post(
        f"/investigations/open/{visit_id}/",
        {"title": "A car wash", "grounds": "Pay is kept."},
        follow=True,
    )
    url = opened.redirect_chain[-1][0]

    assert "Enter the grounds" in empty.text
    assert "A car wash" in empty.text
    assert "you lead it" in opened.text
    assert "A car wash" in client.get("/investigations/").text
    assert stranger.get(url).status_code == 404
    assert "A car wash" not in stranger.get("/investigations/").text


def test_closing_asks_first(cast: Cast) -> None:
    opened = _open(cast)
    client = Client()
    client.login(email=cast.email("investigator"), password=PASSWORD)

    asked = client.get(f"/investigations/{opened}/close/")
    closed = client.post(f"/investigations/{opened}/close/", follow=True)

    assert "Close this investigation?" in asked.text
    assert "The investigation is closed" in closed.text
