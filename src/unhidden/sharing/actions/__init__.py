"""Teams, exclusions, agreements and shares: how anybody comes to see a record.

The checks are the database's: only its procedures change who is let in. The module
of the record asks its own rules first.
"""

from unhidden.access.grants import AlreadyOnTeam, TeamNeedsSomebody
from unhidden.sharing.actions.agreements import (
    AgreementMoved,
    NewAgreement,
    NewDocument,
    add_document,
    change_agreement,
    end_agreement,
    sign_agreement,
    write_agreement,
)
from unhidden.sharing.actions.answers import (
    accept_share,
    add_readers,
    confirm_deletion,
    decline_share,
)
from unhidden.sharing.actions.exclusions import keep_out, let_back
from unhidden.sharing.actions.faults import (
    AgreementNotInForce,
    AlreadyShared,
    BeyondAgreement,
    CannotBeLetIn,
    KeysNeeded,
    NamesSomebody,
    NoBasis,
    ShareMoved,
    WaitsForCheck,
    WrongParties,
)
from unhidden.sharing.actions.shares import (
    NewShare,
    draft_share,
    end_share,
    end_unconsented,
    expire_shares,
    let_in_again,
    offer_share,
    withdraw_share,
)
from unhidden.sharing.actions.teams import (
    add_member,
    begin,
    end_member,
    hand_over,
    let_organisation_in,
)

__all__ = [
    "AgreementMoved",
    "AgreementNotInForce",
    "AlreadyOnTeam",
    "AlreadyShared",
    "BeyondAgreement",
    "CannotBeLetIn",
    "KeysNeeded",
    "NamesSomebody",
    "NewAgreement",
    "NewDocument",
    "NewShare",
    "NoBasis",
    "ShareMoved",
    "TeamNeedsSomebody",
    "WaitsForCheck",
    "WrongParties",
    "accept_share",
    "add_document",
    "add_member",
    "add_readers",
    "begin",
    "change_agreement",
    "confirm_deletion",
    "decline_share",
    "draft_share",
    "end_agreement",
    "end_member",
    "end_share",
    "end_unconsented",
    "expire_shares",
    "hand_over",
    "keep_out",
    "let_back",
    "let_in_again",
    "let_organisation_in",
    "offer_share",
    "sign_agreement",
    "withdraw_share",
    "write_agreement",
]
