"""The secrets of one installation: made once, kept in files that only we may read.

Each process gets a file with what it needs and no more: the public site's holds no
vault key, so that a break-in there opens no report.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from unhidden.hosting.paths import StateFolder
from unhidden.hosting.refusal import Refusal, full_disk_is_a_sentence
from unhidden.lib import signed_texts
from unhidden.vault import signing

PASSWORDS = (
    *("admin", "owner", "staff", "public", "worker", "signin", "backup"),
    *("health", "live", "field"),
)
#: What the staff site signs for the database: who enters, and links of keys.
SIGNS = ("token_key", "link_key")
#: What signs links while the server holds a team's keys, and first links in a
#: demonstration: there alone is a root's seed.
LINKS = ("host_key", "root_seed")
ROOT = "UNHIDDEN_KEY_ROOT"
# What each process may know, beside its own database password.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "owner": ("secret_key", "vault_key", "receipt_key", "context_key"),
    "staff": (
        *("secret_key", "vault_key", "receipt_key", "signin_password"),
        *(*SIGNS, *LINKS),
        *("live_key", "landing_check"),
    ),
    # Plays every process in turn, to make a demonstration or to measure.
    "player": (
        "secret_key",
        "vault_key",
        "receipt_key",
        *SIGNS,
        "system_key",
        *LINKS,
        *("live_key", "landing_seed", "landing_check", "landing_key"),
    ),
    "public": ("public_secret_key", "receipt_key"),
    # It alone signs for the record of who did what, and sends e-mail.
    "worker": (
        *("secret_key", "vault_key", "receipt_key", "audit_key", "installation"),
        *("mail_password", "landing_key", "landing_check"),
    ),
    # Tells operators by itself when the worker or the database is gone.
    "health": ("mail_password",),
    # Checks the tickets that the staff site signs, and can sign none.
    "live": ("live_check",),
    # Signs receipts, and opens nothing of what it takes.
    "field": ("landing_seed",),
}
#: Keys of 32 random bytes, made when first needed.
_RANDOM = (
    *("vault_key", "context_key", "audit_key", "receipt_key", "live_key", "host_key"),
    *("landing_seed", "landing_key"),
)
#: The public halves that follow from a key that signs, by what they are called.
_CHECKED_BY = {"live_key": "live_check", "landing_seed": "landing_check"}


_BESIDE_A_SEED = (
    "{root} names your own root, and {file} holds the seed of a demonstration's, which"
    " could sign for any key. Take the line root_seed out of it, and sign the first"
    " links of all teams with your root (unhidden keys)."
)

_WITHOUT_ROOT = (
    "Your own root signs for the teams' keys of this installation. Set {root} to"
    " its public half for each command, as when the installation began."
)


def ensure_secrets(state: StateFolder) -> dict[str, str]:
    """Every secret, made when first needed; the files of the processes beside it."""
    master = state.secrets / "all.json"
    with full_disk_is_a_sentence(state.folder):
        kept = read_secret_file(master) if master.exists() else {}
        if "root_seed" in kept and key_root(kept) != _public_half(kept):
            raise Refusal(_BESIDE_A_SEED.format(root=ROOT, file=master))
        if "host_key" in kept and "root_seed" not in kept and not os.environ.get(ROOT):
            raise Refusal(_WITHOUT_ROOT.format(root=ROOT))
        whole_now = {**_new(), **kept}
        whole_now.setdefault("installation", _id(whole_now["vault_key"]))
        if kept != whole_now:  # new, or from before a version that needs more
            write_secret_file(master, whole_now)
            kept = whole_now
        for process in NEEDS:
            file = find_secret_file(state, process)
            wanted = _part(kept, process)
            if not file.exists() or read_secret_file(file) != wanted:
                write_secret_file(file, wanted)
    return kept


def find_secret_file(state: StateFolder, process: str) -> Path:
    """The file to name in a process's ``UNHIDDEN_SECRETS``."""
    return state.secrets / f"{process}.json"


def read_secret_file(file: Path) -> dict[str, str]:
    """The secrets in ``file``; Refusal when it is not what was written there."""
    try:
        found = json.loads(file.read_text())
    except ValueError as error:
        raise Refusal(
            f"The secrets file {file} is damaged: put it back from a copy. Without"
            " it, sealed words already stored cannot be opened again."
        ) from error
    return {str(name): str(value) for name, value in found.items()}


def write_secret_file(file: Path, content: Mapping[str, str]) -> None:
    """Replace ``file`` in one step; only its owner may read it."""
    half = file.with_suffix(".half")
    half.unlink(missing_ok=True)
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as opened:
        json.dump(content, opened, indent=1)
        opened.flush()
        os.fsync(opened.fileno())
    half.replace(file)


def _new() -> dict[str, str]:
    made = {f"{name}_password": secrets.token_urlsafe(24) for name in PASSWORDS}
    made["secret_key"] = secrets.token_urlsafe(48)
    made["public_secret_key"] = secrets.token_urlsafe(48)
    named = (*_RANDOM, *(() if os.environ.get(ROOT) else ("root_seed",)))
    for name in named:
        made[name] = base64.b64encode(secrets.token_bytes(32)).decode()
    return made


def _id(vault_key: str) -> str:
    """The installation's id: two machines that were given one file make the same."""
    made = hashlib.sha256(f"unhidden installation\0{vault_key}".encode())
    return made.hexdigest()[:16]


def keep_mail_password(state: StateFolder, word: str) -> bool:
    """Keep the operator's word for the mail server; whether it was another before."""
    kept, master = ensure_secrets(state), state.secrets / "all.json"
    if kept.get("mail_password") == word:
        return False
    write_secret_file(master, {**kept, "mail_password": word})
    ensure_secrets(state)
    return True


def name_in_master(process: str, name: str) -> str:
    """Under which name a secret of a process's file stands among all of them."""
    if name == "password":
        return f"{process}_password"
    return f"public_{name}" if f"public_{name}" in NEEDS[process] else name


def key_root(kept: Mapping[str, str]) -> str:
    """The public half of the root, in hex: the operator's own, or a demonstration's."""
    return os.environ.get(ROOT) or _public_half(kept)


def _public_half(kept: Mapping[str, str]) -> str:
    return signing.public_key_of(base64.b64decode(kept["root_seed"])).hex()


def _part(kept: Mapping[str, str], process: str) -> dict[str, str]:
    known = {**kept, **_derived(kept["context_key"]), **_checking(kept)}
    part = {
        name.removeprefix("public_"): known[name]
        for name in NEEDS[process]
        if name in known
    }
    if f"{process}_password" in kept:
        part["password"] = kept[f"{process}_password"]
    return part


def _checking(kept: Mapping[str, str]) -> dict[str, str]:
    """The public halves of the keys of tickets and receipts, where these are."""
    return {
        check: base64.b64encode(
            signing.public_key_of(base64.b64decode(kept[name]))
        ).decode()
        for name, check in _CHECKED_BY.items()
        if name in kept  # secrets may be from before there were tickets
    }


def of_player(kept: Mapping[str, str]) -> dict[str, str]:
    """What plays every process, but for the password that it is given meanwhile."""
    return _part(kept, "player")


def _derived(master: str) -> dict[str, str]:
    """The keys of signed texts, which follow from the one that the owner keeps."""
    key = base64.b64decode(master)
    return {
        f"{kind}_key": base64.b64encode(signed_texts.derive_key(key, kind)).decode()
        for kind in signed_texts.BY_PROGRAMS
    }
