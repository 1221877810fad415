"""What may be read of reports, and what the public is shown."""

from unhidden.reporting.queries.channels import ChannelCard, GroupOfChannels, channels
from unhidden.reporting.queries.conversation import (
    HoldNow,
    Keeping,
    News,
    PassedHere,
    SoonGone,
    keeping,
    soon_gone,
    with_news,
)
from unhidden.reporting.queries.mailbox import Line, Mailbox, mailbox
from unhidden.reporting.queries.offered import SignsOfSection, signs_to_offer
from unhidden.reporting.queries.reports import (
    READ_REPORTS,
    Waiting,
    WaitingReport,
    can_take_reports,
    digest_of,
    report,
    waiting_reports,
)
from unhidden.reporting.queries.routes import (
    KEEP_ROUTES,
    Desk,
    RouteRow,
    areas_to_choose,
    default_desk,
    desk_for,
    desks,
    desks_to_choose,
    purposes,
    routes,
    topics_to_choose,
)
from unhidden.reporting.queries.scripts import Said, scripts_to_choose

__all__ = [
    "KEEP_ROUTES",
    "READ_REPORTS",
    "ChannelCard",
    "Desk",
    "GroupOfChannels",
    "HoldNow",
    "Keeping",
    "Line",
    "Mailbox",
    "News",
    "PassedHere",
    "RouteRow",
    "Said",
    "SignsOfSection",
    "SoonGone",
    "Waiting",
    "WaitingReport",
    "areas_to_choose",
    "can_take_reports",
    "channels",
    "default_desk",
    "desk_for",
    "desks",
    "desks_to_choose",
    "digest_of",
    "keeping",
    "mailbox",
    "purposes",
    "report",
    "routes",
    "scripts_to_choose",
    "signs_to_offer",
    "soon_gone",
    "topics_to_choose",
    "waiting_reports",
    "with_news",
]
