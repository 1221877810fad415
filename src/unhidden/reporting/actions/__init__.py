"""What the public sends, what the desk does with it, and who else can be called."""

from unhidden.reporting.actions.channels import load_channels
from unhidden.reporting.actions.reports import (
    OpenedReport,
    mark_done,
    mark_read,
    open_report,
)
from unhidden.reporting.actions.sending import (
    SEALED_FIELD,
    Label,
    NoDesk,
    NothingTold,
    NotSealed,
    Receipt,
    ReportAlreadySent,
    SealedReport,
    new_words,
    submit_report,
    submit_sealed,
)
from unhidden.reporting.rules.answers import Answers

__all__ = [
    "SEALED_FIELD",
    "Answers",
    "Label",
    "NoDesk",
    "NotSealed",
    "NothingTold",
    "OpenedReport",
    "Receipt",
    "ReportAlreadySent",
    "SealedReport",
    "load_channels",
    "mark_done",
    "mark_read",
    "new_words",
    "open_report",
    "submit_report",
    "submit_sealed",
]
