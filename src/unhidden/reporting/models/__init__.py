"""The tables of the public's reports and of who can be called."""

from unhidden.reporting.models.channels import Anonymity, Channel, ChannelGroup
from unhidden.reporting.models.reports import (
    ONE_REPORT_FOR_EACH_FORM,
    Report,
    ReportStatus,
    Teller,
    Urgency,
)

__all__ = [
    "ONE_REPORT_FOR_EACH_FORM",
    "Anonymity",
    "Channel",
    "ChannelGroup",
    "Report",
    "ReportStatus",
    "Teller",
    "Urgency",
]
