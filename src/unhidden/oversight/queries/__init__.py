"""Result sheets and their figures, with the way back; and what the public sees."""

from unhidden.oversight.queries.figures import LABELS, Figure, FigureGroup
from unhidden.oversight.queries.published import (
    PublishedWeek,
    published_week,
    published_weeks,
)
from unhidden.oversight.queries.sheets import (
    SMALL,
    ResultsView,
    SheetView,
    operation_of,
    protected,
    results,
)
from unhidden.oversight.queries.sources import SourceRow, parts, trace

__all__ = [
    "LABELS",
    "SMALL",
    "Figure",
    "FigureGroup",
    "PublishedWeek",
    "ResultsView",
    "SheetView",
    "SourceRow",
    "operation_of",
    "parts",
    "protected",
    "published_week",
    "published_weeks",
    "results",
    "trace",
]
