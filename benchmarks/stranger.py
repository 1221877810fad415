"""``python -m benchmarks.stranger COMMIT``: can a stranger tell where things live?

Twenty functions of a commit are drawn with its hash as the seed, so that nobody chooses
them. Somebody with nothing but the tree, the glossary and the map reads each docstring
and names a file. With ``--answers GUESSES``, a file of one path a line, the guesses are
counted: right by file, and right by room (a folder directly under ``src/unhidden``).
"""

from __future__ import annotations

import argparse
import ast
import io
import random
import re
import subprocess
import tarfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.house import sources
from benchmarks.house.sources import Source, room_of

DRAWN = 20
SHORTEST = 5

_MARKED = re.compile(r"`+[^`]+`+")
_IDENTIFIER = re.compile(r"\w+(?:[._]\w+)+|[a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*")


class Drawn(NamedTuple):
    """A function somebody is asked about."""

    path: str
    name: str
    docstring: str

    @property
    def room(self) -> str:
        """The folder directly under ``src/unhidden``, or the top folder."""
        return room_of(self.path)

    @property
    def question(self) -> str:
        """The docstring without what would give its place away."""
        masked = _IDENTIFIER.sub("…", _MARKED.sub("…", self.docstring))
        return " ".join(masked.split())


def draw(commit: str) -> list[Drawn]:
    """Draw documented functions from what the commit ships, the same ones each time."""
    whole = _git("rev-parse", "--verify", f"{commit}^{{commit}}").decode().strip()
    found = sorted(_functions(whole))
    return random.Random(whole).sample(found, DRAWN)  # noqa: S311  # to be repeatable


def _functions(commit: str) -> Iterator[Drawn]:
    for file in _shipped(commit):
        for node in file.functions:
            docstring = ast.get_docstring(node)
            if docstring and sources.function_lines(node) >= SHORTEST:
                yield Drawn(file.path, node.name, docstring)


def _shipped(commit: str) -> list[Source]:
    """Each file that the commit's own wheel would hold."""
    project = tomllib.loads(_git("show", f"{commit}:pyproject.toml").decode())
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    packed = _git("archive", commit, *packages)
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        texts = {
            name: held.read().decode()
            for name in files.getnames()
            if name.endswith(".py") and (held := files.extractfile(name))
        }
    return sources.of_texts(texts)


def _git(*arguments: str) -> bytes:
    return subprocess.run(  # noqa: S603
        ["git", *arguments],  # noqa: S607
        check=True,
        stdout=subprocess.PIPE,
    ).stdout


def ask(drawn: list[Drawn]) -> None:
    """Print the numbered docstrings."""
    for number, one in enumerate(drawn, start=1):
        print(f"{number}. {one.question}")


def answer(drawn: list[Drawn], guesses: list[str]) -> None:
    """Print each function with its guess, then how many were right."""
    for number, (one, guess) in enumerate(zip(drawn, guesses, strict=True), start=1):
        print(f"{number}. guessed {guess}; it is {one.name} in {one.path}")
    files = sum(one.path == guess for one, guess in zip(drawn, guesses, strict=True))
    rooms = sum(
        one.room == room_of(guess) for one, guess in zip(drawn, guesses, strict=True)
    )
    print(f"right by file: {files} of {len(drawn)}; by room: {rooms}")


def main() -> None:
    """Ask, or count the answers."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stranger")
    parser.add_argument("commit")
    parser.add_argument("--answers", metavar="GUESSES", type=Path)
    options = parser.parse_args()
    drawn = draw(options.commit)
    if options.answers is None:
        ask(drawn)
    else:
        answer(drawn, options.answers.read_text().split())


if __name__ == "__main__":
    main()
