"""Reading visits: one's own, one of them, an operation's, what came of them."""

from unhidden.visits.queries.cards import (
    MyVisits,
    OutcomeRow,
    PossibleVictimCard,
    ReferralCard,
    SectionOfAnswers,
    Totals,
    VisitCard,
    VisitsOfOperation,
    VisitToRecord,
    VisitView,
)
from unhidden.visits.queries.lists import my_visits, outcomes, visits_of_operation
from unhidden.visits.queries.one import possible_victim, visit
from unhidden.visits.queries.plans import visit_to_record

__all__ = [
    "MyVisits",
    "OutcomeRow",
    "PossibleVictimCard",
    "ReferralCard",
    "SectionOfAnswers",
    "Totals",
    "VisitCard",
    "VisitToRecord",
    "VisitView",
    "VisitsOfOperation",
    "my_visits",
    "outcomes",
    "possible_victim",
    "visit",
    "visit_to_record",
    "visits_of_operation",
]
