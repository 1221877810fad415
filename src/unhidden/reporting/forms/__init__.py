"""What a member of the public may type: a report, and the words of a receipt."""

from unhidden.reporting.forms.receipt import StatusForm
from unhidden.reporting.forms.report import ReportForm, typed

__all__ = ["ReportForm", "StatusForm", "typed"]
