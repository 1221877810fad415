"""Reading visits: one's own, one of them, an operation's, what came of them."""

from unhidden.visits.asking.reading import in_language, list_forms, newest_form
from unhidden.visits.queries.cards import OutcomeRow
from unhidden.visits.queries.lists import list_outcomes, my_visits
from unhidden.visits.queries.one import get_visit, possible_victim
from unhidden.visits.rules.questions import sections_for

__all__ = [
    "OutcomeRow",
    "get_visit",
    "in_language",
    "list_forms",
    "list_outcomes",
    "my_visits",
    "newest_form",
    "possible_victim",
    "sections_for",
]
