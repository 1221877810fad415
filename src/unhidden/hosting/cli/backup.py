"""``unhidden backup``: the whole database in one file, sealed to a key not here."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from unhidden.health import machine
from unhidden.hosting import locks, paths
from unhidden.hosting.backup import daily, keys, making
from unhidden.hosting.backup.manifest import BackupManifest
from unhidden.hosting.backup.restoring import OpenableBackup
from unhidden.hosting.cli.command import OperatorCommand, tell_operator
from unhidden.hosting.configuration import using
from unhidden.hosting.installation import opening
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.refusal import Refusal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file to write, or the key to make."""
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("file", nargs="?", type=Path, help="the backup to write")
    chosen.add_argument(
        "--of-the-day",
        action="store_true",
        help="write it to the folder that the settings name, and let the oldest go",
    )
    chosen.add_argument(
        "--new-key",
        type=Path,
        metavar="FILE",
        help="make the key pair first: FILE gets the private half, to keep elsewhere",
    )
    parser.add_argument(
        "--key",
        type=Path,
        metavar="FILE",
        help="the private key, if it is here: the backup is opened again to check it",
    )
    parser.add_argument(
        "--other-secrets",
        action="store_true",
        help="make it although this installation's secrets are not the database's",
    )


def execute(options: argparse.Namespace) -> int:
    """Make the backup, or the key pair that it needs."""
    state = paths.find_state_folder()
    state.make()
    if options.new_key:
        keys.make_key_pair(state, options.new_key)
        tell_operator(
            f"{options.new_key} opens every backup made from now on, and nothing else"
            " does. Keep it away from this machine, in two places."
        )
        return 0
    private_key = keys.read_private(options.key) if options.key else b""
    with locks.try_lock(state.folder / "backup.lock") as is_free:
        if not is_free:
            raise Refusal("A backup is being made already.")
        others = options.other_secrets
        if options.of_the_day:
            _make_of_the_day(state, private_key, other_secrets=others)
        else:
            _make(state, options.file, private_key, other_secrets=others)
    return 0


def _make_of_the_day(
    state: StateFolder, private_key: bytes, *, other_secrets: bool
) -> None:
    """The oldest go only when this one is there, whole."""
    used = using.find_used()
    if used is None:
        raise Refusal("A backup of the day needs the settings of an installation.")
    folder = Path(used.get_text("backup", "folder"))
    file = daily.name_backup(folder, datetime.now(UTC))
    _make(state, file, private_key, other_secrets=other_secrets)
    for ended in daily.list_ended(folder, used.get_number("backup", "kept")):
        ended.unlink()


def _make(
    state: StateFolder, file: Path, private_key: bytes, *, other_secrets: bool
) -> None:
    if file.exists():
        raise Refusal(f"{file} is there already: name a new file.")
    keys.read_public(state)  # before a server is started for nothing
    with opening.reach_database(state) as installation:
        made = making.make_backup(installation, file, other_secrets=other_secrets)
    if private_key:
        OpenableBackup(file, private_key).check()
    machine.note_backup(state.folder, at=datetime.now(UTC))
    print(summarise_backup(made, file))


def summarise_backup(made: BackupManifest, file: Path) -> str:
    """What a backup holds, in a line."""
    held = made.contents
    files = f" and {len(made.files):,} files" if made.files else ""
    return (
        f"{file}: {held.rows:,} rows of {held.with_rows:,} tables{files} of the"
        f" database {made.database} on {made.made_at}, in"
        f" {file.stat().st_size / 1e6:,.1f} MB."
    )


COMMAND = OperatorCommand(
    name="backup",
    summary="Write the whole database to one file, sealed to a key kept elsewhere.",
    execute=execute,
    add_arguments=add_arguments,
    is_of_installation=True,
)
