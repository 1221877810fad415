"""What the public sends, what the desk does with it, and who else can be called."""

from unhidden.reporting.actions.channels import load_channels
from unhidden.reporting.actions.reports import (
    NoDesk,
    NothingTold,
    OpenedReport,
    Receipt,
    ReportAlreadySent,
    mark_done,
    mark_read,
    open_report,
    submit_report,
)
from unhidden.reporting.rules.answers import Answers

__all__ = [
    "Answers",
    "NoDesk",
    "NothingTold",
    "OpenedReport",
    "Receipt",
    "ReportAlreadySent",
    "load_channels",
    "mark_done",
    "mark_read",
    "open_report",
    "submit_report",
]
