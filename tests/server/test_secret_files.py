"""Each process gets the secrets it needs, in files that only we may read."""

from __future__ import annotations

import base64
import stat

import pytest

from unhidden.hosting import secret_files
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.refusal import Refusal
from unhidden.hosting.secret_files import NEEDS


def test_secrets_are_made_once(state: StateFolder) -> None:
    first = secret_files.ensure_secrets(state)

    assert secret_files.ensure_secrets(state) == first


def test_keys_have_their_full_length(state: StateFolder) -> None:
    made = secret_files.ensure_secrets(state)

    assert len(base64.b64decode(made["vault_key"])) == 32
    assert len(base64.b64decode(made["receipt_key"])) == 32
    assert len(made["secret_key"]) >= 50
    assert len(set(made.values())) == len(made)


def test_the_public_site_gets_no_vault_key_and_no_staff_secret(
    state: StateFolder,
) -> None:
    whole = secret_files.ensure_secrets(state)

    public = secret_files.read_secret_file(
        secret_files.find_secret_file(state, "public")
    )

    assert public.keys() == {"secret_key", "receipt_key", "password"}
    assert public["secret_key"] != whole["secret_key"]


def test_only_the_owner_has_the_key_that_all_signed_texts_follow_from(
    state: StateFolder,
) -> None:
    whole = secret_files.ensure_secrets(state)

    held = {
        name: secret_files.read_secret_file(secret_files.find_secret_file(state, name))
        for name in NEEDS
    }

    master = {name for name in held if whole["context_key"] in held[name].values()}
    assert master == {"owner"}
    assert {name for name in held if "system_key" in held[name]} == {"player"}
    assert {name for name in held if "token_key" in held[name]} == {"staff", "player"}


@pytest.mark.parametrize("process", ["owner", "staff", "public", "worker"])
def test_no_process_learns_the_password_of_another(
    state: StateFolder, process: str
) -> None:
    whole = secret_files.ensure_secrets(state)
    # The staff process has two connections.
    own = {process, "signin"} if process == "staff" else {process}
    others = {
        whole[f"{name}_password"] for name in secret_files.PASSWORDS if name not in own
    }

    held = secret_files.read_secret_file(secret_files.find_secret_file(state, process))

    assert held["password"] == whole[f"{process}_password"]
    assert not others & set(held.values())


def test_only_we_may_read_them(state: StateFolder) -> None:
    secret_files.ensure_secrets(state)

    modes = {stat.S_IMODE(file.stat().st_mode) for file in state.secrets.iterdir()}

    assert modes == {0o600}
    assert stat.S_IMODE(state.secrets.stat().st_mode) == 0o700


def test_a_damaged_file_is_never_replaced(state: StateFolder) -> None:
    secret_files.ensure_secrets(state)
    master = state.secrets / "all.json"
    master.write_text("{")

    with pytest.raises(Refusal, match="is damaged: put it back from a copy"):
        secret_files.ensure_secrets(state)

    assert master.read_text() == "{"


def test_an_installation_with_its_operators_root_is_given_no_other(
    state: StateFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(secret_files.ROOT, bytes(range(32)).hex())
    secret_files.ensure_secrets(state)
    monkeypatch.delenv(secret_files.ROOT)

    with pytest.raises(Refusal, match=secret_files.ROOT):
        secret_files.ensure_secrets(state)

    assert "root_seed" not in secret_files.read_secret_file(state.secrets / "all.json")
