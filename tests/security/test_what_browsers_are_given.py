"""What a ruler of the database put there is no link or key for a reporter's browser.

Verified as the browser does it, on from what was pinned when the program was started.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from tests.cast import make_cast
from tests.made.vault import by_system
from tests.security.key_attacks import (
    ATTEMPTS,
    Database,
    put_first_link,
    take_chain,
    take_last_link,
)
from tests.support.databases import Databases
from tests.support.roles import as_role
from unhidden.hosting.postgres import connecting
from unhidden.reporting.queries import routes
from unhidden.vault import actions as vault
from unhidden.vault import chain, chains
from unhidden.vault.chain import ChainState
from unhidden.vault.links import SignedLink

pytestmark = pytest.mark.django_db(transaction=True)


def verified(pin: ChainState) -> tuple[int, ChainState]:
    """The number that the door names, and where the links lead that it gives out."""
    team = pin.link.team
    with as_role("public"):
        door = routes.sealed_for(area="", topic="", form_key=uuid4())
        told = routes.links_after(team_id=team, number=pin.link.number)
    assert door is not None
    assert door["team"] == str(team)
    signed = [[text.encode() for text in each.values()] for each in told]
    state = chain.verify_chain(
        [SignedLink(header, signatures) for header, signatures in signed],
        after=pin,
        today=timezone.localdate(),
        with_rosters=False,
    )
    return door["number"], state


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.__name__)
@pytest.mark.parametrize("has_grown", [False, True])
def test_what_was_put_there_is_neither_named_nor_told(
    databases: Databases,
    attempt: Callable[[Database, UUID], None],
    has_grown: bool,
) -> None:
    cast = make_cast()
    police = cast.organisations["police"]
    analyst = cast.actor("analyst")
    with as_role("public"):
        pin = chains.find_chain_states([police])[police]
    if has_grown:
        by_system(vault.rotate_team_keys)(team_id=police, by=analyst, at=timezone.now())
    with as_role("public"):
        good = chains.find_chain_states([police])[police]
    assert (good.link.number > pin.link.number) == has_grown
    address = {**databases.server.admin, "dbname": databases.name}
    with connecting.connect(address) as superuser:
        superuser.execute("set session_replication_role = replica")
        attempt(superuser, police)

    number, state = verified(pin)

    assert number == good.link.number
    # Links that were taken out lead nowhere: then a browser sends nothing.
    are_gone = attempt in {take_last_link, take_chain, put_first_link}
    assert state == (pin if are_gone else good)
