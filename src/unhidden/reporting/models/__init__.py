"""The tables of the public's reports, what came after them, and who can be called."""

from unhidden.reporting.models.channels import Channel, ChannelGroup
from unhidden.reporting.models.mailbox import (
    Direction,
    Hold,
    Message,
    PassedFor,
    Passing,
)
from unhidden.reporting.models.reports import (
    ONE_REPORT_FOR_EACH_FORM,
    Report,
    ReportStatus,
    Teller,
    Urgency,
)
from unhidden.reporting.models.routes import Route

__all__ = [
    "ONE_REPORT_FOR_EACH_FORM",
    "Channel",
    "ChannelGroup",
    "Direction",
    "Hold",
    "Message",
    "PassedFor",
    "Passing",
    "Report",
    "ReportStatus",
    "Route",
    "Teller",
    "Urgency",
]
