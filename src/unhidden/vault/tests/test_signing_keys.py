"""Seeds of signatures: derived for members, under a passphrase for the root."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.vault import sealing, signing, signing_keys
from unhidden.vault.derivation import COSTS
from unhidden.vault.signing_keys import RootFileDamaged, WrongPassphrase

SEED = bytes(range(32))
WORDS = "gwlad gwlad pleidiol wyf i'm gwlad ŵ"
FILE = signing_keys.close_root(SEED, WORDS, cost=COSTS["least"])


def test_a_members_seed_is_that_of_their_private_key_alone() -> None:
    # BLAKE2b-256, keyed, personal "unhidden signing": by Python's own hashlib.
    known = "260026da5fe01d63"
    seed = signing_keys.seed_of(SEED)

    assert len(seed) == 32
    assert seed.hex().startswith(known)
    assert seed == signing_keys.seed_of(SEED)
    assert seed != signing_keys.seed_of(sealing.new_key())
    assert seed != SEED


def test_the_roots_file_opens_with_its_passphrase() -> None:
    assert signing_keys.open_root(FILE, WORDS) == SEED
    assert signing_keys.open_root(FILE, WORDS.replace("ŵ", "w\u0302")) == SEED


def test_the_public_half_is_read_without_the_passphrase() -> None:
    assert signing_keys.root_in(FILE) == signing.public_key_of(SEED)


def test_the_roots_file_is_one_line_and_tells_no_seed() -> None:
    assert FILE.count(b"\n") == 1
    assert FILE.endswith(b"\n")
    assert SEED.hex().encode() not in FILE
    assert signing_keys.close_root(SEED, WORDS, cost=COSTS["least"]) != FILE


@pytest.mark.parametrize("words", ["", WORDS[:-1], WORDS + " ", WORDS.upper()])
def test_another_passphrase_is_called_wrong(words: str) -> None:
    with pytest.raises(WrongPassphrase):
        signing_keys.open_root(FILE, words)


def test_what_a_mail_program_does_to_its_end_is_no_damage() -> None:
    assert signing_keys.open_root(FILE.rstrip(), WORDS) == SEED
    assert signing_keys.open_root(FILE.rstrip() + b"\r\n", WORDS) == SEED


@given(st.integers(0, len(FILE) - 2), st.integers(1, 255))
def test_a_damaged_file_is_called_damaged(place: int, change: int) -> None:
    content = bytearray(FILE)
    content[place] ^= change

    with pytest.raises(RootFileDamaged):
        signing_keys.open_root(bytes(content), WORDS)


@pytest.mark.parametrize("length", [0, 1, 20, len(FILE) // 2, len(FILE) - 2])
def test_a_file_cut_short_is_called_damaged(length: int) -> None:
    with pytest.raises(RootFileDamaged):
        signing_keys.root_in(FILE[:length])


@pytest.mark.parametrize(
    "content", [b"null", b"[]", b"{}", b'"text"', b"\xff", b'{"check": 1}']
)
def test_what_is_no_roots_file_is_called_damaged(content: bytes) -> None:
    with pytest.raises(RootFileDamaged):
        signing_keys.open_root(content, WORDS)


@pytest.mark.parametrize(
    "changes",
    [
        {"form": "unhidden root 2"},
        {"form": None},
        {"operations": 10**9},
        {"memory": 2**40},
        {"operations": 0},
        {"salt": "00"},
        {"root": "zz"},
        {"operations": "1"},
        {"memory": 2**13 - 1},
        {"memory": 2**30 + 1},
        {"memory": 0},
    ],
)
def test_a_file_changed_on_purpose_takes_no_memory_and_no_time(
    changes: dict[str, object],
) -> None:
    said = {**json.loads(FILE), **changes}
    del said["check"]
    check = sha256(json.dumps(said).encode()).hexdigest()
    checked = {**said, "check": check}

    with pytest.raises(RootFileDamaged):
        signing_keys.open_root(json.dumps(checked).encode(), WORDS)


@pytest.mark.parametrize("changes", [{"root": "00" * 32}, {"sealed": "00" * 72}])
def test_a_file_changed_on_purpose_does_not_open(changes: dict[str, str]) -> None:
    said = {**json.loads(FILE), **changes}
    del said["check"]
    check = sha256(json.dumps(said).encode()).hexdigest()
    checked = {**said, "check": check}

    with pytest.raises(WrongPassphrase):
        signing_keys.open_root(json.dumps(checked).encode(), WORDS)


def test_a_root_made_for_real_takes_the_librarys_middle_cost() -> None:
    said = json.loads(signing_keys.close_root(SEED, WORDS))

    assert (said["operations"], said["memory"]) == (3, 2**28)
