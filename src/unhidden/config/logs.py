"""Log lines as JSON: what failed and where, never what anybody typed."""

from __future__ import annotations

import logging
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

Line = MutableMapping[str, Any]


DAY = "%Y-%m-%d"


def make_formatter(*, time: str = "iso") -> logging.Formatter:
    """For ``LOGGING``: one JSON object a line, with a time and a level.

    ``time`` is how it is written: DAY where nobody may learn when somebody reported.
    """
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt=time, utc=time != DAY),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            place_of_failure,
            structlog.processors.JSONRenderer(),
        ],
    )


def place_of_failure(_logger: object, _method: str, line: Line) -> Line:
    """Say an exception by its name and its places in the code.

    Its message and its local values stay out: they may hold people's own words.
    """
    failure = line.pop("exc_info", None)
    if failure:
        kind, _, trace = failure
        line["failure"] = kind.__name__
        line["places"] = [
            f"{frame.filename.rpartition('/site-packages/')[2]}:{frame.lineno}"
            for frame in traceback.extract_tb(trace)
        ]
    return line
