"""Each process gets the secrets it needs, in files that only we may read."""

from __future__ import annotations

import base64
import stat

import pytest

from unhidden.hosting import secret_files
from unhidden.hosting.paths import State
from unhidden.hosting.refusal import Refusal
from unhidden.hosting.secret_files import NEEDS


def test_secrets_are_made_once(state: State) -> None:
    first = secret_files.whole(state)

    assert secret_files.whole(state) == first


def test_keys_have_their_full_length(state: State) -> None:
    made = secret_files.whole(state)

    assert len(base64.b64decode(made["vault_key"])) == 32
    assert len(base64.b64decode(made["receipt_key"])) == 32
    assert len(made["secret_key"]) >= 50
    assert len(set(made.values())) == len(made)


def test_the_public_site_gets_no_vault_key_and_no_staff_secret(state: State) -> None:
    whole = secret_files.whole(state)

    public = secret_files.read(secret_files.of(state, "public"))

    assert public.keys() == {"secret_key", "receipt_key", "password"}
    assert public["secret_key"] != whole["secret_key"]


def test_only_the_owner_has_the_key_that_all_signed_texts_follow_from(
    state: State,
) -> None:
    whole = secret_files.whole(state)

    held = {name: secret_files.read(secret_files.of(state, name)) for name in NEEDS}

    master = {name for name in held if whole["context_key"] in held[name].values()}
    assert master == {"owner"}
    assert {name for name in held if "system_key" in held[name]} == {"player"}
    assert {name for name in held if "token_key" in held[name]} == {"staff", "player"}


@pytest.mark.parametrize("process", ["owner", "staff", "public", "worker"])
def test_no_process_learns_the_password_of_another(state: State, process: str) -> None:
    whole = secret_files.whole(state)
    # The staff process has two connections.
    own = {process, "signin"} if process == "staff" else {process}
    others = {
        whole[f"{name}_password"] for name in secret_files.PASSWORDS if name not in own
    }

    held = secret_files.read(secret_files.of(state, process))

    assert held["password"] == whole[f"{process}_password"]
    assert not others & set(held.values())


def test_only_we_may_read_them(state: State) -> None:
    secret_files.whole(state)

    modes = {stat.S_IMODE(file.stat().st_mode) for file in state.secrets.iterdir()}

    assert modes == {0o600}
    assert stat.S_IMODE(state.secrets.stat().st_mode) == 0o700


def test_a_damaged_file_is_never_replaced(state: State) -> None:
    secret_files.whole(state)
    master = state.secrets / "all.json"
    master.write_text("{")

    with pytest.raises(Refusal, match="is damaged: put it back from a copy"):
        secret_files.whole(state)

    assert master.read_text() == "{"


def test_an_installation_with_its_operators_root_is_given_no_other(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(secret_files.ROOT, bytes(range(32)).hex())
    secret_files.whole(state)
    monkeypatch.delenv(secret_files.ROOT)

    with pytest.raises(Refusal, match=secret_files.ROOT):
        secret_files.whole(state)

    assert "root_seed" not in secret_files.read(state.secrets / "all.json")
