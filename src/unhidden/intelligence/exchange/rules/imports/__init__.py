"""Files of intelligence from elsewhere: CSV, STIX 2.1 and FollowTheMoney.

What is read and what is refused stands in docs/decisions/imports.md.
"""

from unhidden.intelligence.exchange.rules.imports.files import (
    KINDS,
    MOST_BYTES,
    read_import_file,
)
from unhidden.intelligence.exchange.rules.imports.grades import (
    SuggestedGrade,
    suggested_for,
)
from unhidden.intelligence.exchange.rules.imports.rows import (
    MOST_ROWS,
    ImportFault,
    ImportProblem,
    ReadFile,
    ReadLink,
    ReadRow,
)
from unhidden.intelligence.exchange.rules.imports.tables import TEMPLATE

__all__ = [
    "KINDS",
    "MOST_BYTES",
    "MOST_ROWS",
    "TEMPLATE",
    "ImportFault",
    "ImportProblem",
    "ReadFile",
    "ReadLink",
    "ReadRow",
    "SuggestedGrade",
    "read_import_file",
    "suggested_for",
]
