"""What a browser verifies a desk's keys with: pins, links, and nothing of anybody's."""

from __future__ import annotations

import json
import os
import re
import time
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as conf
from django.contrib.staticfiles import finders
from django.test import Client, override_settings
from lxml import html

from tests.cast import Cast
from tests.made.agencies import make_desk
from tests.made.reporting import STAFF_KEYS, make_route
from tests.support.roles import as_role
from unhidden.reporting.queries import pinned, routes
from unhidden.reporting.tests.pages import last_page
from unhidden.reporting.tests.pinning import journey, rotate
from unhidden.ui import pins as files
from unhidden.vault import chains

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("new_process")]

_IMPORTS = re.compile(r'(?:from|import|import\()\s*"(\.[^"]+)"')


def links_of(client: Client, team: object, after: int) -> list[dict[str, str]]:
    answer = client.post("/report/links/", {"team": str(team), "after": after})
    found: list[dict[str, str]] = answer.json()["links"]
    return found


def test_the_page_names_a_file_of_the_desks_and_their_last_links_alone(
    public_client: Client, cast: Cast
) -> None:
    with as_role("staff"), override_settings(**STAFF_KEYS):
        council = make_desk(cast)
        make_route(cast, council, topic="nail_bar")

    told = journey(public_client)["pinned"]
    answer = public_client.get(told["href"])

    found = json.loads(answer.content)
    assert told["integrity"] == pinned.compute_integrity(answer.content)
    assert sha256(answer.content).hexdigest() in told["href"]
    assert "immutable" in answer["Cache-Control"]
    assert found["root"] == (conf.KEY_ROOT or b"").hex()
    police = cast.organisations["police"]
    assert {pin["team"] for pin in found["desks"]} == {str(police), str(council)}
    with as_role("public"):
        state = chains.find_chain_states([police])[police]
    (pin,) = [pin for pin in found["desks"] if pin["team"] == str(police)]
    names = {"en": "North Wales Police", "cy": "Heddlu Gogledd Cymru"}
    assert pin == {"name": names, **state.as_pin()}


def test_the_pins_stay_while_the_chain_grows_and_the_links_go_on_from_them(
    public_client: Client, cast: Cast
) -> None:
    police = cast.organisations["police"]
    before = journey(public_client)["pinned"]
    (pin,) = json.loads(public_client.get(before["href"]).content)["desks"]

    rotate(cast)

    assert journey(public_client)["pinned"] == before
    (link,) = links_of(public_client, police, pin["number"])
    assert set(link) == {"header", "signatures"}
    assert f"previous {pin['hash']}\n" in link["header"]
    door = public_client.post("/report/door/", {"form_key": str(uuid4())}).json()
    assert (door["team"], door["number"]) == (str(police), pin["number"] + 1)
    assert "key" not in door


def test_the_file_of_an_earlier_start_is_given_out_for_a_week(
    public_client: Client, cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.PINS = tmp_path / "pins"
    before = journey(public_client)["pinned"]["href"]
    rotate(cast)
    pinned.forget_pins()

    after = journey(public_client)["pinned"]["href"]

    assert after != before
    assert {public_client.get(href).status_code for href in (before, after)} == {200}
    for file in settings.PINS.iterdir():
        os.utime(file, (time.time() - 8 * 86_400,) * 2)
    pinned.forget_pins()
    assert journey(public_client)["pinned"]["href"] == after
    assert public_client.get(before).status_code == 404
    assert public_client.get(after).status_code == 200
    for digest in ("0" * 64, "..", "a-word"):
        assert public_client.get(f"/report/pins/{digest}/").status_code == 404


def test_links_are_told_of_desks_alone_and_so_many_at_once(
    public_client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    police, council = (cast.organisations[code] for code in ("police", "council"))
    rotate(cast)
    every = links_of(public_client, police, 0)
    assert len(every) > 1
    assert links_of(public_client, council, 0) == []
    assert links_of(public_client, uuid4(), 0) == []
    assert links_of(public_client, police, len(every)) == []

    for limit in ("_MOST_LINKS", "_MOST_BYTES"):
        with monkeypatch.context() as patch:
            patch.setattr(chains, limit, 1)
            found: list[dict[str, str]] = []
            while some := links_of(public_client, police, len(found)):
                assert len(some) == 1
                found += some
            assert found == every


@pytest.mark.parametrize(
    "asked",
    [{}, {"team": "x", "after": 1}, {"team": str(uuid4()), "after": -1}],
)
def test_what_no_script_of_ours_asks_for_is_refused(
    public_client: Client, asked: dict[str, Any]
) -> None:
    assert public_client.post("/report/links/", asked).status_code == 400


def test_without_scripts_the_page_shows_what_the_program_verified(
    public_client: Client, cast: Cast
) -> None:
    with as_role("public"):
        shown = routes.shown_desk(cast.organisations["police"])
    assert shown is not None
    sentence = f"Sealed for {shown.name}, link {shown.number}: {shown.words}"

    pages = [
        public_client.post("/report/", last_page(what="Seen") | {"go": go})
        for go in ("to:check", "send")
    ]

    for page in pages:
        root: Any = html.fromstring(page.content)
        place = root.xpath("//*[@data-sealed-for]/p[1]")[0]
        assert " ".join(place.text_content().split()) == sentence


def imported(name: str) -> set[str]:
    """This script and all that it imports, at once or later, by their names."""
    found, wanted = set(), {name}
    while wanted:
        here = wanted.pop()
        found.add(here)
        source = Path(str(finders.find(here))).read_text()
        for path in _IMPORTS.findall(source):
            wanted.add(os.path.normpath(Path(here).parent / path))
        wanted -= found
    return found


def test_each_script_of_the_report_is_held_to_its_digest(
    public_client: Client, cast: Cast
) -> None:
    page: Any = html.fromstring(public_client.get("/report/").content)
    told = journey(public_client)["pins"]
    named = {
        link.get("href"): link.get("integrity")
        for link in page.xpath('//link[@rel="modulepreload"]')
    } | {pin["href"]: pin["integrity"] for later in told.values() for pin in later}
    # The map has its own, where there is one.
    needed = imported("reporting/journey.js") - imported("reporting/offer.js")

    for pin in files.pin_static_files(sorted(needed)):
        assert named[pin["href"]] == pin["integrity"]
