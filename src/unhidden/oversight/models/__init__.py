"""The tables of results, and of what was told to investigators."""

from unhidden.oversight.models.disclosures import (
    CompelledGround,
    Disclosure,
    DisclosureItem,
    DisclosureState,
    DisclosureUse,
    ToldGround,
    ToldKind,
)
from unhidden.oversight.models.results import (
    Approval,
    ExactFigure,
    Publication,
    ResultSheet,
)

__all__ = [
    "Approval",
    "CompelledGround",
    "Disclosure",
    "DisclosureItem",
    "DisclosureState",
    "DisclosureUse",
    "ExactFigure",
    "Publication",
    "ResultSheet",
    "ToldGround",
    "ToldKind",
]
