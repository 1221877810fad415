"""Static files and Welsh texts, made from their sources when those have changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from config.server import secret_files, sources, step
from config.server.installation import Installation
from config.server.paths import REPOSITORY, State
from config.server.refusal import Refusal

INSTALLED = REPOSITORY / "node_modules" / ".package-lock.json"


def make(state: State) -> None:
    """Collect the static files and compile the texts; quick when nothing changed.

    Raises Refusal when the front-end packages are not installed.
    """
    state.make()
    if not INSTALLED.exists():
        raise Refusal("The front-end packages are missing: run `make install`.")
    _compile(state)
    _collect(state)


def _compile(state: State) -> None:
    stamp = state.stamps / "texts"
    catalogues = [*REPOSITORY.glob("src/unhidden/*/locale/**/*.po")]
    catalogues += REPOSITORY.glob("config/locale/**/*.po")
    wanted = sources.fingerprint(catalogues)
    compiled = all(file.with_suffix(".mo").exists() for file in catalogues)
    if not compiled or sources.read_stamp(stamp) != wanted:
        step.run("messages", "compile", environment=without_database(state))
        stamp.write_text(wanted)


def _collect(state: State) -> None:
    stamp = state.stamps / "static"
    wanted = sources.fingerprint([*_static_sources()])
    if state.static.exists() and sources.read_stamp(stamp) == wanted:
        return
    stamp.unlink(missing_ok=True)
    step.run("collect", environment=without_database(state))
    stamp.write_text(wanted)


def without_database(state: State) -> dict[str, str]:
    """For steps that only read and write files."""
    nowhere = Installation(state, {"host": ""}, "none", secret_files.whole(state))
    return nowhere.environment("staff")


def _static_sources() -> Iterator[Path]:
    """Our own files, and for the packages the list of what is installed."""
    yield INSTALLED
    yield REPOSITORY / "config/settings/base.py"
    yield from REPOSITORY.glob("src/unhidden/ui/storage.py")
    for file in REPOSITORY.glob("src/unhidden/*/static/**/*"):
        if file.is_file():
            yield file
