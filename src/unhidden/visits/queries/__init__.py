"""Reading visits: one's own, one of them, an operation's, what came of them."""

from unhidden.visits.queries.cards import OutcomeRow
from unhidden.visits.queries.lists import list_outcomes, my_visits
from unhidden.visits.queries.one import get_visit, possible_victim

__all__ = ["OutcomeRow", "get_visit", "list_outcomes", "my_visits", "possible_victim"]
