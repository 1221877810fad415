"""What the public sends, what the desk does with it, and who else can be called."""

from unhidden.reporting.actions.channels import load_channels
from unhidden.reporting.actions.conversation import (
    DayNotNear,
    NoWayBack,
    Spoken,
    TooManyQuestions,
    open_with_conversation,
    say,
)
from unhidden.reporting.actions.custodians import (
    AlreadyNamed,
    KeysOfCustodiansNeeded,
    NotYourself,
    agree_to_custodian,
    end_custodian,
    finish_custodians,
    name_custodian,
)
from unhidden.reporting.actions.entering import enter_report
from unhidden.reporting.actions.files import keep_file
from unhidden.reporting.actions.handovers import AlreadyHanded, NobodyToKeep, hand_over
from unhidden.reporting.actions.holding import (
    AlreadyHeld,
    delete_reports_over,
    hold_report,
    lift_hold,
)
from unhidden.reporting.actions.keeping import check_channel
from unhidden.reporting.actions.opening import (
    OpenedFile,
    list_files,
    must_be_custodian,
    open_copy,
    open_original,
)
from unhidden.reporting.actions.passing import (
    AlreadyDecided,
    DeskUnknown,
    PassedOn,
    pass_on,
)
from unhidden.reporting.actions.reports import (
    OpenedReport,
    lock_report,
    mark_done,
    mark_read,
    open_report,
    reopen,
)
from unhidden.reporting.actions.routes import RouteTaken, add_route, remove_route
from unhidden.reporting.actions.sending import NoDesk, ReportAlreadySent, submit_report
from unhidden.reporting.actions.urgencies import AsUrgentAlready, set_urgency
from unhidden.reporting.rules.answers import Answers

__all__ = [
    "AlreadyDecided",
    "AlreadyHanded",
    "AlreadyHeld",
    "AlreadyNamed",
    "Answers",
    "AsUrgentAlready",
    "DayNotNear",
    "DeskUnknown",
    "KeysOfCustodiansNeeded",
    "NoDesk",
    "NoWayBack",
    "NobodyToKeep",
    "NotYourself",
    "OpenedFile",
    "OpenedReport",
    "PassedOn",
    "ReportAlreadySent",
    "RouteTaken",
    "Spoken",
    "TooManyQuestions",
    "add_route",
    "agree_to_custodian",
    "check_channel",
    "delete_reports_over",
    "end_custodian",
    "enter_report",
    "finish_custodians",
    "hand_over",
    "hold_report",
    "keep_file",
    "lift_hold",
    "list_files",
    "load_channels",
    "lock_report",
    "mark_done",
    "mark_read",
    "must_be_custodian",
    "name_custodian",
    "open_copy",
    "open_original",
    "open_report",
    "open_with_conversation",
    "pass_on",
    "remove_route",
    "reopen",
    "say",
    "set_urgency",
    "submit_report",
]
