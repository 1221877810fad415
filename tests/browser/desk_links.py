"""The desk's links: as they are, and as the page says them."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from playwright.sync_api import Page

from tests.browser.walking import SAW
from tests.cast import Cast
from tests.made.vault import by_system
from tests.support.roles import as_role
from unhidden.vault import actions as vault
from unhidden.vault import queries
from unhidden.vault.links import SignedLink
from unhidden.vault.models import Link
from unhidden.vault.queries import LinkShown

TOLD = {"what": SAW}


def rotate(cast: Cast) -> None:
    """New keys for the desk: the next link of its chain."""
    analyst = cast.actor("analyst")
    by_system(vault.rotate_team_keys)(
        team_id=cast.organisations["police"], by=analyst, at=timezone.now()
    )


def link(cast: Cast) -> LinkShown:
    """The desk's last link as it is in the database."""
    with as_role("public"):
        shown = queries.last_link(team_id=cast.organisations["police"])
    assert shown is not None
    return shown


def said(page: Page) -> str:
    """What the page says of whom it seals for."""
    place = page.locator("[data-sealed-for] p").first
    place.wait_for()
    return " ".join(place.inner_text().split())


def sentence(shown: LinkShown) -> str:
    return f"Sealed for North Wales Police, link {shown.number}: {shown.words}"


def of(team: UUID, after: int = 0) -> list[SignedLink]:
    """A team's links as anybody can read them in the database."""
    rows = Link.objects.using("stored").filter(team_id=team, number__gt=after)
    return [
        SignedLink(bytes(row.header), bytes(row.signatures))
        for row in rows.order_by("number")
    ]
