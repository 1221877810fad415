"""What the public sends, what the desk does with it, and who else can be called."""

from unhidden.reporting.actions.channels import load_channels
from unhidden.reporting.actions.keeping import (
    ChannelMoved,
    ChannelWords,
    EmergencyStays,
    add_channel,
    change_channel,
    check_channel,
    hide_channel,
    move_channel,
    show_channel,
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
    "Answers",
    "ChannelMoved",
    "ChannelWords",
    "EmergencyStays",
    "NoDesk",
    "NothingTold",
    "OpenedReport",
    "Receipt",
    "ReportAlreadySent",
    "add_channel",
    "change_channel",
    "check_channel",
    "hide_channel",
    "load_channels",
    "mark_done",
    "mark_read",
    "move_channel",
    "open_report",
    "show_channel",
    "submit_report",
]
