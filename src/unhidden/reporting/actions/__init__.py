"""What the public sends, what the desk does with it, and who else can be called."""

from unhidden.reporting.actions.channels import load_channels
from unhidden.reporting.actions.conversation import (
    DayNotNear,
    NoWayBack,
    OpenedMessage,
    TooManyQuestions,
    open_with_conversation,
    send_script,
)
from unhidden.reporting.actions.files import keep_file
from unhidden.reporting.actions.keeping import check_channel
from unhidden.reporting.actions.opening import (
    NoReason,
    OpenedFile,
    list_files,
    must_be_custodian,
    open_copy,
    open_original,
)
from unhidden.reporting.actions.reports import (
    OpenedReport,
    lock_report,
    mark_done,
    mark_read,
    open_report,
    reopen_report,
)
from unhidden.reporting.actions.sending import NoDesk, ReportAlreadySent, submit_report
from unhidden.reporting.rules.answers import ReportAnswers

__all__ = [
    "DayNotNear",
    "NoDesk",
    "NoReason",
    "NoWayBack",
    "OpenedFile",
    "OpenedMessage",
    "OpenedReport",
    "ReportAlreadySent",
    "ReportAnswers",
    "TooManyQuestions",
    "check_channel",
    "keep_file",
    "list_files",
    "load_channels",
    "lock_report",
    "mark_done",
    "mark_read",
    "must_be_custodian",
    "open_copy",
    "open_original",
    "open_report",
    "open_with_conversation",
    "reopen_report",
    "send_script",
    "submit_report",
]
