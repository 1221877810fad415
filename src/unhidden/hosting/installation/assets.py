"""Static files, texts and compiled code, made from sources that have changed."""

from __future__ import annotations

import compileall
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from unhidden.config import location
from unhidden.hosting import locks, secret_files, sources
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.processes import ownership, step
from unhidden.hosting.processes.account import Accounts, SystemAccount, of_processes
from unhidden.hosting.refusal import Refusal, full_disk_is_a_sentence

_TESTS = re.compile(r"[/\\]tests[/\\]")
INSTALLED = location.FRONT_END / ".package-lock.json"


def make_assets(state: StateFolder) -> None:
    """Collect the static files and compile the texts; quick when nothing changed.

    A wheel has both. Raises Refusal when the front-end packages are not installed, or
    the disk is full: then they are made anew the next time.
    """
    with full_disk_is_a_sentence(state.folder):
        state.make()
        if location.IS_CLONE:
            check_installed()
            # Two that start at once: the second finds made what the first has made.
            with locks.hold_lock(state.folder / "assets.lock"):
                _compile_code()
                _compile(state)
                _collect(state, of_processes())


def _compile_code() -> None:
    """Have our own code compiled; quick where it is.

    An account that can only read it would compile it anew at each start.
    """
    if not sys.dont_write_bytecode:
        compileall.compile_dir(location.HOUSE, quiet=2, rx=_TESTS)


def check_installed() -> None:
    """Raise Refusal when the front-end packages are not installed."""
    if not INSTALLED.exists():
        raise Refusal("The front-end packages are missing: run `make install`.")


def _compile(state: StateFolder) -> None:
    stamp = state.stamps / "texts"
    found = list_catalogues()
    wanted = sources.fingerprint_sources(found)
    compiled = all(file.with_suffix(".mo").exists() for file in found)
    if not compiled or sources.read_stamp(stamp) != wanted:
        for file in found:
            compile_texts(file, file.with_suffix(".mo"))
        stamp.write_text(wanted)


def list_catalogues() -> list[Path]:
    """The texts of each module, in each language."""
    return [*location.HOUSE.glob("*/locale/**/*.po")]


def compile_texts(file: Path, to: Path) -> None:
    """Here and not in a step: it writes into the clone, and root imports no Django."""
    language = file.parent.parent.name
    with file.open("rb") as source, to.open("wb") as target:
        write_mo(target, read_po(source, locale=language, abort_invalid=True))


def _collect(state: StateFolder, accounts: Accounts) -> None:
    stamp = state.stamps / "static"
    wanted = sources.fingerprint_sources([*_static_sources()])
    if state.static.exists() and sources.read_stamp(stamp) == wanted:
        return
    stamp.unlink(missing_ok=True)
    secret_files.ensure_secrets(state)  # whose files are then given away
    ownership.settle_ownership(state, accounts)
    collect_static(state, accounts.get("owner"))
    stamp.write_text(wanted)


def collect_static(state: StateFolder, account: SystemAccount | None = None) -> None:
    """Collect the static files into this folder, as ``account`` if one is given."""
    environment = without_database(state, "owner")
    step.run_step("collect_assets", environment=environment, account=account)


def without_database(state: StateFolder, process: str = "staff") -> dict[str, str]:
    """For steps that only read and write files."""
    nowhere = Installation(
        state, {"host": ""}, "none", secret_files.ensure_secrets(state)
    )
    return nowhere.environment(process)


def _static_sources() -> Iterator[Path]:
    """Our own files, and for the packages the list of what is installed."""
    yield INSTALLED
    yield location.HOUSE / "config/settings/base.py"
    yield location.HOUSE / "ui/storage.py"
    for file in location.HOUSE.glob("*/static/**/*"):
        if file.is_file():
            yield file
