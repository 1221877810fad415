"""Say in the log what many requests may meet: once, not once for each of them."""

from __future__ import annotations

import logging
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=256)
def tell_once_a_day(logger: str, sentence: str, day: date) -> None:
    """Warn with a ``sentence`` of our own, the first time of a day in this process.

    So nobody fills the log, and it does not say when or how often somebody came.
    """
    logging.getLogger(logger).warning(sentence)
