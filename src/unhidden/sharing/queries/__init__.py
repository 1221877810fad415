"""Who is on a record, what is shared of it under which agreement, who saw it."""

from unhidden.sharing.models import Ground, LegalBasis, Urgency
from unhidden.sharing.queries.agreements import (
    AgreementCard,
    AgreementView,
    Choice,
    agreement,
    agreements,
    choices,
    labels_of,
)
from unhidden.sharing.queries.records import AccessView, access_to
from unhidden.sharing.queries.shares import (
    Copied,
    ShareCard,
    ShareLists,
    copied,
    receivers,
    share,
    shares,
    shares_of,
    waiting,
)
from unhidden.sharing.queries.team import Member, team

__all__ = [
    "AccessView",
    "AgreementCard",
    "AgreementView",
    "Choice",
    "Copied",
    "Ground",
    "LegalBasis",
    "Member",
    "ShareCard",
    "ShareLists",
    "Urgency",
    "access_to",
    "agreement",
    "agreements",
    "choices",
    "copied",
    "labels_of",
    "receivers",
    "share",
    "shares",
    "shares_of",
    "team",
    "waiting",
]
