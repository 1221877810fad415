"""What the pages of plans say, and ask of the database, for their tests."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.made.week_plans import page
from unhidden.operations.tests.reading import words

MOST_QUERIES = 30


def see(client: Client, name: str, *arguments: object, **asked: object) -> str:
    """The words of a page, which asks the database no more than it may."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(page(name, *arguments, **asked))
    assert len(captured) <= MOST_QUERIES, name
    return words(response)


def list_slot_keys(response: Any) -> list[str]:
    """The slots that a page offers, the best first."""
    found: list[str] = re.findall(
        r'name="slot" value="(\w+)"', response.content.decode()
    )
    assert found
    return found
