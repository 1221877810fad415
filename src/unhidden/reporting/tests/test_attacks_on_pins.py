"""Pins when a backup was accepted, and when their folder cannot be written."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from tests.cast import Cast
from tests.support.roles import as_role
from unhidden.reporting.tests.pinning import journey, rotate
from unhidden.vault import chains, heads

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("new_process")]


def pin_of(client: Client) -> dict[str, Any]:
    told = journey(client)["pinned"]
    (pin,) = client.get(told["href"]).json()["desks"]
    return dict(pin)


def test_a_page_after_an_accepted_backup_goes_on_from_what_is_believed(
    public_client: Client, cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.HEADS = tmp_path / "heads" / "public.json"
    police = cast.organisations["police"]
    with as_role("public"):
        before = chains.find_chain_states([police])[police]
    kept = transaction.savepoint()
    rotate(cast)
    with as_role("public"):
        heads.open_memory(settings.HEADS).keep(
            chains.find_chain_states([police])[police]
        )
    later = pin_of(public_client)["number"]
    transaction.savepoint_rollback(kept)  # the backup of before is there again

    heads.accept_states(tmp_path / "heads", lambda _: before)

    door = public_client.post("/report/door/", {"form_key": str(uuid4())}).json()
    assert door["number"] == pin_of(public_client)["number"] == later - 1


def test_a_folder_that_cannot_be_written_does_not_stop_the_site(
    public_client: Client, cast: Cast, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "pins").write_text("a file where the folder should be")
    settings.PINS = tmp_path / "pins"

    assert pin_of(public_client)["team"] == str(cast.organisations["police"])
