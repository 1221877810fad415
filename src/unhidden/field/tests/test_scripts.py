"""What the scripts seal, Python opens; stored vectors are still good; all is light."""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode, b64encode
from functools import cache
from typing import Any

import brotli
import pytest
import rjsmin

from tests.made.field_vectors import (
    DATA_KEY,
    PRIVATE_KEY,
    ROW,
    STORED,
    TEXT,
    make_vectors,
)
from tests.support.chain_script import NODE
from unhidden.hosting.paths import REPOSITORY
from unhidden.ui.finders import NEEDED
from unhidden.vault import chunks, letters, sealing
from unhidden.vault.sealing import SealBroken, SealedSlot

SCRIPTS = REPOSITORY / "src/unhidden/field/tests/js"
#: What every phone loads before any page of its own.
CORE = {
    "src/unhidden/field/static/field": (
        *("clock", "device", "drafts", "envelopes", "export", "header", "items"),
        *("locks", "outbox", "photos", "pieces", "posting", "receipts", "store"),
        *("teams", "unlocking"),
    ),
    "src/unhidden/vault/static/vault": ("chain", "sealing"),
}
PACKAGES = {
    "idb": "idb",
    "noble-ciphers": "@noble/ciphers",
    "noble-hashes": "@noble/hashes",
}
#: Bytes on the way, in one pack: of the 60,000 that a phone loads in all.
LIGHT = 30_000


@cache
def sealed_by_scripts() -> dict[str, Any]:
    sent = {
        "text": TEXT,
        "row": str(ROW),
        "key": b64encode(sealing.public_half(PRIVATE_KEY)).decode(),
        "data_key": b64encode(DATA_KEY).decode(),
    }
    said = subprocess.run(
        [NODE, "--import", SCRIPTS / "hooks.mjs", SCRIPTS / "seal_for_python.mjs"],
        input=json.dumps(sent).encode(),
        capture_output=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def both() -> list[dict[str, Any]]:
    return [sealed_by_scripts(), json.loads(STORED.read_text())]


def test_letters_and_wrapped_keys_open() -> None:
    for made in both():
        letter, wrapped = (b64decode(made[name]) for name in ("letter", "wrapped"))

        assert letters.open_letter(letter, private_key=PRIVATE_KEY) == TEXT
        opened = sealing.unwrap_key(wrapped, key=DATA_KEY, bound_to=b"drafts\0one")
        assert opened.decode() == TEXT
        with pytest.raises(SealBroken):
            sealing.unwrap_key(wrapped, key=DATA_KEY, bound_to=b"drafts\0two")


def test_a_sealed_field_opens_in_its_place_alone() -> None:
    for made in both():
        content, key = (b64decode(made["field"][name]) for name in ("content", "key"))
        data_key = sealing.open_key(key, private_key=PRIVATE_KEY)
        slot = SealedSlot("field_innerenvelope", "content_sealed", ROW, content)
        moved = SealedSlot("field_innerenvelope", "other", ROW, content)

        assert sealing.has_the_shape(content, sealed_key=key)
        assert sealing.unseal_text(slot, data_key=data_key) == TEXT
        with pytest.raises(SealBroken):
            sealing.unseal_text(moved, data_key=data_key)


def test_a_photo_opens_piece_by_piece() -> None:
    made = sealed_by_scripts()["photo"]
    key = sealing.open_key(b64decode(made["key"]), private_key=PRIVATE_KEY)
    slot = SealedSlot("field_photo", "original", ROW)
    pieces = [b64decode(piece) for piece in made["pieces"]]

    opened = [
        chunks._unpadded(
            sealing.unwrap_key(
                piece,
                key=key,
                bound_to=chunks._bound_to(slot, n, is_last=n == len(pieces) - 1),
            )
        )
        for n, piece in enumerate(pieces)
    ]

    assert len(pieces) == 3
    assert json.loads(opened[0]) == {"name": "a.jpg", "type": "image/jpeg"}
    assert b"".join(opened[1:]).decode() == TEXT * 400
    assert max(map(len, pieces)) <= 262_400


def test_the_stored_vectors_are_those_that_python_makes() -> None:
    stored, made = json.loads(STORED.read_text()), make_vectors()

    random = {"letter", "field", "wrapped"}
    assert stored.keys() == made.keys()
    for name in made.keys() - random:
        assert stored[name] == made[name], name


def test_what_a_phone_loads_before_its_pages_is_light_in_one_pack() -> None:
    own = [
        REPOSITORY / at / f"{name}.js" for at, names in CORE.items() for name in names
    ]
    others = [
        REPOSITORY / "node_modules" / package / name
        for prefix, package in PACKAGES.items()
        for name in NEEDED[prefix]
    ]

    pack = "".join(rjsmin.jsmin(script.read_text()) for script in [*others, *own])

    assert len(brotli.compress(pack.encode())) <= LIGHT
