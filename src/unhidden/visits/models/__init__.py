"""The tables of visits: their records, in counts and codes."""

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
    SignObservation,
    VictimAgeGroup,
    Visit,
    VisitOutcome,
)

__all__ = [
    "AgeBand",
    "AllegedExploitation",
    "ApparentSex",
    "EntryBasis",
    "ImmigrationRelease",
    "InterpreterUse",
    "PeoplePresent",
    "PossibleVictim",
    "Referral",
    "ReferredTo",
    "SignAnswer",
    "SignObservation",
    "VictimAgeGroup",
    "Visit",
    "VisitOutcome",
]
