"""What set-up will do, told before it does it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from unhidden.hosting.configuration.reading import Configuration
from unhidden.hosting.postgres import administrator, connecting
from unhidden.hosting.processes import account
from unhidden.hosting.service import further
from unhidden.hosting.set_up import placing
from unhidden.hosting.set_up.asking import SettledFile


def list_steps(settled: SettledFile) -> list[str]:
    """A line for each thing that will be made or brought up to date."""
    return [
        *_configuration(settled),
        *_folders(settled.configuration),
        *_accounts(),
        _database(settled.configuration),
        *_further(settled.configuration),
    ]


def _configuration(settled: SettledFile) -> Iterator[str]:
    if settled.text:
        yield f"write {settled.configuration.file}"


def _folders(configuration: Configuration) -> Iterator[str]:
    backups = Path(configuration.text("backup", "folder"))
    for folder in (configuration.state.folder, backups):
        if not folder.exists():
            yield f"make the folder {folder}"


def _accounts() -> Iterator[str]:
    if missing := account.list_missing_accounts():
        yield f"make the system accounts {', '.join(missing)}"


def _database(configuration: Configuration) -> str:
    processes = connecting.parse_address(configuration.text("database", "address"))
    name = connecting.application_database(processes)
    admin = administrator.find_administrator(processes, os.environ.get("DATABASE_URL"))
    return (
        f"set up the database {name}, or bring it up to date, as"
        f" {admin.get('user', 'who you are')} on {admin.get('host', 'this machine')}"
    )


def _further(configuration: Configuration) -> Iterator[str]:
    for file, text in further.list_further_files(configuration).items():
        if placing.is_different(file, text):
            yield f"write {file}"
