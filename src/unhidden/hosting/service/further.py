"""The files that set-up writes for other programs: a proxy, a service manager.

To add to them, add a function here that gives the text of each file by its path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from unhidden.hosting.configuration import fronts
from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.service import units

FURTHER: tuple[Callable[[OperatorSettings], Mapping[Path, str]], ...] = (
    fronts.make_front_files,
    units.list_units,
)


def list_further_files(configuration: OperatorSettings) -> dict[Path, str]:
    """The text of every such file of this installation."""
    return {
        file: text for each in FURTHER for file, text in each(configuration).items()
    }
