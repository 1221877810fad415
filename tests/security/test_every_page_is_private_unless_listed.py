"""No staff page was forgotten: each is private and names the permission it needs."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.security.routes import Route, routes
from unhidden.agencies.policies import PERMISSIONS_OF_ROLE

STAFF = routes("unhidden.config.urls.staff")
OPEN_TO_ANYONE = {"/sign-in/"}
# The steps of signing in: each leads back to its beginning, or is not there, for
# somebody who is not in the middle of it.
STEPS_OF_SIGNING_IN = {
    "/sign-in/code/",
    "/sign-in/passkey/",
    "/sign-in/organisation/a-word/",
    "/sign-in/organisation/a-word/back/",
}
# Signing out, one's own language, how one signs in oneself, what roles may do, and the
# first page: for whoever is signed in.
OPEN_TO_ANY_COLLEAGUE = {
    "/",
    "/sign-out/",
    "/language/",
    "/account/acting-as/",
    "/account/keys/",
    "/account/keys/new/",
    "/account/notices/",
    "/account/notices/again/",
    "/account/password/",
    "/account/again/",
    "/account/again/code/",
    "/account/again/passkey/",
    "/account/sessions/",
    "/account/sessions/1/end/",
    "/account/second-factor/",
    "/account/second-factor/app/",
    "/account/second-factor/app/remove/",
    "/account/second-factor/code/",
    "/account/second-factor/codes/",
    "/account/second-factor/codes/new/",
    "/account/second-factor/passkeys/",
    "/account/second-factor/passkeys/1/name/",
    "/account/second-factor/passkeys/1/remove/",
    "/account/second-factor/passkeys/add/",
    "/roles/",
    *STEPS_OF_SIGNING_IN,
}

pytestmark = pytest.mark.django_db


def _ids(route: Route) -> str:
    return route.path


@pytest.mark.parametrize("route", STAFF, ids=_ids)
def test_a_stranger_is_sent_to_sign_in(route: Route, client: Client) -> None:
    if route.path in OPEN_TO_ANYONE:
        assert client.get(route.path).status_code == 200
        return

    for answer in (client.get(route.path), client.post(route.path)):
        if "/sign-in/organisation/" in route.path:
            assert answer.status_code == 404
            continue
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("route", STAFF, ids=_ids)
def test_every_page_names_the_permission_it_needs(route: Route) -> None:
    if route.path in OPEN_TO_ANYONE | OPEN_TO_ANY_COLLEAGUE:
        return

    permission = getattr(route.view, "needs", None)

    assert permission is not None
    held_by = [role for role, held in PERMISSIONS_OF_ROLE.items() if permission in held]
    assert held_by, f"no role has {permission}"


def test_a_colleague_without_a_role_meets_only_absence(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("stranger"), password=PASSWORD)
    private = [
        route
        for route in STAFF
        if route.path not in OPEN_TO_ANYONE | OPEN_TO_ANY_COLLEAGUE
    ]

    statuses = {(route.path, client.get(route.path).status_code) for route in private}

    # A page that takes only POST may say so (405) before it says anything else.
    assert {status for _, status in statuses} <= {404, 405}
    assert len(private) > 30
