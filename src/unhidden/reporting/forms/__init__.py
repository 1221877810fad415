"""What a member of the public may type: a report, receipt words, what comes after."""

from unhidden.reporting.forms.mailbox import AddForm
from unhidden.reporting.forms.receipt import StatusForm
from unhidden.reporting.forms.report import ReportForm, typed

__all__ = ["AddForm", "ReportForm", "StatusForm", "typed"]
