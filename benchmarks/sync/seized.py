"""What whoever copied a locked phone's disk finds of what was typed and fetched."""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterator
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Page

from benchmarks.sync.app_site import draw_tasking, list_words
from benchmarks.sync.chromium import BrowserPhone, browsers, call
from benchmarks.sync.phones import Phones
from benchmarks.sync.unpacking import list_streams
from unhidden.hosting.failing import StepFailure

SHORTEST = 6
PLANTED = "gorselleplanted"
SENT = 3


def measure_seized(phones: Phones) -> Iterator[tuple[str, float, str]]:
    """How often a typed word is in a locked phone's files, and one in clear; then what
    unlocking takes: each with a name and a unit."""
    with browsers(phones) as make_phone:
        phone = make_phone("seized")
        _fill(phone)
        typed = _list_typed(phones.folder / "device-seized.jsonl")
        wanted = typed | list_words(phone.site.bundle)
        yield "seized_hits", len(find_words(phone.profile, wanted)), "words"
        page = phone.start()
        call(page, "plantWord", PLANTED)
        yield "unlock_words_s", call(page, "timeWords"), "s"
        yield "unlock_prf", 8 * _use_passkey(phone), "bits"
        phone.stop()
        found = find_words(phone.profile, [PLANTED])
        yield "planted_hits", len(found), "files"


def _fill(phone: BrowserPhone) -> None:
    """Tasking that was fetched, three visits that were sent, one that waits, and one
    that is half written."""
    page = phone.start()
    _take_along(phone, page)
    for number in range(SENT + 1):
        if number == SENT:
            assert phone.context
            phone.context.set_offline(True)
        op = {"n": f"seized-{number}", "planned": str(uuid4())}
        call(page, "writeVisit", op)
        call(page, "sendOnce")
    call(page, "beginVisit", {"n": "seized-half", "planned": str(uuid4())})
    phone.stop()


def _take_along(phone: BrowserPhone, page: Page) -> None:
    told = phone.phones.ground.tell_phones(phone.phones.house)
    bundle = phone.site.bundle = draw_tasking(phone.person, told["landing"])
    (visit,) = bundle["visits"]
    given = {"shift": visit["shift"], "planned": visit["planned"]}
    if call(page, "takeAlong", given)["place"] != visit["place"]:
        raise StepFailure("The phone does not read the tasking that it fetched.")


def _list_typed(log: Path) -> set[str]:
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    return {line["marker"] for line in lines if "marker" in line}


def _use_passkey(phone: BrowserPhone) -> int:
    """The length of a passkey's secret, of an authenticator that has PRF."""
    page = phone.open_page()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
        "hasPrf": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    length: int = call(page, "usePasskey")
    return length


def find_words(profile: Path, words: Collection[str]) -> list[tuple[str, str]]:
    """Each word that is somewhere in a profile, with the file that it is in.

    Shorter words than ``SHORTEST`` letters are anywhere by chance, and left out.
    """
    wanted = [
        (word, form)
        for word in sorted(words)
        if len(word) >= SHORTEST
        for form in _list_forms(word)
    ]
    found = {
        (word, name)
        for name, stream in list_streams(profile)
        for word, form in wanted
        if form in stream
    }
    return sorted(found)


def _list_forms(word: str) -> Iterator[bytes]:
    """The word in UTF-8 and UTF-16, and both in base64 wherever they begin."""
    for plain in (word.encode(), word.encode("utf-16-le")):
        yield plain
        for before in range(3):
            coded = base64.b64encode(bytes(before) + plain).rstrip(b"=")
            # Of the first and the last letter some bits are a neighbour's.
            yield coded[before + 1 if before else 0 : -1]
