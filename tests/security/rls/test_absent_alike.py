"""What is not there and what is forbidden are answered alike: status, body, queries."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import PASSWORD, Cast
from tests.made.intelligence import make_intelligence
from tests.made.safeguarding import make_case
from tests.security.routes import routes
from unhidden.agencies.policies import PERMISSIONS_OF_ROLE
from unhidden.intelligence.models import IntelligenceReport
from unhidden.investigations.models import Investigation
from unhidden.operations.models import Operation
from unhidden.safeguarding.models import Case
from unhidden.visits.models import Visit

MISSING = "00000000-0000-4000-8000-000000000000"
SHOWN = {200, 302}
HEADS = (Case, Visit, Operation, IntelligenceReport, Investigation)
PAGES = [
    route
    for route in routes("unhidden.config.urls.staff")
    # With a second word, what is missing may be a part of a record that is shown.
    if route.path.count(MISSING) == 1 and "a-word" not in route.path
    if hasattr(route.view, "needs")
]
ASKING = {
    "analyst": "analyst",
    "colleague": "officer",
    "partner": "partner",
    "other_support_worker": "support_worker",
    "other_investigator": "investigator",
    "communications": "communications",
    "overseer": "overseer",
    "administrator": "administrator",
}
_LITERAL = re.compile(r"'[^']*'|_x\d+|\b\d+\b")

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", ASKING)
def test_forbidden_and_absent_are_one_answer(
    part: str, cast: Cast, client: Client
) -> None:
    make_case(cast)
    make_intelligence(by=cast.actor("analyst"))
    there = [
        row
        for model in HEADS
        for row in model._base_manager.using("stored").values_list("pk", flat=True)
    ]
    client.login(email=cast.email(part), password=PASSWORD)
    client.get("/")
    client.get("/keys/")  # a team's chain is read once and remembered
    pages = [
        page for page in PAGES if page.view.needs in PERMISSIONS_OF_ROLE[ASKING[part]]
    ]
    absent = {page.path: _asked(client, page.path) for page in pages}
    assert [path for path, (status, *_) in absent.items() if status in SHOWN] == []
    hidden = 0
    for record in there:
        found = {
            path: _asked(client, path.replace(MISSING, str(record))) for path in absent
        }
        # A page of a record that they do see may be absent for another reason.
        if not any(status in SHOWN for status, *_ in found.values()):
            assert found == absent
            hidden += 1

    assert there
    assert hidden or not pages


def _asked(client: Client, path: str) -> tuple[int, str, list[str]]:
    """The status, the body without what differs by request, and the queries' shapes."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    shapes = [_LITERAL.sub("?", query["sql"]) for query in captured.captured_queries]
    # What was asked for stands in the page that changes the language.
    body = _ID.sub("", re.sub(r'value="\w{64}"', "", answer.content.decode()))
    return answer.status_code, body, shapes
