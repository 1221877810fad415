"""Static files and Welsh texts, made from their sources when those have changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from unhidden.hosting import secret_files, sources
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.paths import REPOSITORY, State
from unhidden.hosting.processes import ownership, step
from unhidden.hosting.processes.account import Accounts, of_processes
from unhidden.hosting.refusal import Refusal

INSTALLED = REPOSITORY / "node_modules" / ".package-lock.json"


def make(state: State) -> None:
    """Collect the static files and compile the texts; quick when nothing changed.

    Raises Refusal when the front-end packages are not installed.
    """
    state.make()
    if not INSTALLED.exists():
        raise Refusal("The front-end packages are missing: run `make install`.")
    _compile(state)
    _collect(state, of_processes())


def _compile(state: State) -> None:
    stamp = state.stamps / "texts"
    catalogues = [*REPOSITORY.glob("src/unhidden/*/locale/**/*.po")]
    catalogues += REPOSITORY.glob("src/unhidden/config/locale/**/*.po")
    wanted = sources.fingerprint(catalogues)
    compiled = all(file.with_suffix(".mo").exists() for file in catalogues)
    if not compiled or sources.read_stamp(stamp) != wanted:
        for file in catalogues:
            _compile_one(file)
        stamp.write_text(wanted)


def _compile_one(file: Path) -> None:
    """Here and not in a step: it writes into the clone, and root imports no Django."""
    language = file.parent.parent.name
    with file.open("rb") as source, file.with_suffix(".mo").open("wb") as target:
        write_mo(target, read_po(source, locale=language, abort_invalid=True))


def _collect(state: State, accounts: Accounts) -> None:
    stamp = state.stamps / "static"
    wanted = sources.fingerprint([*_static_sources()])
    if state.static.exists() and sources.read_stamp(stamp) == wanted:
        return
    stamp.unlink(missing_ok=True)
    environment = without_database(state, "owner")
    ownership.settle(state, accounts)
    step.run("collect_assets", environment=environment, account=accounts.get("owner"))
    stamp.write_text(wanted)


def without_database(state: State, process: str = "staff") -> dict[str, str]:
    """For steps that only read and write files."""
    nowhere = Installation(state, {"host": ""}, "none", secret_files.whole(state))
    return nowhere.environment(process)


def _static_sources() -> Iterator[Path]:
    """Our own files, and for the packages the list of what is installed."""
    yield INSTALLED
    yield REPOSITORY / "src/unhidden/config/settings/base.py"
    yield from REPOSITORY.glob("src/unhidden/ui/storage.py")
    for file in REPOSITORY.glob("src/unhidden/*/static/**/*"):
        if file.is_file():
            yield file
