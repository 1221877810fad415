"""Who is on a record, what is shared of it under which agreement, who saw it."""

from unhidden.sharing.queries.agreements import AgreementCard, list_agreements_of
from unhidden.sharing.queries.shares import (
    count_waiting_shares,
    find_receivers,
    list_sealed_rows,
    shares_of,
)
from unhidden.sharing.queries.team import (
    RecordTeamMember,
    find_people_on,
    find_team,
)

__all__ = [
    "AgreementCard",
    "RecordTeamMember",
    "count_waiting_shares",
    "find_people_on",
    "find_receivers",
    "find_team",
    "list_agreements_of",
    "list_sealed_rows",
    "shares_of",
]
