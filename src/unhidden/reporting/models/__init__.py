"""The tables of the public's reports and of who can be called."""

from unhidden.reporting.models.channels import (
    CallerAnonymity,
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
    Hold,
    Message,
    MessageDirection,
    PassedFor,
    Passing,
)
from unhidden.reporting.models.reports import (
    ONE_REPORT_FOR_EACH_FORM,
    CameBy,
    Report,
    ReportStatus,
    TellerChoices,
    UrgencyChoices,
    UrgencyReasonChoices,
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
    "CallerAnonymity",
    "CameBy",
    "CatalogueReview",
    "Channel",
    "ChannelGroup",
    "Custodian",
    "FileChunk",
    "FileFinding",
    "FileKind",
    "Handover",
    "Hold",
    "Message",
    "MessageDirection",
    "PassedFor",
    "Passing",
    "Report",
    "ReportFile",
    "ReportStatus",
    "Route",
    "TellerChoices",
    "UrgencyChange",
    "UrgencyChoices",
    "UrgencyReasonChoices",
]
