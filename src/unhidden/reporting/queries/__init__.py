"""What may be read of reports, and what the public is shown."""

from unhidden.reporting.queries.channels import (
    ChannelCard,
    GroupOfChannels,
    list_channels,
)
from unhidden.reporting.queries.choices import labels_of_choices
from unhidden.reporting.queries.files import is_custodian
from unhidden.reporting.queries.handovers import (
    get_handover,
    list_handovers,
    waiting_originals,
)
from unhidden.reporting.queries.kept_channels import (
    channels_to_check,
    list_kept_channels,
)
from unhidden.reporting.queries.languages import LANGUAGES, is_reviewed
from unhidden.reporting.queries.maps import base_map, point_in_words
from unhidden.reporting.queries.offered import strong_signs
from unhidden.reporting.queries.pinned import find_pins
from unhidden.reporting.queries.reports import (
    READ_REPORTS,
    WaitingReport,
    clock_of,
    get_waiting_report,
    languages_of_reports,
    list_reports,
    overdue_reports,
    reports_alike,
    reports_of_place,
    waiting_reports,
    ways_to_enter,
)
from unhidden.reporting.queries.routes import (
    areas_to_choose,
    count_closed_routes,
    default_desk,
    desks_to_choose,
    list_passing_purposes,
    list_routes,
    meant_for,
    topics_to_choose,
)
from unhidden.reporting.queries.scripts import scripts_to_choose
from unhidden.reporting.queries.urgencies import list_urgencies
from unhidden.reporting.rules.clocks import TriageClock

__all__ = [
    "LANGUAGES",
    "READ_REPORTS",
    "ChannelCard",
    "GroupOfChannels",
    "TriageClock",
    "WaitingReport",
    "areas_to_choose",
    "base_map",
    "channels_to_check",
    "clock_of",
    "count_closed_routes",
    "default_desk",
    "desks_to_choose",
    "find_pins",
    "get_handover",
    "get_waiting_report",
    "is_custodian",
    "is_reviewed",
    "labels_of_choices",
    "languages_of_reports",
    "list_channels",
    "list_handovers",
    "list_kept_channels",
    "list_passing_purposes",
    "list_reports",
    "list_routes",
    "list_urgencies",
    "meant_for",
    "overdue_reports",
    "point_in_words",
    "reports_alike",
    "reports_of_place",
    "scripts_to_choose",
    "strong_signs",
    "topics_to_choose",
    "waiting_originals",
    "waiting_reports",
    "ways_to_enter",
]
