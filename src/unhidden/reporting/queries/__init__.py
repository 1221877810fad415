"""What may be read of reports, and what the public is shown."""

from unhidden.reporting.queries.channels import ChannelCard, GroupOfChannels, channels
from unhidden.reporting.queries.choices import areas, labels_of_choices, topics
from unhidden.reporting.queries.offered import (
    SignsOfSection,
    signs_to_offer,
    urgent_signs,
)
from unhidden.reporting.queries.reports import (
    READ_REPORTS,
    Waiting,
    WaitingReport,
    can_take_reports,
    desk_for,
    desk_key,
    digest_of,
    digest_of_address,
    is_kept,
    report,
    reports_alike,
    status_by_words,
    waiting_reports,
)

__all__ = [
    "READ_REPORTS",
    "ChannelCard",
    "GroupOfChannels",
    "SignsOfSection",
    "Waiting",
    "WaitingReport",
    "areas",
    "can_take_reports",
    "channels",
    "desk_for",
    "desk_key",
    "digest_of",
    "digest_of_address",
    "is_kept",
    "labels_of_choices",
    "report",
    "reports_alike",
    "signs_to_offer",
    "status_by_words",
    "topics",
    "urgent_signs",
    "waiting_reports",
]
