"""What is wrong with a file that was to be imported, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.exchange.forms import on_line
from unhidden.intelligence.exchange.rules import imports
from unhidden.intelligence.exchange.rules.imports import ImportFault
from unhidden.intelligence.reports.presenters.refusals import FAULTS
from unhidden.intelligence.reports.rules.drafts import DraftFault

_SENTENCES: dict[ImportFault, Promise] = {
    ImportFault.TOO_LARGE: _("The file is larger than 1 MB. Split it"),
    ImportFault.EMPTY: _("There is no report in the file"),
    ImportFault.NOT_TEXT: _("This is no UTF-8 text. Save the file as UTF-8"),
    ImportFault.KIND_UNKNOWN: _("Select a file whose name ends in .csv, .json or .ftm"),
    ImportFault.TOO_MANY: _("A file may hold 100 reports. Split it"),
    ImportFault.NOT_JSON: _("The JSON breaks off here"),
    ImportFault.TOO_DEEP: _("The JSON is nested too deeply"),
    ImportFault.NOT_CSV: _(
        "This is no CSV: check its quotation marks, and cells of great length"
    ),
    ImportFault.COLUMN_MISSING: _("The column “%(what)s” is missing"),
    ImportFault.COLUMN_UNKNOWN: _("“%(what)s” is no column of the template"),
    ImportFault.COLUMN_TWICE: _("The column “%(what)s” stands there twice"),
    ImportFault.CELLS_DIFFER: _(
        "It does not have as many cells as there are columns: %(what)s"
    ),
    ImportFault.NOT_A_BUNDLE: _("This is no STIX bundle with objects"),
    ImportFault.VERSION_UNKNOWN: _("Only STIX 2.1 is read"),
    ImportFault.NOT_AN_OBJECT: _("This is no object of that kind of file"),
    ImportFault.ID_MISSING: _("An object has no id of its type: %(what)s"),
    ImportFault.ID_TWICE: _("This id stands there before: %(what)s"),
    ImportFault.END_MISSING: _(
        "A link leads to what is not in the file, or is not read: %(what)s"
    ),
    ImportFault.REFERENCE_MISSING: _("Enter the reference of the report"),
    ImportFault.REFERENCE_TWICE: _(
        "The reference “%(what)s” stands in the file before"
    ),
    ImportFault.GRADE_UNKNOWN: _(
        "“%(what)s” is no grade of 5x5x5, like B24, or of 3x5x2, like 2CP"
    ),
    ImportFault.NO_SUCH_DAY: _("There is no such day: %(what)s"),
    ImportFault.MARKING_UNKNOWN: _("“%(what)s” is no marking that we know"),
    ImportFault.TOO_LONG: _(
        "Use up to 10,000 characters for the text, 2,000 for conditions and"
        " provenance, 200 for the reference and 20 for the grade"
    ),
    ImportFault.UNFIT: _("It holds characters that nobody can read or keep"),
    ImportFault.LINK_ENDS_FIRST: _("A link ends before it begins"),
    ImportFault.LINK_TWICE: _("The same link is said twice, with other days"),
    ImportFault.PLACE_UNKNOWN: _(
        "No premises of the register have the words “%(what)s”"
    ),
    ImportFault.PLACE_UNCLEAR: _(
        "Several premises have the words “%(what)s”: write name and postcode"
    ),
    ImportFault.NOT_YOURS: _(
        "A report with this reference is here already, and not for you to see"
    ),
}


def sentence(problem: imports.ImportProblem) -> str:
    """What is wrong, with the line it is on."""
    if isinstance(problem.why, DraftFault):
        text = str(FAULTS[problem.why].text)
    else:
        text = str(_SENTENCES[problem.why]) % {"what": problem.what}
    return on_line(problem.line, text) if problem.line else text
