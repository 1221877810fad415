"""The key pair of the backups: the public half stays, the private half goes away.

The machine that makes backups holds the public half only, so whoever breaks into it
reads no backup. Whoever has read the public half could make a file that passes for a
backup: it lies in the state folder as a secret does.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from pathlib import Path

from unhidden.hosting.backup import files
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.refusal import Refusal
from unhidden.vault import streams

_PUBLIC = "unhidden-backup-public-1:"
_PRIVATE = "unhidden-backup-private-1:"
_ADVICE = """\
# The private key of Unhidden's backups. Whoever has this file and a backup reads it;
# without this file nobody does. Keep it away from the machine that makes them.
"""


def public_file(state: StateFolder) -> Path:
    """Where the public half lies."""
    return state.secrets / "backup.pub"


def make_key_pair(state: StateFolder, private_file: Path) -> None:
    """Make a key pair; Refusal when there is one, or the file is."""
    public = public_file(state)
    if public.exists():
        raise Refusal(
            f"There is a backup key already ({public}). To change it, move that file"
            " away: backups made so far are opened by the old private key only."
        )
    if private_file.resolve().is_relative_to(state.folder.resolve()):
        raise Refusal(
            f"The private key must not lie in {state.folder}, with what it protects:"
            " name a file elsewhere."
        )
    public_key, private_key = streams.new_key_pair()
    _write(private_file, _ADVICE + _line(_PRIVATE, private_key))
    _write(public, _line(_PUBLIC, public_key))


def read_public(state: StateFolder) -> bytes:
    """The key to seal to; Refusal when there is none."""
    file = public_file(state)
    if not file.exists():
        raise Refusal(
            "There is no backup key yet: make one with unhidden backup --new-key FILE,"
            " and keep that file elsewhere."
        )
    return _read(file, _PUBLIC)


def read_private(file: Path) -> bytes:
    """The key that opens; Refusal when ``file`` holds none."""
    if not file.is_file():
        raise Refusal(f"There is no file {file}: name the private key of the backups.")
    return _read(file, _PRIVATE)


def fingerprint_backup_key(public_key: bytes) -> bytes:
    """Tells keys apart, without being one."""
    return hashlib.sha256(b"unhidden backup key\0" + public_key).digest()[:16]


def _line(prefix: str, key: bytes) -> str:
    return f"{prefix}{base64.b64encode(key).decode()}\n"


def _write(file: Path, text: str) -> None:
    with files.refuse_file_errors(file), files.write_new_file(file) as opened:
        opened.write(text.encode())


def _read(file: Path, prefix: str) -> bytes:
    try:
        lines = file.read_text().splitlines()
        found = next(line for line in lines if line.startswith(prefix))
        key = base64.b64decode(found.removeprefix(prefix), validate=True)
    except (StopIteration, UnicodeDecodeError, binascii.Error):
        key = b""
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror}.") from error
    if len(key) != streams.KEY_LENGTH:
        which = "public" if prefix == _PUBLIC else "private"
        raise Refusal(f"{file} does not hold the {which} key of the backups.")
    return key
