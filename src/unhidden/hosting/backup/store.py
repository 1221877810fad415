"""The folders of the state folder that hold files which the database names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from unhidden.hosting.refusal import Refusal

#: None yet: everything the program keeps is in the database.
FOLDERS: tuple[str, ...] = ()


def list_stored_files(state: Path) -> Iterator[tuple[str, str]]:
    """Every file as (folder, place in it), in order."""
    for folder in FOLDERS:
        root = state / folder
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield folder, path.relative_to(root).as_posix()


def check_empty(state: Path, folders: set[str]) -> None:
    """Raise Refusal when one of the folders holds files already."""
    for folder in sorted(folders):
        root = state / folder
        if root.exists() and any(root.iterdir()):
            raise Refusal(f"{root} holds files already: move it away first.")


def locate_file(state: Path, name: str) -> Path:
    """Where the file ``folder/path`` goes; Refusal when that leaves the folder."""
    goal = (state / name).resolve()
    folder = name.split("/", 1)[0]
    if not goal.is_relative_to((state / folder).resolve()) or folder in {"", ".", ".."}:
        raise Refusal(f"The backup names a file outside its folders: {name}.")
    return goal
