"""Landing keys are opened by the worker alone, and phones are known by their own."""

from __future__ import annotations

import pytest

from tests.made.field import Phone
from unhidden.vault import device_keys, landing_keys, letters
from unhidden.vault.landing_keys import SealBroken

SECRET = bytes(range(32))


def test_what_a_phone_seals_opens_with_the_pair_and_the_secret_alone() -> None:
    pair, other = landing_keys.make_landing_pair(), landing_keys.make_landing_pair()
    closed = landing_keys.close_private(pair, key=SECRET)
    sealed = letters.seal_letter("a visit", public_key=pair.public_key)

    def opened(public_key: bytes, closed: bytes, key: bytes) -> str:
        return landing_keys.open_outer(
            sealed, public_key=public_key, closed=closed, key=key
        )

    assert len(closed) == 72
    assert opened(pair.public_key, closed, SECRET) == "a visit"
    for public_key, shut, key in (
        (pair.public_key, closed, bytes(32)),
        (other.public_key, closed, SECRET),
        (other.public_key, landing_keys.close_private(other, key=SECRET), SECRET),
    ):
        with pytest.raises(SealBroken):
            opened(public_key, shut, key)


def test_the_id_of_a_key_follows_from_it_and_is_that_of_the_wire() -> None:
    assert str(device_keys.device_id_of(bytes(range(32)))) == (
        "3dfc42d1-17bc-73da-4169-0a7afad3ea94"
    )
    assert str(landing_keys.landing_id_of(bytes(range(32)))) == (
        "630dcd29-66c4-3366-9112-5448bbb25b4f"
    )


def test_a_signature_is_good_for_its_label_its_words_and_its_key() -> None:
    phone = Phone()
    signature = phone.sign(device_keys.PART, b"words")

    def is_good(words: bytes, key: bytes, label: bytes) -> bool:
        return device_keys.is_of_device(words, signature, key, label=label)

    assert is_good(b"words", phone.public_key, device_keys.PART)
    assert not is_good(b"words", phone.public_key, device_keys.ASK)
    assert not is_good(b"word", phone.public_key, device_keys.PART)
    assert not is_good(b"words", Phone().public_key, device_keys.PART)


def test_a_key_that_anybody_signs_for_is_nobodys() -> None:
    # The neutral element: with it a signature of it and nought fits any words.
    weak = (1).to_bytes(32, "little")

    assert not device_keys.is_of_device(
        b"words", weak + bytes(32), weak, label=device_keys.PART
    )
