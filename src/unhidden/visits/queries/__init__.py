"""Reading visits: one's own, one of them, an operation's, what came of them."""

from unhidden.visits.queries.cards import OutcomeRow
from unhidden.visits.queries.lists import my_visits, outcomes
from unhidden.visits.queries.one import possible_victim, visit

__all__ = ["OutcomeRow", "my_visits", "outcomes", "possible_victim", "visit"]
