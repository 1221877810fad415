"""Posts in an investigation: one SIO, and no disclosure officer with a conflict."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.visits import make_find
from unhidden.access.absent import Absent
from unhidden.investigations import actions
from unhidden.investigations.models import InvestigationPartner, Post
from unhidden.investigations.origins.actions.opening import open_from_visit
from unhidden.investigations.posts.actions import partners
from unhidden.investigations.posts.actions.posts import (
    NewRoomPost,
    NotOnTeam,
    PostConflicts,
    SioStays,
    end_post,
    give_post,
    record_conflict,
)
from unhidden.investigations.posts.actions.teams import end_member
from unhidden.investigations.posts.queries.room import get_room

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)


@pytest.fixture(name="opened")
def _opened(cast: Cast) -> dict[str, Any]:
    """An investigation with a second colleague on its team, as actions are told it."""
    investigation_id = open_from_visit(
        visit_id=make_find(cast),
        title="Wages withheld at a car wash",
        grounds="Two people say that their pay is kept from them.",
        actor=cast.actor("investigator"),
        at=NOON,
    )
    told: dict[str, Any] = {
        "investigation_id": investigation_id,
        "actor": cast.actor("investigator"),
    }
    actions.add_member(person_id=cast.people["other_investigator"], at=NOON, **told)
    return told | {"at": LATER}


def held(opened: dict[str, Any], function: str) -> list[UUID]:
    """Who holds a post in it now."""
    rows = Post.objects.using("stored").filter(
        investigation_id=opened["investigation_id"], function=function, ended_at=None
    )
    return [row.person_id for row in rows]


def test_whoever_opens_it_is_its_sio(cast: Cast, opened: dict[str, Any]) -> None:
    assert held(opened, "sio") == [cast.people["investigator"]]


def test_a_new_sio_takes_over_and_the_last_one_never_just_ends(
    cast: Cast, opened: dict[str, Any]
) -> None:
    (before,) = Post.objects.using("stored").filter(function="sio")
    with pytest.raises(SioStays):
        end_post(post_id=before.id, **opened)

    give_post(new=NewRoomPost(cast.people["other_investigator"], "sio"), **opened)

    assert held(opened, "sio") == [cast.people["other_investigator"]]
    assert Post.objects.using("stored").get(id=before.id).ended_at == LATER


def test_posts_are_for_the_team(cast: Cast, opened: dict[str, Any]) -> None:
    with pytest.raises(NotOnTeam):
        give_post(new=NewRoomPost(cast.people["officer"], "analyst"), **opened)


def test_nobody_with_a_conflict_of_interest_schedules_material(
    cast: Cast, opened: dict[str, Any]
) -> None:
    other = cast.people["other_investigator"]
    give_post(new=NewRoomPost(other, "disclosure_officer"), **opened)

    record_conflict(person_id=other, words="Their cousin works there.", **opened)

    assert held(opened, "disclosure_officer") == []
    with pytest.raises(PostConflicts):
        give_post(new=NewRoomPost(other, "deputy_disclosure"), **opened)


def takes_part(cast: Cast, opened: dict[str, Any]) -> dict[str, Any]:
    """Border Force takes part, whose colleague is on the team; how it is told."""
    organisation_id = cast.organisations["border_force"]
    new = partners.NewPartner(organisation_id, "MOU 7", ("arrest",), NOON.date())
    partners.join_partner(new=new, **opened)
    return {"organisation_id": organisation_id, **opened}


def test_the_people_of_a_partner_leave_the_team_with_it(
    cast: Cast, opened: dict[str, Any]
) -> None:
    told = takes_part(cast, opened)
    person = cast.people["other_investigator"]
    give_post(new=NewRoomPost(person, "disclosure_officer"), **opened)

    partners.end_partner(until_on=NOON.date(), **told)

    assert held(opened, "disclosure_officer") == []
    assert held(opened, "sio") == [cast.people["investigator"]]
    with pytest.raises(Absent):
        get_room(
            viewer=cast.actor("other_investigator"),
            investigation_id=opened["investigation_id"],
        )
    with pytest.raises(NotOnTeam):
        give_post(new=NewRoomPost(person, "analyst"), **opened)


def test_a_partner_ends_now_and_hands_over_what_it_leads_first(
    cast: Cast, opened: dict[str, Any]
) -> None:
    told = takes_part(cast, opened)
    with pytest.raises(partners.PartnerEndsLater):
        partners.end_partner(until_on=NOON.date() + timedelta(days=1), **told)

    give_post(new=NewRoomPost(cast.people["other_investigator"], "sio"), **opened)

    with pytest.raises(SioStays):
        partners.end_partner(until_on=NOON.date(), **told)
    assert InvestigationPartner.objects.using("stored").get().until_on is None


def test_who_leaves_the_team_holds_no_post_any_more_and_the_sio_never_just_leaves(
    cast: Cast, opened: dict[str, Any]
) -> None:
    person = cast.people["other_investigator"]
    give_post(new=NewRoomPost(person, "analyst"), **opened)

    with pytest.raises(SioStays):
        end_member(person_id=cast.people["investigator"], **opened)
    end_member(person_id=person, **opened)

    assert held(opened, "analyst") == []
    assert held(opened, "sio") == [cast.people["investigator"]]
