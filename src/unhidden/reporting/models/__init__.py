"""The tables of the public's reports and of who can be called."""

from unhidden.reporting.models.channels import (
    Anonymity,
    Channel,
    ChannelGroup,
)
from unhidden.reporting.models.custodians import (
    Custodian,
)
from unhidden.reporting.models.files import (
    MOST_FILES,
    ONE_FILE_FOR_EACH_NUMBER,
    FileChunk,
    FileFinding,
    FileKind,
    ReportFile,
)
from unhidden.reporting.models.handovers import (
    Handover,
)
from unhidden.reporting.models.mailbox import (
    Direction,
    Hold,
    Message,
    PassedFor,
    Passing,
)
from unhidden.reporting.models.reports import (
    ONE_REPORT_FOR_EACH_FORM,
    CameBy,
    Reason,
    Report,
    ReportStatus,
    Teller,
    Urgency,
)
from unhidden.reporting.models.routes import (
    Route,
)
from unhidden.reporting.models.tongues import (
    CatalogueReview,
)
from unhidden.reporting.models.urgencies import (
    UrgencyChange,
)

__all__ = [
    "MOST_FILES",
    "ONE_FILE_FOR_EACH_NUMBER",
    "ONE_REPORT_FOR_EACH_FORM",
    "Anonymity",
    "CameBy",
    "CatalogueReview",
    "Channel",
    "ChannelGroup",
    "Custodian",
    "Direction",
    "FileChunk",
    "FileFinding",
    "FileKind",
    "Handover",
    "Hold",
    "Message",
    "PassedFor",
    "Passing",
    "Reason",
    "Report",
    "ReportFile",
    "ReportStatus",
    "Route",
    "Teller",
    "Urgency",
    "UrgencyChange",
]
