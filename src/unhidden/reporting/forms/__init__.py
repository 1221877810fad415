"""What a member of the public may type: a report, and the words of a receipt."""

from unhidden.reporting.forms.draft import (
    Draft,
)
from unhidden.reporting.forms.mailbox import (
    AddForm,
)
from unhidden.reporting.forms.receipt import (
    StatusForm,
)
from unhidden.reporting.forms.report import (
    ReportForm,
    typed,
)
from unhidden.reporting.forms.sealed import (
    DoorForm,
    LinksForm,
    SealedForm,
)

__all__ = [
    "AddForm",
    "DoorForm",
    "Draft",
    "LinksForm",
    "ReportForm",
    "SealedForm",
    "StatusForm",
    "typed",
]
