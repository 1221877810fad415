"""What may be read of reports, and what the public is shown."""

from unhidden.reporting.queries.channels import ChannelCard, GroupOfChannels, channels
from unhidden.reporting.queries.kept_channels import (
    KeptChannel,
    KeptGroup,
    channels_to_check,
    groups_of_channels,
    kept_channel,
    kept_channels,
    kinds_of_anonymity,
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
    "READ_REPORTS",
    "ChannelCard",
    "GroupOfChannels",
    "KeptChannel",
    "KeptGroup",
    "SignsOfSection",
    "Waiting",
    "WaitingReport",
    "can_take_reports",
    "channels",
    "channels_to_check",
    "digest_of",
    "groups_of_channels",
    "kept_channel",
    "kept_channels",
    "kinds_of_anonymity",
    "report",
    "signs_to_offer",
    "status_by_words",
    "waiting_reports",
]
