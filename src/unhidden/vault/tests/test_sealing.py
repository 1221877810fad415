"""What is sealed opens for its holder, in its row, unchanged; and not otherwise."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON
from tests.roles import as_role
from unhidden.vault import actions, sealing
from unhidden.vault.models import KeyPair

HOLDER = UUID(int=1)
ROW = UUID(int=2)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=2000))
def test_what_is_sealed_opens_unchanged(text: str) -> None:
    public, private = sealing.new_key_pair()

    sealed = sealing.seal(text, public_key=public, bound_to=b"row")

    opened = sealing.unseal(sealed, private_key=private, bound_to=b"row")
    assert opened == text


@given(st.integers(min_value=0), st.integers(1, 255))
def test_one_changed_byte_breaks_the_seal(place: int, change: int) -> None:
    public, private = sealing.new_key_pair()
    sealed = bytearray(
        sealing.seal("she is upstairs", public_key=public, bound_to=b"r")
    )
    sealed[place % len(sealed)] ^= change

    with pytest.raises(sealing.SealBroken):
        sealing.unseal(bytes(sealed), private_key=private, bound_to=b"r")


def test_a_value_moved_to_another_row_does_not_open() -> None:
    public, private = sealing.new_key_pair()
    sealed = sealing.seal("text", public_key=public, bound_to=b"one row")

    with pytest.raises(sealing.SealBroken):
        sealing.unseal(sealed, private_key=private, bound_to=b"another row")


def test_a_truncated_value_does_not_open() -> None:
    public, private = sealing.new_key_pair()
    sealed = sealing.seal("text", public_key=public, bound_to=b"row")

    for length in (0, 1, 40, len(sealed) - 1):
        with pytest.raises(sealing.SealBroken):
            sealing.unseal(sealed[:length], private_key=private, bound_to=b"row")


def test_the_length_of_a_sealed_value_tells_only_its_block() -> None:
    public, _ = sealing.new_key_pair()

    lengths = {
        len(sealing.seal("x" * size, public_key=public, bound_to=b"row"))
        for size in (0, 1, 100, 511)
    }

    assert len(lengths) == 1


def test_a_wrapped_key_opens_for_its_holder_only() -> None:
    wrapped = sealing.wrap(b"k" * 32, vault_key=b"v" * 32, holder=b"one")

    assert sealing.unwrap(wrapped, vault_key=b"v" * 32, holder=b"one") == b"k" * 32
    with pytest.raises(sealing.SealBroken):
        sealing.unwrap(wrapped, vault_key=b"v" * 32, holder=b"two")
    with pytest.raises(sealing.SealBroken):
        sealing.unwrap(wrapped, vault_key=b"w" * 32, holder=b"one")


@pytest.mark.django_db
def test_a_process_without_the_vault_key_seals_and_opens_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    actions.create_key_pair(holder_id=HOLDER, at=NOON)
    monkeypatch.setattr(settings, "VAULT_KEY", None)

    sealed = actions.seal_for(holder_id=HOLDER, text="a concern", record_id=ROW)

    with pytest.raises(actions.VaultLocked):
        actions.open_for(holder_id=HOLDER, sealed=sealed, record_id=ROW)


@pytest.mark.django_db
def test_the_holder_opens_what_was_sealed_to_it() -> None:
    actions.create_key_pair(holder_id=HOLDER, at=NOON)
    sealed = actions.seal_for(holder_id=HOLDER, text="a concern", record_id=ROW)

    opened = actions.open_for(holder_id=HOLDER, sealed=sealed, record_id=ROW)

    assert opened == "a concern"
    assert b"a concern" not in sealed


@pytest.mark.django_db
def test_a_second_key_pair_never_replaces_the_first() -> None:
    actions.create_key_pair(holder_id=HOLDER, at=NOON)
    sealed = actions.seal_for(holder_id=HOLDER, text="kept", record_id=ROW)

    actions.create_key_pair(holder_id=HOLDER, at=NOON)

    assert actions.open_for(holder_id=HOLDER, sealed=sealed, record_id=ROW) == "kept"


@pytest.mark.django_db
def test_sealing_to_nobody_says_so() -> None:
    with pytest.raises(actions.NoSuchHolder):
        actions.seal_for(holder_id=uuid4(), text="text", record_id=ROW)


@pytest.mark.django_db
def test_the_public_role_cannot_read_a_wrapped_private_key() -> None:
    actions.create_key_pair(holder_id=HOLDER, at=NOON)

    with as_role("public"):
        assert KeyPair.objects.values_list("public_key").count() == 1
        with pytest.raises(Exception, match="permission denied"):
            KeyPair.objects.values_list("wrapped_private_key").first()
