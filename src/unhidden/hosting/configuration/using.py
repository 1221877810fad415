"""Which file of settings a command uses, and using it."""

from __future__ import annotations

import os
from pathlib import Path

from unhidden.hosting.configuration import reading
from unhidden.hosting.configuration.reading import Configuration, read_configuration

_STATE = "UNHIDDEN_STATE"


def use_configuration(given: Path | None) -> None:
    """Use the file that is ``given``, or named in the environment, or in its place.

    Where a folder of state is named instead, or no file is there, nothing is changed:
    the command works on a demonstration. Raises Refusal for a file that is wrong.
    """
    named = given or os.environ.get(reading.VARIABLE)
    if not named and (os.environ.get(_STATE) or not reading.USUAL.exists()):
        return
    put_to_use(read_configuration(reading.find_configuration_file(given)))


def put_to_use(configuration: Configuration) -> None:
    """Let this command, and what it starts, work on that installation."""
    os.environ.update(configuration.environment())
    os.environ[reading.VARIABLE] = str(configuration.file)


def find_used() -> Configuration | None:
    """The settings in use; None where the command works on a demonstration."""
    named = os.environ.get(reading.VARIABLE)
    return read_configuration(Path(named)) if named else None
