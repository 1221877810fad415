"""Where and when a safeguarding visit will be made: on no page of those it is not for.

Every address of the staff site, with every id there is, is opened as everybody who may
open such a page, and the answer is searched for the home, the purpose and the key of
the planned visit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from uuid import UUID

import pytest
from django.test import Client
from django.urls import resolve, reverse

from tests.cast import PASSWORD, Cast
from tests.made.safeguarding_plan import SafeguardingPlan, make_safeguarding_plan
from tests.security.routes import Route, routes
from unhidden.access.actor import Actor

pytestmark = pytest.mark.django_db

STAFF = "unhidden.config.urls.staff"
# Its planner, the lead of safeguarding, and who is on its team.
MEET_IT = ("planner", "safeguarding_lead", "officer", "charity_visitor")
# The register of places is read by all of these: that a house stands there.
REGISTER = ("/premises", "/intelligence", "/risk")


def test_nobody_else_is_shown_a_safeguarding_visit_to_come(cast: Cast) -> None:
    made = make_safeguarding_plan(cast)
    others = [part for part in cast.people if part not in (*MEET_IT, "stranger")]

    gave = [found for part in others for found in _given(cast, made, part)]

    assert gave == []


@pytest.mark.parametrize("part", MEET_IT)
def test_those_it_is_for_are_shown_it(cast: Cast, part: str) -> None:
    made = make_safeguarding_plan(cast)

    gave = "".join(found for found in _given(cast, made, part))

    assert str(made.id) in gave or made.plan_words[0] in gave


def _given(cast: Cast, made: SafeguardingPlan, part: str) -> Iterator[str]:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    for address in _addresses(_ids(cast, made), cast.actor(part)):
        answer = client.get(address)
        text = answer.content.decode(errors="replace")
        is_register = address.startswith(REGISTER)
        words = made.plan_words if is_register else made.words
        if answer.status_code == 404:
            continue
        for word in words:
            # A page names itself where it was asked for by that name.
            if word in text.replace(address, ""):
                yield f"{part} {address}: {word}"


def _ids(cast: Cast, made: SafeguardingPlan) -> Mapping[str, list[UUID]]:
    return {
        "operation_id": [made.operation_id],
        "team_id": [made.team_id, made.ordinary_team_id],
        "planned_id": [made.id, made.ordinary_id],
        "premises_id": [made.premises_id],
        "visit_id": [made.visit_id],
        "person_id": [cast.people[part] for part in ("officer", "charity_visitor")],
        "organisation_id": [cast.organisations["bawso"]],
        "record_id": [made.operation_id, made.visit_id],
    }


def _addresses(ids: Mapping[str, list[UUID]], actor: Actor) -> list[str]:
    open_to = [
        route
        for route in routes(STAFF)
        if getattr(route.view, "needs", None) in actor.permissions
    ]
    return sorted({each for route in open_to for each in _real(route, ids)})


def _real(route: Route, ids: Mapping[str, list[UUID]]) -> Iterator[str]:
    """The route's address with real ids in it; of the plan, each team's as well."""
    match = resolve(route.path, STAFF)
    values = [
        [(name, each) for each in ids.get(name, [value])]
        for name, value in match.kwargs.items()
    ]
    for chosen in product(*values):
        address = reverse(match.view_name, STAFF, kwargs=dict(chosen))
        yield address
        if match.view_name == "operations:visits":
            yield from (f"{address}?team={team_id}" for team_id in ids["team_id"])
