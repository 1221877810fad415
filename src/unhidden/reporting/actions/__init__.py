"""What the public sends, what the desk does with it, and who else can be called."""

from unhidden.reporting.actions.channels import load_channels
from unhidden.reporting.actions.custodians import (
    AlreadyNamed,
    KeysOfCustodiansNeeded,
    NotYourself,
    agree_to_custodian,
    end_custodian,
    finish_custodians,
    name_custodian,
)
from unhidden.reporting.actions.files import (
    MOST_BYTES,
    FileTooBig,
    KeptFile,
    TooManyFiles,
    keep_file,
    purge_unsent_files,
    take_file_away,
)
from unhidden.reporting.actions.opening import (
    FileOfReport,
    NoReason,
    OpenedFile,
    list_files,
    must_be_custodian,
    open_copy,
    open_original,
)
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
    "MOST_BYTES",
    "AlreadyNamed",
    "Answers",
    "FileOfReport",
    "FileTooBig",
    "KeptFile",
    "KeysOfCustodiansNeeded",
    "NoDesk",
    "NoReason",
    "NotYourself",
    "NothingTold",
    "OpenedFile",
    "OpenedReport",
    "Receipt",
    "ReportAlreadySent",
    "TooManyFiles",
    "agree_to_custodian",
    "end_custodian",
    "finish_custodians",
    "keep_file",
    "list_files",
    "load_channels",
    "mark_done",
    "mark_read",
    "must_be_custodian",
    "name_custodian",
    "open_copy",
    "open_original",
    "open_report",
    "purge_unsent_files",
    "submit_report",
    "take_file_away",
]
