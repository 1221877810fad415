"""Reads of operations: the list, the whole of one, its visits and its events."""

from unhidden.operations.board.queries.board import list_known_places
from unhidden.operations.board.queries.cards import SafetyPlaceCard
from unhidden.operations.board.queries.urgent import list_urgent_matters
from unhidden.operations.briefing.queries.briefs import list_own_briefs, read_brief
from unhidden.operations.briefing.queries.phrases import say_phrases
from unhidden.operations.briefing.queries.sheets import BriefSheet
from unhidden.operations.briefing.queries.sheets_of_phrases import (
    collect_phrases,
    list_phrase_languages,
)
from unhidden.operations.events.queries.cards import EventCard
from unhidden.operations.events.queries.events import list_events
from unhidden.operations.frame.queries.cards import MemberCard, OperationView
from unhidden.operations.frame.queries.operations import (
    get_operation,
    get_operation_head,
)
from unhidden.operations.rosters.queries.cards import OutfitCard
from unhidden.operations.rosters.queries.own import (
    OwnShift,
    list_own_crews,
    list_own_shifts,
)
from unhidden.operations.targets.queries.candidates import list_candidates
from unhidden.operations.targets.queries.cards import CandidateCard
from unhidden.operations.targets.queries.earlier import (
    EarlierVisit,
    find_earlier_visits,
)
from unhidden.operations.targets.queries.sources import list_revisits
from unhidden.operations.teams.queries import people_on_teams
from unhidden.operations.visits.queries.cards import PlannedVisitCard
from unhidden.operations.visits.queries.turns import is_turned
from unhidden.operations.visits.queries.visits import (
    find_planned_visits,
    plan_of_record,
    planned_visit,
    planned_visits,
    visits_of_person,
)
from unhidden.operations.weeks.queries.operations import list_operations

__all__ = [
    "BriefSheet",
    "CandidateCard",
    "EarlierVisit",
    "EventCard",
    "MemberCard",
    "OperationView",
    "OutfitCard",
    "OwnShift",
    "PlannedVisitCard",
    "SafetyPlaceCard",
    "collect_phrases",
    "find_earlier_visits",
    "find_planned_visits",
    "get_operation",
    "get_operation_head",
    "is_turned",
    "list_candidates",
    "list_events",
    "list_known_places",
    "list_operations",
    "list_own_briefs",
    "list_own_crews",
    "list_own_shifts",
    "list_phrase_languages",
    "list_revisits",
    "list_urgent_matters",
    "people_on_teams",
    "plan_of_record",
    "planned_visit",
    "planned_visits",
    "read_brief",
    "say_phrases",
    "visits_of_person",
]
