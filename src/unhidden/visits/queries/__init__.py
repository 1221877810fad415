"""Reading visits: one's own, one of them, an operation's, what came of them."""

from unhidden.visits.asking.reading import in_language, list_forms, newest_form
from unhidden.visits.queries.cards import OutcomeRow, PossibleVictimCard
from unhidden.visits.queries.counted import (
    count_waiting,
    find_places_visited,
    find_waiting_accounts,
    meets_account,
)
from unhidden.visits.queries.inner import (
    InnerReceivers,
    ReceivingTeam,
    SealedTold,
    TalkLeader,
)
from unhidden.visits.queries.lists import list_outcomes, my_visits
from unhidden.visits.queries.one import (
    get_visit,
    list_victims_of_account,
    list_victims_of_visits,
    possible_victim,
)
from unhidden.visits.queries.outers import (
    FormUnknown,
    OuterUnreadable,
    judge_outer,
    read_outer,
    write_outer,
)
from unhidden.visits.rules.questions import sections_for

__all__ = [
    "FormUnknown",
    "InnerReceivers",
    "OutcomeRow",
    "OuterUnreadable",
    "PossibleVictimCard",
    "ReceivingTeam",
    "SealedTold",
    "TalkLeader",
    "count_waiting",
    "find_places_visited",
    "find_waiting_accounts",
    "get_visit",
    "in_language",
    "judge_outer",
    "list_forms",
    "list_outcomes",
    "list_victims_of_account",
    "list_victims_of_visits",
    "meets_account",
    "my_visits",
    "newest_form",
    "possible_victim",
    "read_outer",
    "sections_for",
    "write_outer",
]
