"""A database that came back: whether it is still the one that a process may serve."""

from __future__ import annotations

from pathlib import Path

from unhidden.hosting.configuration.reading import read_configuration
from unhidden.hosting.service import checking, environments
from unhidden.hosting.service.processes import SERVED
from unhidden.lib import variables


def check_database_again() -> None:
    """Ask of the database what ``unhidden serve`` asks before it starts this process.

    It may have been away then, or another may have come in its place. Raises Refusal
    where this process must not serve it. A demonstration's processes ask nothing: they
    were not told of any settings.
    """
    name = variables.read_text(environments.PROCESS)
    if not name:
        return
    configuration = read_configuration(Path(variables.read_text(environments.SETTINGS)))
    checking.check_process(configuration, SERVED[name])
