"""Adding premises by hand, and taking in published registers."""

from unhidden.places.actions.adding import NewPremises, add_premises
from unhidden.places.actions.councils import load_councils
from unhidden.places.actions.files import PlacesImportRefused
from unhidden.places.actions.food import import_fhrs
from unhidden.places.actions.postcodes import import_postcodes
from unhidden.places.actions.runs import FileSummary, ImportSummary

__all__ = [
    "FileSummary",
    "ImportSummary",
    "NewPremises",
    "PlacesImportRefused",
    "add_premises",
    "import_fhrs",
    "import_postcodes",
    "load_councils",
]
