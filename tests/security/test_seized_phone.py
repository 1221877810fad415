"""A phone's files in strange hands, with all that the server has: nothing opens."""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

import pytest

from benchmarks.sync import seized
from benchmarks.sync.unpacking import unpack_snappy
from tests.support.chain_script import NODE
from unhidden.hosting import secret_files
from unhidden.hosting.paths import REPOSITORY, StateFolder
from unhidden.vault import landing_keys, sealing
from unhidden.vault.sealing import SealBroken

SCRIPTS = REPOSITORY / "src/unhidden/field/tests/js"
KEY = bytes(range(32))


def make_phone() -> list[dict[str, Any]]:
    """What lies wrapped on a phone with a draft and something that waits."""
    said = subprocess.run(
        [NODE, "--import", SCRIPTS / "hooks.mjs", SCRIPTS / "locked_phone.mjs"],
        input=KEY.hex().encode(),
        capture_output=True,
        check=True,
    )
    found: list[dict[str, Any]] = json.loads(said.stdout)
    return found


def list_server_keys(place: Path) -> list[bytes]:
    """Every secret of 32 bytes, and the private half of a key of the landing."""
    state = StateFolder(place)
    state.make()
    kept = secret_files.ensure_secrets(state)
    found = []
    for secret in kept.values():
        try:
            found.append(b64decode(secret, validate=True))
        except ValueError:
            continue
    pair = landing_keys.make_landing_pair()
    closed = landing_keys.close_private(pair, key=b64decode(kept["landing_key"]))
    assert len(closed) == 72
    return [each for each in (*found, pair.private_key) if len(each) == sealing.KEY]


def opens(wrapped: dict[str, Any], key: bytes) -> bool:
    content, bound_to = b64decode(wrapped["content"]), wrapped["bound_to"].encode()
    try:
        sealing.unwrap_key(content, key=key, bound_to=bound_to)
    except SealBroken:
        return False
    return True


def test_no_key_of_the_server_opens_what_lies_on_a_phone(tmp_path: Path) -> None:
    phone = make_phone()
    keys = list_server_keys(tmp_path)

    assert len(keys) > 5
    assert {each["what"] for each in phone} == {"draft", "label", "sent", "check"}
    assert all(opens(each, KEY) for each in phone)
    assert not [each["what"] for each in phone for key in keys if opens(each, key)]


@pytest.mark.parametrize("before", [b"", b"x", b"xy", b"xyz"])
def test_a_word_is_found_however_it_is_written(tmp_path: Path, before: bytes) -> None:
    forms = {
        "plain": before + b"gorselle",
        "wide": before + "gorselle".encode("utf-16-le"),
        "coded": b64encode(before + b"gorselle" + before),
    }
    for name, content in forms.items():
        (tmp_path / name).write_bytes(b"\0" + content + b"\0")

    found = seized.find_words(tmp_path, {"gorselle", "gorsalle", "short"})

    assert found == [("gorselle", name) for name in sorted(forms)]


def test_a_word_is_found_in_a_log_that_was_cut_into_blocks(tmp_path: Path) -> None:
    first, rest = b"go", b"rselle"
    block = bytes(4) + (2).to_bytes(2, "little") + b"\2" + first
    block += bytes(4) + len(rest).to_bytes(2, "little") + b"\4" + rest
    (tmp_path / "000003.log").write_bytes(block)

    assert seized.find_words(tmp_path, {"gorselle"})


def test_what_was_packed_by_snappy_is_unpacked() -> None:
    # "gorse" as a literal, then a copy of five from five back, and one of six bytes.
    packed = bytes([16, 4 << 2]) + b"gorse" + bytes([1 | 1 << 2, 5, 2 | 5 << 2, 5, 0])

    assert unpack_snappy(packed) == b"gorsegorsegorseg"
