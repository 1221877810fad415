"""Adding premises by hand, and taking in published registers."""

from __future__ import annotations

from unhidden.places.actions.adding import (
    MalformedPostcode,
    MalformedUprn,
    NewPremises,
    SourceNotByHand,
    UnknownCouncil,
    add_premises,
)
from unhidden.places.actions.councils import load_councils
from unhidden.places.actions.files import ImportRefused, Progress
from unhidden.places.actions.food import import_fhrs
from unhidden.places.actions.postcodes import import_postcodes
from unhidden.places.actions.runs import Counts, FileSummary, ImportSummary

__all__ = [
    "Counts",
    "FileSummary",
    "ImportRefused",
    "ImportSummary",
    "MalformedPostcode",
    "MalformedUprn",
    "NewPremises",
    "Progress",
    "SourceNotByHand",
    "UnknownCouncil",
    "add_premises",
    "import_fhrs",
    "import_postcodes",
    "load_councils",
]
