"""What may be read of reports, and what the public is shown."""

from unhidden.reporting.queries.channels import ChannelCard, GroupOfChannels, channels
from unhidden.reporting.queries.choices import labels_of_choices
from unhidden.reporting.queries.conversation import keeping, soon_gone, with_news
from unhidden.reporting.queries.custodians import custodians
from unhidden.reporting.queries.files import is_custodian
from unhidden.reporting.queries.handovers import handover, handovers, waiting_originals
from unhidden.reporting.queries.kept_channels import channels_to_check, kept_channels
from unhidden.reporting.queries.languages import LANGUAGES, is_reviewed
from unhidden.reporting.queries.maps import point_in_words
from unhidden.reporting.queries.offered import strong_signs
from unhidden.reporting.queries.pinned import pinned
from unhidden.reporting.queries.reports import (
    READ_REPORTS,
    WaitingReport,
    clock_of,
    languages_of_reports,
    overdue_reports,
    report,
    reports,
    reports_alike,
    reports_of_place,
    waiting_reports,
    ways_to_enter,
)
from unhidden.reporting.queries.routes import (
    areas_to_choose,
    default_desk,
    desks_to_choose,
    meant_for,
    purposes,
    routes,
    topics_to_choose,
)
from unhidden.reporting.queries.scripts import scripts_to_choose
from unhidden.reporting.queries.urgencies import urgencies
from unhidden.reporting.rules.clocks import Clock

__all__ = [
    "LANGUAGES",
    "READ_REPORTS",
    "ChannelCard",
    "Clock",
    "GroupOfChannels",
    "WaitingReport",
    "areas_to_choose",
    "channels",
    "channels_to_check",
    "clock_of",
    "custodians",
    "default_desk",
    "desks_to_choose",
    "handover",
    "handovers",
    "is_custodian",
    "is_reviewed",
    "keeping",
    "kept_channels",
    "labels_of_choices",
    "languages_of_reports",
    "meant_for",
    "overdue_reports",
    "pinned",
    "point_in_words",
    "purposes",
    "report",
    "reports",
    "reports_alike",
    "reports_of_place",
    "routes",
    "scripts_to_choose",
    "soon_gone",
    "strong_signs",
    "topics_to_choose",
    "urgencies",
    "waiting_originals",
    "waiting_reports",
    "ways_to_enter",
    "with_news",
]
