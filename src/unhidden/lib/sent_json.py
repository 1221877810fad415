"""JSON from a program that nobody here wrote, as a database and a page can take it."""

from __future__ import annotations

import json
import math
from typing import Any

#: Far deeper than anything that is asked.
_DEEPEST = 20


def read_sent_json(text: str) -> Any:
    """What it says. Raises ValueError for what is no JSON, or nested beyond measure.

    A letter that no table keeps, or half of one, as where a text was cut, is replaced;
    the words around it stay.
    """
    try:
        return _keep(json.loads(text), _DEEPEST)
    except RecursionError as error:
        raise ValueError from error


def _keep(said: Any, deep: int) -> Any:
    if not deep or (isinstance(said, float) and not math.isfinite(said)):
        raise ValueError
    if isinstance(said, str):
        return _mend(said)
    if isinstance(said, list):
        return [_keep(each, deep - 1) for each in said]
    if isinstance(said, dict):
        return {_mend(name): _keep(each, deep - 1) for name, each in said.items()}
    return said


def _mend(text: str) -> str:
    halves = text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass")
    return halves.decode("utf-16", "replace")
