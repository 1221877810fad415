"""Who meets the pages of plans, and addresses that nobody's page made."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast
from tests.made.week_plans import make_plan, make_week_to_plan, page
from tests.support.signing_in import SignedIn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["officer", "partner", "overseer", "support_worker"])
def test_others_find_no_page(
    cast: Cast, at_noon: None, signed_in: SignedIn, who: str
) -> None:
    week = make_week_to_plan(cast)
    version_id = make_plan(cast, week)
    other = signed_in(who)

    for address in (
        page("plans", week.operation_id),
        page("plan", version_id),
        page("left_out", version_id),
        page("take_plan", version_id),
        page("roads"),
    ):
        assert other.get(address).status_code == 404


def test_addresses_that_nobodys_page_made_are_not_there(
    cast: Cast, planner: Client
) -> None:
    version_id = make_plan(cast, make_week_to_plan(cast))

    for address in (
        page("move_in_plan", version_id),
        page("move_in_plan", version_id, candidate="nowhere"),
        page("compare_plans", version_id, **{"with": "none"}),
        page("plan_slots", version_id, candidate="nowhere"),
    ):
        assert planner.get(address).status_code == 404
    wrong = planner.post(page("plan_changes", version_id), {"revision": "x"})
    assert wrong.status_code == 404
