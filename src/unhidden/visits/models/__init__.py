"""The tables of visits: accounts, the records made of them, drafts."""

from unhidden.visits.models.accounts import (
    AccountKind,
    AccountSource,
    AccountState,
    VisitAccount,
)
from unhidden.visits.models.draft_items import DraftItem, DraftItemState
from unhidden.visits.models.drafts import VisitDraft
from unhidden.visits.models.visits import (
    AgeBand,
    AllegedExploitation,
    ApparentSex,
    EntryBasis,
    ImmigrationRelease,
    InterpreterUse,
    PeoplePresent,
    PossibleVictim,
    Referral,
    ReferredTo,
    SignAnswer,
    SignKnowledge,
    SignObservation,
    VictimAgeGroup,
    Visit,
    VisitOutcome,
)

__all__ = [
    "AccountKind",
    "AccountSource",
    "AccountState",
    "AgeBand",
    "AllegedExploitation",
    "ApparentSex",
    "DraftItem",
    "DraftItemState",
    "EntryBasis",
    "ImmigrationRelease",
    "InterpreterUse",
    "PeoplePresent",
    "PossibleVictim",
    "Referral",
    "ReferredTo",
    "SignAnswer",
    "SignKnowledge",
    "SignObservation",
    "VictimAgeGroup",
    "Visit",
    "VisitAccount",
    "VisitDraft",
    "VisitOutcome",
]
