"""Log lines as JSON: what failed and where, never what anybody typed.

Of a library's line only its place in the library's code is kept: its words may be
people's. Our own lines say only what their authors put there.
"""

from __future__ import annotations

import logging
import os
import traceback
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog
from psycopg import Error

from unhidden.lib import faults
from unhidden.lib.database_failures import find_database_error, name_database_failure

Line = MutableMapping[str, Any]


DAY = "%Y-%m-%d"
_OURS = "unhidden"
#: Why the pool could not connect the last time, for pages that waited for it in vain.
_pool: dict[str, str] = {}


def make_formatter(*, time: str = "iso") -> logging.Formatter:
    """For ``LOGGING``: one JSON object a line, with a time, a level and the process.

    ``time`` is how it is written: DAY where nobody may learn when somebody reported.
    """
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt=time, utc=time != DAY),
        ],
        processors=[
            withhold_words_of_libraries,
            place_of_failure,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
    )


def withhold_words_of_libraries(_logger: object, _method: str, line: Line) -> Line:
    """Say which process wrote the line; of a library's, where, and not what it said."""
    record: logging.LogRecord = line["_record"]
    line["process"] = os.environ.get("DJANGO_SETTINGS_MODULE", "").rpartition(".")[2]
    if record.name.partition(".")[0] != _OURS:
        is_page = record.name == "django.request"
        line["event"] = "A page failed" if is_page else "A library says something"
        line["logger"] = record.name
        line["place"] = f"{_short(record.pathname)}:{record.lineno}"
    return line


def place_of_failure(_logger: object, _method: str, line: Line) -> Line:
    """Say an exception by its name, its places in the code and the id on its page.

    Its message and its local values stay out: they may hold people's own words. Of a
    database's error there is its own class, its SQLSTATE and one word of ours.
    """
    failure = line.pop("exc_info", None)
    if failure and failure[0] is not None:
        kind, error, trace = failure
        line["failure"] = kind.__name__
        line["fault"] = _name_fault(line["_record"], error)
        line["places"] = [
            f"{_short(frame.filename)}:{frame.lineno}"
            for frame in traceback.extract_tb(trace)
        ]
        if cause := find_database_error(error):
            line["database"] = {
                "failure": type(cause).__name__,
                "sqlstate": cause.sqlstate,
                "word": _word_of(cause),
            }
    # What a library wrote of an exception as text would hold its message.
    line.pop("exception", None)
    line.pop("stack_info", None)
    return line


def make_pool_filter() -> Callable[[logging.LogRecord], bool]:
    """For ``LOGGING``: lets errors of the pool through, and remembers its warnings.

    A database that is away is told of once by each page that fails.
    """
    return _watch_pool


def _watch_pool(record: logging.LogRecord) -> bool:
    arguments = record.args if isinstance(record.args, tuple) else ()
    for each in arguments:
        if isinstance(each, Error):
            _pool["word"] = name_database_failure(each)
    return record.levelno >= logging.ERROR


def _word_of(cause: Error) -> str:
    """A page that waited for a connection in vain tells why the pool has none."""
    if type(cause).__name__ == "PoolTimeout":
        return _pool.get("word", "timeout")
    return name_database_failure(cause)


def _name_fault(record: logging.LogRecord, error: BaseException) -> str:
    """The id on the page, where a page was shown; else that of the fault."""
    shown = getattr(getattr(record, "request", None), faults.FAULT_ID, "")
    return str(shown) or faults.name_fault(error)


def _short(file: str) -> str:
    return file.rpartition("/site-packages/")[2]
