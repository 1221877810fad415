"""What a page tells of the chains of keys, and new keys."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client, override_settings
from django.utils import timezone
from lxml import html

from tests.cast import Cast
from tests.made.reporting import STAFF_KEYS
from tests.made.vault import by_system
from tests.support.roles import as_role
from unhidden.vault import actions as vault


def journey(client: Client) -> dict[str, Any]:
    """What the form's first page tells the script."""
    page: Any = html.fromstring(client.get("/report/").content)
    (data,) = page.xpath('//script[@id="journey-data"]')
    found: dict[str, Any] = json.loads(data.text)
    return found


def rotate(cast: Cast) -> None:
    """New keys for the desk: the next link of its chain."""
    with as_role("staff"), override_settings(**STAFF_KEYS):
        analyst = cast.actor("analyst")
        by_system(vault.rotate_team_keys)(
            team_id=cast.organisations["police"], by=analyst, at=timezone.now()
        )
