"""What may be read of reports, and what the public is shown."""

from unhidden.reporting.queries.channels import ChannelCard, GroupOfChannels, channels
from unhidden.reporting.queries.custodians import (
    NAME_CUSTODIANS,
    Custodians,
    CustodianView,
    custodians,
)
from unhidden.reporting.queries.files import (
    OPEN_ORIGINALS,
    SentFile,
    files_kept_with,
    files_of_report,
    free_numbers,
    is_custodian,
    kind_label,
    labels,
)
from unhidden.reporting.queries.offered import SignsOfSection, signs_to_offer
from unhidden.reporting.queries.reports import (
    READ_REPORTS,
    Waiting,
    WaitingReport,
    can_take_reports,
    digest_of,
    report,
    status_by_words,
    waiting_reports,
)

__all__ = [
    "NAME_CUSTODIANS",
    "OPEN_ORIGINALS",
    "READ_REPORTS",
    "ChannelCard",
    "CustodianView",
    "Custodians",
    "GroupOfChannels",
    "SentFile",
    "SignsOfSection",
    "Waiting",
    "WaitingReport",
    "can_take_reports",
    "channels",
    "custodians",
    "digest_of",
    "files_kept_with",
    "files_of_report",
    "free_numbers",
    "is_custodian",
    "kind_label",
    "labels",
    "report",
    "signs_to_offer",
    "status_by_words",
    "waiting_reports",
]
