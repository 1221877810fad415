"""``unhidden restore``: a backup into a new database, compared with what went in."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from unhidden.hosting import locks, paths, secret_files
from unhidden.hosting.backup import copies, keys, restoring
from unhidden.hosting.backup.manifest import BackupManifest
from unhidden.hosting.backup.restoring import OpenableBackup
from unhidden.hosting.cli import backup as making
from unhidden.hosting.cli.command import OperatorCommand, tell_operator
from unhidden.hosting.installation import opening
from unhidden.hosting.installation.opening import DatabaseNeeds
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.refusal import Refusal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The backup, the key that opens it, and where it goes."""
    parser.add_argument("file", type=Path, nargs="?", help="the backup")
    parser.add_argument("--key", type=Path, metavar="FILE", help="the private key")
    parser.add_argument(
        "--into", default="", metavar="DATABASE", help="another database than usual"
    )
    parser.add_argument(
        "--drop", default="", metavar="DATABASE", help="drop a copy made by --into"
    )
    parser.add_argument(
        "--check", action="store_true", help="read the whole backup, restore nothing"
    )
    parser.add_argument(
        "--other-secrets",
        action="store_true",
        help="restore although this installation's secrets are not the backup's",
    )
    parser.add_argument(
        "--keep", action="store_true", help="keep what was restored if it differs"
    )


def execute(options: argparse.Namespace) -> int:
    """Read the whole file first; only then is anything made. Or drop a copy."""
    if options.drop:
        return _drop(options)
    if not (options.file and options.key):
        raise Refusal(
            "Name a backup and its private key, or a copy with --drop: unhidden restore"
            " --help says more."
        )
    backup = OpenableBackup(options.file, keys.read_private(options.key))
    found = backup.check()
    if options.check:
        print(making.summarise_backup(found, options.file))
        return 0
    state = paths.find_state_folder()
    restoring.check_program(found)
    if not options.other_secrets:
        restoring.check_secrets(found, _secrets(state), state.secrets)
    return 1 if _restore(state, backup, found, options) else 0


def _drop(options: argparse.Namespace) -> int:
    if options.file or options.into or options.check:
        raise Refusal("--drop drops a copy and restores nothing: name it alone.")
    state = paths.find_state_folder()
    with (
        opening.reach_database(state) as installation,
        locks.hold_lock(state.folder / opening.SET_UP),
    ):
        copies.drop_copy(installation, options.drop)
    print(f"The copy {options.drop} is gone.")
    return 0


def _secrets(state: StateFolder) -> dict[str, str]:
    """The secrets that are here; none are made."""
    file = state.secrets / "all.json"
    return secret_files.read_secret_file(file) if file.exists() else {}


def _restore(
    state: StateFolder,
    backup: OpenableBackup,
    found: BackupManifest,
    options: argparse.Namespace,
) -> list[str]:
    with (
        opening.reach_database(
            state, DatabaseNeeds(database=options.into)
        ) as installation,
        locks.hold_lock(state.folder / opening.SET_UP),
    ):
        different = restoring.restore_backup(
            installation,
            backup,
            found,
            is_copy=bool(options.into),
            keep=options.keep,
        )
        same = replace(installation, is_synthetic=found.is_synthetic)
        opening.prepare_database(same, tell_operator, DatabaseNeeds())
    for sentence in different:
        tell_operator(sentence)
    name = installation.database
    if not different:
        print(
            f"{name} holds {found.contents.rows:,} rows of"
            f" {found.contents.with_rows:,} tables, each as it was on"
            f" {found.made_at}."
        )
    if options.into:
        print(
            f"{name} is a copy of everything. Drop it when you have looked at it:"
            f" unhidden restore --drop {name}"
        )
    return different


COMMAND = OperatorCommand(
    name="restore",
    summary="Bring a backup back into a new database, and compare it.",
    execute=execute,
    add_arguments=add_arguments,
    is_of_installation=True,
)
