"""The files that set-up writes for other programs: a proxy, a service manager.

To add to them, add a function here that gives the text of each file by its path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from unhidden.hosting.configuration.reading import Configuration

FURTHER: tuple[Callable[[Configuration], Mapping[Path, str]], ...] = ()


def list_further_files(configuration: Configuration) -> dict[Path, str]:
    """The text of every such file of this installation."""
    return {
        file: text for each in FURTHER for file, text in each(configuration).items()
    }
