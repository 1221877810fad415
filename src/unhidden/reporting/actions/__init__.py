"""What the public sends, what the desk does with it, and who else can be called."""

from unhidden.reporting.actions.channels import load_channels
from unhidden.reporting.actions.conversation import (
    DayNotNear,
    NoWayBack,
    ScriptUnknown,
    Spoken,
    TooManyQuestions,
    open_with_conversation,
    say,
)
from unhidden.reporting.actions.keeping import (
    AlreadyHeld,
    NoReasonToHold,
    delete_reports_over,
    hold_report,
    lift_hold,
)
from unhidden.reporting.actions.mailbox import (
    AlreadyWritten,
    NoSuchMailbox,
    NoSuchQuestion,
    NothingWritten,
    TooMuchToday,
    add_to_report,
    delete_conversation,
)
from unhidden.reporting.actions.passing import (
    AlreadyDecided,
    DeskUnknown,
    NoReason,
    PurposeUnknown,
    pass_on,
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
from unhidden.reporting.actions.routes import (
    NoSuchDesk,
    RouteTaken,
    RouteUnknown,
    add_route,
    remove_route,
)
from unhidden.reporting.rules.answers import Answers

__all__ = [
    "AlreadyDecided",
    "AlreadyHeld",
    "AlreadyWritten",
    "Answers",
    "DayNotNear",
    "DeskUnknown",
    "NoDesk",
    "NoReason",
    "NoReasonToHold",
    "NoSuchDesk",
    "NoSuchMailbox",
    "NoSuchQuestion",
    "NoWayBack",
    "NothingTold",
    "NothingWritten",
    "OpenedReport",
    "PurposeUnknown",
    "Receipt",
    "ReportAlreadySent",
    "RouteTaken",
    "RouteUnknown",
    "ScriptUnknown",
    "Spoken",
    "TooManyQuestions",
    "TooMuchToday",
    "add_route",
    "add_to_report",
    "delete_conversation",
    "delete_reports_over",
    "hold_report",
    "lift_hold",
    "load_channels",
    "mark_done",
    "mark_read",
    "open_report",
    "open_with_conversation",
    "pass_on",
    "remove_route",
    "say",
    "submit_report",
]
