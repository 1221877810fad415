"""Reads of operations: the list, the whole of one, its visits and its events."""

from unhidden.operations.queries.attending import (
    Attending,
    PublicView,
    attending,
    public_words,
)
from unhidden.operations.queries.cards import (
    DayGlance,
    EventCard,
    MemberCard,
    OperationCard,
    OperationView,
    PartnerCard,
    Pick,
    Picks,
    PlannedVisitCard,
    Progress,
    TakenDay,
    TeamCard,
    WeekGlance,
)
from unhidden.operations.queries.choices import (
    kinds_of_event,
    kinds_of_visit,
    statuses_of_plan,
)
from unhidden.operations.queries.events import event, events
from unhidden.operations.queries.operations import operation, operations
from unhidden.operations.queries.picks import picked, picks
from unhidden.operations.queries.public import (
    EventPage,
    audiences,
    coming_events,
    event_page,
    held_events,
    kinds_of_sureness,
    kinds_of_usefulness,
    places_left,
)
from unhidden.operations.queries.teams import (
    is_on_team,
    people_on_team,
    possible_members,
    team,
)
from unhidden.operations.queries.visits import (
    plan_of_record,
    planned_already,
    planned_visit,
    planned_visits,
    taken,
    visits_of_person,
)
from unhidden.operations.queries.weeks import days_of, ready, week

__all__ = [
    "Attending",
    "DayGlance",
    "EventCard",
    "EventPage",
    "MemberCard",
    "OperationCard",
    "OperationView",
    "PartnerCard",
    "Pick",
    "Picks",
    "PlannedVisitCard",
    "Progress",
    "PublicView",
    "TakenDay",
    "TeamCard",
    "WeekGlance",
    "attending",
    "audiences",
    "coming_events",
    "days_of",
    "event",
    "event_page",
    "events",
    "held_events",
    "is_on_team",
    "kinds_of_event",
    "kinds_of_sureness",
    "kinds_of_usefulness",
    "kinds_of_visit",
    "operation",
    "operations",
    "people_on_team",
    "picked",
    "picks",
    "places_left",
    "plan_of_record",
    "planned_already",
    "planned_visit",
    "planned_visits",
    "possible_members",
    "public_words",
    "ready",
    "statuses_of_plan",
    "taken",
    "team",
    "visits_of_person",
    "week",
]
