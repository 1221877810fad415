"""Teams, exclusions, agreements and shares: how anybody comes to see a record.

The checks are the database's: only its procedures change who is let in. The module
of the record asks its own rules first."""

from unhidden.access.grants import ColleagueAlreadyOnTeam, TeamNeedsSomebody
from unhidden.sharing.actions.agreements import (
    NewAgreement,
    NewDocument,
    add_document,
    sign_agreement,
    write_agreement,
)
from unhidden.sharing.actions.answers import accept_share
from unhidden.sharing.actions.faults import ShareMoved
from unhidden.sharing.actions.shares import (
    NewShare,
    draft_share,
    end_shares_of,
    end_unconsented,
    let_in_again,
    offer_share,
)
from unhidden.sharing.actions.teams import (
    add_member,
    begin_team_record,
    end_member,
    hand_over,
    let_organisation_in,
)

__all__ = [
    "ColleagueAlreadyOnTeam",
    "NewAgreement",
    "NewDocument",
    "NewShare",
    "ShareMoved",
    "TeamNeedsSomebody",
    "accept_share",
    "add_document",
    "add_member",
    "begin_team_record",
    "draft_share",
    "end_member",
    "end_shares_of",
    "end_unconsented",
    "hand_over",
    "let_in_again",
    "let_organisation_in",
    "offer_share",
    "sign_agreement",
    "write_agreement",
]
