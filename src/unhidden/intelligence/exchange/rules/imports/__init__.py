"""Files of intelligence from elsewhere: CSV, STIX 2.1 and FollowTheMoney.

What is read and what is refused stands in docs/decisions/imports.md.
"""

from unhidden.intelligence.exchange.rules.imports.files import KINDS, MOST_BYTES, read
from unhidden.intelligence.exchange.rules.imports.grades import Suggested, suggested_for
from unhidden.intelligence.exchange.rules.imports.rows import (
    MOST_ROWS,
    Problem,
    ReadFile,
    ReadLink,
    ReadRow,
    Trouble,
)
from unhidden.intelligence.exchange.rules.imports.tables import TEMPLATE

__all__ = [
    "KINDS",
    "MOST_BYTES",
    "MOST_ROWS",
    "TEMPLATE",
    "Problem",
    "ReadFile",
    "ReadLink",
    "ReadRow",
    "Suggested",
    "Trouble",
    "read",
    "suggested_for",
]
